"""A Suggestion: which frameworks say that they fit a team's situation, and all that they say of it."""

from collections.abc import Mapping
from enum import StrEnum

from spreadkit.model.framework import Basis, Fit
from spreadkit.model.signposts import Signpost, SignpostUse
from spreadkit.record import record


class SituationAnswer(StrEnum):
    """What a team says of a situation."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SuitVerdict(StrEnum):
    """What the counted reasons of a framework come to: more for it than against, as many, fewer, or none at all."""

    FITS = "fits"
    PARTLY = "fits partly"
    POORLY = "does not fit"
    SILENT = "says nothing of it"


@record
class SuitReason:
    """What a framework says of one situation that the team is in."""

    situation: str
    fits: Fit
    because: str
    basis: Basis
    sources: tuple[str, ...]


@record
class FrameworkProposal:
    """A framework with all its reasons. `balance` is how many say well, minus how many say poorly.

    `waits_for` are the situations that the team does not know of, and the framework says something of.
    """

    framework: str
    edition: str
    title: str
    reasons: tuple[SuitReason, ...]
    waits_for: tuple[str, ...]

    @property
    def balance(self) -> int:
        """How many reasons say that it fits well, minus how many say poorly."""
        return sum((reason.fits is Fit.WELL) - (reason.fits is Fit.POORLY) for reason in self.reasons)

    @property
    def verdict(self) -> SuitVerdict:
        """What the reasons come to."""
        if not self.reasons:
            return SuitVerdict.SILENT
        if self.balance == 0:
            return SuitVerdict.PARTLY
        return SuitVerdict.FITS if self.balance > 0 else SuitVerdict.POORLY


@record
class SignpostProposal:
    """Something of others that is for situations the team is in, with what its file says of each of these."""

    id: str
    signpost: Signpost
    uses: Mapping[str, SignpostUse]


@record
class Suggestion:
    """The whole: what was said of each situation, the proposals in order, and what no framework here is good for.

    `questions` are the situations in words, by their ids; `signposts` are what others have made for them.
    """

    said: Mapping[str, SituationAnswer]
    questions: Mapping[str, str]
    proposals: tuple[FrameworkProposal, ...]
    unserved: tuple[str, ...]
    signposts: tuple[SignpostProposal, ...] = ()

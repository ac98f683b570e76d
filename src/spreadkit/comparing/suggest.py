"""From what a team says of its situation to the frameworks that say they fit: counting what they say, and no more."""

from collections.abc import Iterable, Mapping

from spreadkit.model.framework import Fit, Framework
from spreadkit.model.signposts import Signposts
from spreadkit.model.suggestion import (
    FrameworkProposal,
    SignpostProposal,
    SituationAnswer,
    Suggestion,
    SuitReason,
)


def rank_frameworks(
    frameworks: Iterable[Framework],
    questions: Mapping[str, str],
    said: Mapping[str, SituationAnswer],
    signposts: Signposts | None = None,
) -> Suggestion:
    """Put frameworks in order of how many of their reasons speak for them, minus how many against; then by id.

    Signposts for what is true follow, those for most of it first.
    """
    proposals = [_proposal(framework, questions, said) for framework in frameworks]
    true = [name for name in questions if said.get(name) is SituationAnswer.YES]
    served = {
        reason.situation for proposal in proposals for reason in proposal.reasons if reason.fits is not Fit.POORLY
    }
    return Suggestion(
        said=said,
        questions=questions,
        proposals=tuple(
            sorted(proposals, key=lambda proposal: (not proposal.reasons, -proposal.balance, proposal.framework))
        ),
        unserved=tuple(name for name in true if name not in served),
        signposts=_pointed_at(signposts, true) if signposts else (),
    )


def _pointed_at(signposts: Signposts, true: list[str]) -> tuple[SignpostProposal, ...]:
    """Return the signposts that are for at least one of these situations."""
    found = [
        SignpostProposal(id_, signpost, {name: signpost.suits[name] for name in true if name in signpost.suits})
        for id_, signpost in signposts.signposts.items()
    ]
    return tuple(
        sorted(
            (proposal for proposal in found if proposal.uses), key=lambda proposal: (-len(proposal.uses), proposal.id)
        )
    )


def _proposal(
    framework: Framework, questions: Mapping[str, str], said: Mapping[str, SituationAnswer]
) -> FrameworkProposal:
    known = [(name, framework.suits[name]) for name in questions if name in framework.suits]
    return FrameworkProposal(
        framework=framework.id,
        edition=framework.edition,
        title=framework.title,
        reasons=tuple(
            SuitReason(name, suits.fits, suits.because, suits.basis, suits.sources)
            for name, suits in known
            if said.get(name) is SituationAnswer.YES
        ),
        waits_for=tuple(name for name, _ in known if said.get(name) is SituationAnswer.UNKNOWN),
    )

"""What becomes of a plan's answers when it goes over to another edition of a framework."""

from collections.abc import Mapping
from dataclasses import field

from spreadkit.model.base import Route
from spreadkit.record import record


@record(kw_only=True)
class CarriedAnswer:
    """What becomes of one answer. Nothing of it is ever deleted.

    `to` is the criterion that it answers from now on; None where it is parked: kept as it is, and counted nowhere.
    `why` says what has to be looked at again, or why it is parked. `levels` are those that have another id now, by
    where they stand in the answer. `has_recheck` when an earlier reason to look at it again still stands. `is_copy`
    when the question was split: the answer moves to one part, and each other part gets a copy of it.
    """

    id: str
    to: str | None
    why: tuple[str, ...] = ()
    levels: Mapping[Route, str] = field(default_factory=dict)
    is_asked: bool = True
    has_recheck: bool = False
    is_copy: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether its criterion has another id now."""
        return self.to is not None and self.to != self.id


@record(kw_only=True)
class EditionChange:
    """One framework of a plan, from the edition that it is pinned to (None: none) to another.

    `is_compared` when the old edition could be read, so that questions, levels and scales were compared, not only ids.
    `use` is what the plan names it by from now on, `index` its place in the plan's list. `references` are texts
    elsewhere in the plan that name a criterion by its old id, with what they say from now on; `appended` are texts that
    join a list there, or the text that stands alone, because the question was split.
    """

    framework: str
    title: str
    old: str | None
    new: str
    is_compared: bool
    index: int
    use: str
    answers: tuple[CarriedAnswer, ...] = ()
    references: tuple[tuple[Route, str], ...] = ()
    appended: tuple[tuple[Route, str], ...] = ()

    @property
    def as_they_are(self) -> tuple[CarriedAnswer, ...]:
        """The answers that stay as they are."""
        return tuple(answer for answer in self.answers if answer.to == answer.id and not answer.why)

    @property
    def moved(self) -> tuple[CarriedAnswer, ...]:
        """The answers whose criterion has another id."""
        return tuple(answer for answer in self.answers if answer.is_moved and not answer.is_copy)

    @property
    def copied(self) -> tuple[CarriedAnswer, ...]:
        """The copies for the further parts of questions that were split."""
        return tuple(answer for answer in self.answers if answer.is_copy)

    @property
    def to_recheck(self) -> tuple[CarriedAnswer, ...]:
        """The answers that have to be looked at again before they open a gate."""
        return tuple(answer for answer in self.answers if answer.to is not None and answer.why)

    @property
    def parked(self) -> tuple[CarriedAnswer, ...]:
        """The answers whose criterion is no more."""
        return tuple(answer for answer in self.answers if answer.to is None)


@record(kw_only=True)
class Migration:
    """Everything that going over to other editions does to a plan. `written` are the files that were changed."""

    plan: str
    changes: tuple[EditionChange, ...]
    up_to_date: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

"""What is said of an item: each entry with what it is, what the plan says, and where the plan says it.

Said, unknown, not in the plan, not read, and left to the author are different states.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final, NamedTuple

from spreadkit.model.base import UNKNOWN, Unknown, known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.model.report_answers import SentenceFigure
from spreadkit.model.verdict import Sign, VerdictQuestion
from spreadkit.months import day
from spreadkit.sections._answers import ReportAnswers
from spreadkit.sections._view import View
from spreadkit.sections._wording import say
from spreadkit.verdicts.grammar import plain

WHOLE_PLAN: Final = "worked out from the whole plan"
"""Where something comes from that no single part of a plan holds."""

_ROUTE_SHOWN: Final = 2
"""How many keys of a route say where something stands: `measures.falls-rate`."""


class EntryState(StrEnum):
    """What is known of an entry."""

    SAYS = "says"
    UNKNOWN = "unknown"
    MISSING = "missing"
    UNREAD = "unread"
    BY_HAND = "by hand"


class PlanEntry(NamedTuple):
    """One thing that an item asks for. `at` is the key of the plan that holds it, or would.

    `says` is what the plan says; of what is missing or left to the author, what to add; of what is not read, why.
    """

    term: str
    says: str
    at: str
    state: EntryState = EntryState.SAYS

    @property
    def is_held(self) -> bool:
        """Whether a part of the plan says it: what is worked out of nothing in particular is not held anywhere."""
        return self.state is EntryState.SAYS and self.at != WHOLE_PLAN


Entries = Iterator[PlanEntry]

StrandWriter = Callable[["PublishedPlan"], Entries]
"""Goes through what a plan holds for one strand of an item, and what it lacks."""

_Value = str | date | Decimal | bool | Enum | None


class PublishedPlan(NamedTuple):
    """What the items are filled in from: what sections see, and the five answers."""

    view: View
    answers: ReportAnswers

    def verdict(self, question: VerdictQuestion, term: str) -> Entries:
        """Go through the one answer to a question, in the words of every report, with where its figures come from."""
        found = next((verdict for verdict in self.answers.verdicts if verdict.question == question.value), None)
        if found is not None:
            where = WHOLE_PLAN if found.sign == Sign.NOTHING.value else self.places_of(found.inputs)
            yield PlanEntry(term, plain(f"{found.word}. {found.says}"), where)

    def headline(self, term: str) -> Entries:
        """Go through the one line at the top of the reports, with where it comes from."""
        found = self.answers.headline
        if found is not None:
            yield PlanEntry(term, plain(found.says), "headline" if found.is_own else self.places_of(found.inputs))

    def revisions(self) -> Entries:
        """Go through the changes to the plan by the day of the report, as one entry."""
        said = [
            f"{on_day(revision.on)}: {joined(revision.what, revision.because)}"
            for revision in self.view.plan.revisions
            if self.has_happened(revision.on)
        ]
        add = "each change to the plan, with its reason"
        yield from several("Changes to the plan on the way", said, "revisions", add)

    def has(self, part: str) -> bool:
        """Whether the plan has something under a key, be it readable or not."""
        top = part.partition(".")[0].replace("-", "_")
        return top in self.view.plan.model_fields_set or any(one.part[0] == top for one in self.view.score.unread)

    def places(self, *parts: str) -> str:
        """Return those of some parts that the plan has, a line each; the whole plan where it has none."""
        return "\n".join(part for part in dict.fromkeys(parts) if self.has(part)) or WHOLE_PLAN

    def places_of(self, inputs: Iterable[SentenceFigure]) -> str:
        """Return the parts of the plan that the figures of a sentence come from."""
        return self.places(*(".".join(map(str, given.route[:_ROUTE_SHOWN])) for given in inputs if given.route))

    @property
    def record(self) -> str:
        """The parts of the plan that figures of adoption come from."""
        return self.places("sites", "adoption")

    def has_happened(self, on: date | Unknown | None) -> bool:
        """Whether something counts as having happened by the day of the report; what has no day does."""
        when = known(on)
        return when is None or when <= self.view.as_of

    def measures(self, *kinds: MeasureKind) -> Iterator[tuple[str, Measure]]:
        """Go through the measures of some kinds, the aim's own first."""
        found = [(name, measure) for name, measure in self.view.plan.measures.items() if measure.kind in kinds]
        return iter(sorted(found, key=lambda pair: pair[0] != self.view.plan.aim.measure))


def entry(term: str, value: _Value, at: str, add: str = "") -> Entries:
    """Go through what one value says; what to add where there is none and `add` says it, else nothing."""
    if value is UNKNOWN or (isinstance(value, str) and value.strip().casefold() == UNKNOWN.value):
        yield PlanEntry(term, "", at, EntryState.UNKNOWN)
    elif value is not None and value != "":
        yield PlanEntry(term, say(value), at)
    elif add:
        yield PlanEntry(term, add, at, EntryState.MISSING)


def several(term: str, said: Iterable[str], at: str, add: str = "") -> Entries:
    """Go through what several values say, a line each, as one entry."""
    return entry(term, "\n".join(line for line in said if line), at, add)


def by_hand(term: str, write: str) -> Entries:
    """Go through what no part of a plan holds, so that the author writes it."""
    yield PlanEntry(term, write, "", EntryState.BY_HAND)


def amount(value: Decimal | Unknown | None, what: str) -> str:
    """Say how much there is of something: `3 sites each`; that it is unknown, or nothing where the plan is silent."""
    if value is None:
        return ""
    return f"{what}: unknown" if value is UNKNOWN else f"{say(value)} {what}"


def on_day(value: date | Unknown | None) -> str:
    """Say on which day something was; that the day is unknown, or not stated."""
    return "day unknown" if value is UNKNOWN else day(value, silent="day not stated")


def joined(*parts: str | None, by: str = "; ") -> str:
    """Join the parts that say something."""
    return by.join(part for part in parts if part)

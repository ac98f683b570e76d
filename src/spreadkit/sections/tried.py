"""Tried: for each gap what has been tried, whether it helped, and which ways to close it have not been tried yet."""

from collections.abc import Iterator
from typing import Final

from spreadkit.framework.resting import rests_on
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Action
from spreadkit.model.report import Block, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.months import day
from spreadkit.sections._shortfalls import all_gaps, shortfalls_of
from spreadkit.sections._view import CriterionView, View
from spreadkit.sections._wording import WordedRow, answer_of, folded, label, section, table, tables

ORDER = 42
SHOWS: Final = ("actions.strategy", "actions.helped", "actions.because")

_HEADERS: Final = ("What is asked", "Now", "What was tried", "Ended", "Whether it helped", "Why?")

_WAYS: Final = ("What is asked", "What could be tried", "Why it may work?", "Rests on")

_HELPED: Final = {
    "yes": Mark(text="helped", tone=Tone.GOOD),
    "no": Mark(text="did not help", tone=Tone.WARNING),
    "unknown": Mark(text="unknown whether it helped", tone=Tone.NOTE),
}

_INTRO: Final = (
    "A strategy is a way to close a gap that the framework's file names. It is no promise: what helped in one place "
    "may not help in another, so the plan records whether it did here."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = tuple(_blocks(view))
    return section("tried", "What was tried for the gaps", blocks, intro=_INTRO) if blocks else None


def _blocks(view: View) -> Iterator[Block]:
    gaps = list(all_gaps(view))
    open_ids = {asked.score.id for asked in gaps}
    closed = [asked for asked in view.asked if asked.score.id not in open_ids]
    yield from tables(table("Tried, and still a gap", _HEADERS, _tried(view, gaps)))
    for made in tables(table("Tried, and no gap any more", _HEADERS, _tried(view, closed))):
        yield folded(f"{made.title} ({len(made.rows)})", made)
    if not view.plan.has_ended(view.as_of):
        yield from _not_tried(view)


def _not_tried(view: View) -> Iterator[Block]:
    """Show what could be tried: first for what holds back the next gate, and folded for the other gaps alone."""
    found = shortfalls_of(view)
    urgent = {asked.score.id for asked in found.first}
    ways = _untried(view, [*found.first, *found.rest])
    first = [_way(name, gaps) for name, gaps in ways if urgent.intersection(asked.score.id for asked in gaps)]
    rest = [_way(name, gaps) for name, gaps in ways if urgent.isdisjoint(asked.score.id for asked in gaps)]
    yield from tables(table("Not tried yet", _WAYS, first))
    title = "Not tried yet, for other gaps" if first else "Not tried yet"
    for made in tables(table(title, _WAYS, rest)):
        yield folded(f"{title} ({len(made.rows)})", made) if first else made


def _tried(view: View, criteria: list[CriterionView]) -> Iterator[WordedRow]:
    """Go through what was tried for criteria: actions with a strategy, and others that were judged."""
    for asked in criteria:
        for action in view.plan.actions.values():
            if asked.score.id in action.for_ and (action.strategy or action.helped):
                yield [_question(asked), answer_of(asked), _what(view, action), *_outcome(action)]


def _outcome(action: Action) -> WordedRow:
    ended = "still open" if action.is_open else day(action.done_on) if action.done_on else label(action.state)
    mark = _HELPED.get(action.helped or "")
    helped = Phrase(text="", mark=mark) if mark else Phrase(text="too early" if action.is_open else "not said")
    return [ended, helped, action.because]


def _what(view: View, action: Action) -> Phrase:
    found = [
        framework.strategies[action.strategy]
        for framework, _ in view.scored
        if action.strategy and _serves(framework, action)
    ]
    named = f"{found[0].do} ({action.strategy})" if found else action.strategy
    return Phrase(text=action.do, note=f"Strategy: {named}" if named else "")


def _serves(framework: Framework, action: Action) -> bool:
    """Whether a framework has the action's strategy, and has it for something that the action is about."""
    return any(action.strategy in framework.strategies_for(criterion) for criterion in action.for_)


def _untried(view: View, gaps: list[CriterionView]) -> list[tuple[str, list[CriterionView]]]:
    """Return the strategies that no action of the plan tries, or tried, each with all gaps of which that is so."""
    used = {(action.strategy, criterion) for action in view.plan.actions.values() for criterion in action.for_}
    serves: dict[tuple[str, str], list[CriterionView]] = {}
    for asked in gaps:
        framework = asked.question.framework
        for name in framework.strategies_for(asked.score.id):
            if (name, asked.score.id) not in used:
                serves.setdefault((framework.id, name), []).append(asked)
    return [(name, found) for (_, name), found in serves.items()]


def _way(name: str, gaps: list[CriterionView]) -> WordedRow:
    """Return the row of a strategy that could be tried for gaps of its framework."""
    strategy = gaps[0].question.framework.strategies[name]
    what = Phrase(text=strategy.do, note=name)
    return [_questions(gaps), what, strategy.about, rests_on(strategy.basis, strategy.sources)]


def _questions(found: list[CriterionView]) -> Phrase:
    """Return what is asked; of several, each on a line with its id."""
    if len(found) == 1:
        return _question(found[0])
    return Phrase(text="\n".join(f"{asked.question.ask} ({asked.score.id})" for asked in found))


def _question(asked: CriterionView) -> Phrase:
    return Phrase(text=asked.question.ask, note=asked.score.id)

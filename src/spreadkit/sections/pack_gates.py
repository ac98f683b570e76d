"""For the steering group: what shuts the next gate, who does what about it, and by when."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from spreadkit.model.framework import Framework
from spreadkit.model.page_blocks import Card, Cards
from spreadkit.model.people import Role
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.score import Blocker, GateScore
from spreadkit.scoring.operands import title_of
from spreadkit.sections._pack import (
    LINE_ROOM,
    TITLE_ROOM,
    Part,
    by_day,
    in_brief,
    named,
    pack_table,
    page_part,
    people,
    rest,
    who_has,
)
from spreadkit.sections._shortfalls import shortfalls_of
from spreadkit.sections._view import CriterionView, View
from spreadkit.sections._wording import WordedRow, answer_of, n_of
from spreadkit.words import by_number, count_of

PACK: Final = 70

_MOST: Final = 9
"""How many must-haves the page has room for. The figure is ours."""

_MOST_GATES: Final = 4
"""How many gates of one framework the page has room for. The figure is ours."""


class _Shut(NamedTuple):
    framework: Framework
    gate: GateScore


def build(view: View) -> Section | None:
    """Build the section; nothing where no framework of the plan has a gate."""
    gated = [(framework, score.gates) for framework, score in view.scored if score.gates]
    if not gated:
        return None
    shut = next_gates(view)
    ask = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.EXECUTIVE_SPONSOR)
    part = Part("gates", "What shuts the next gate", _title(shut), _blocks(view, gated, shut), _intro(view), ask)
    return page_part(view, part)


def next_gates(view: View) -> list[_Shut]:
    """Return the next gate of each framework that is shut."""
    found = []
    for framework, score in view.scored:
        gate = next((gate for gate in score.gates if not gate.open), None)
        if gate is not None:
            found.append(_Shut(framework, gate))
    return found


def actions_at_gates(view: View) -> set[str]:
    """Return the ids of the open actions that this page shows, so that no other shows them."""
    shown = _shown(view, next_gates(view))
    return {name for _, blocker in shown for name in _actions(view, blocker)[:1]}


def _title(shut: list[_Shut]) -> str:
    if not shut:
        return "Every must-have is in place, and every gate is open."
    if len(shut) > 1:
        lacking = sum(len(found.gate.blockers) for found in shut)
        return f"{len(shut)} gates are shut, one a framework; {count_of(lacking, 'must-have')} are missing at them."
    gate = shut[0].gate
    number = len(gate.blockers)
    if not number:
        return f"The next gate, {named(gate.title, 50)}, is shut."
    verb = "shuts" if number == 1 else "shut"
    return f"{count_of(number, 'must-have')} {verb} the next gate: {named(gate.title, 50)}."


def _intro(view: View) -> str:
    """Say how many other questions fall short, each of which stands with its action on the page of actions."""
    found = shortfalls_of(view)
    said = []
    if found.rest:
        number = len(found.rest)
        verb = "falls" if number == 1 else "fall"
        said.append(f"Besides, {count_of(number, 'question')} {verb} short of what they take.")
    if found.silent:
        number = found.silent
        said.append(f"{count_of(number, 'question')} {'has' if number == 1 else 'have'} no answer yet.")
    return " ".join(said).replace("1 question falls short of what they take", "1 question falls short of what it takes")


def _blocks(view: View, gated: list[tuple[Framework, tuple[GateScore, ...]]], shut: list[_Shut]) -> Iterator[Block]:
    yield Cards(items=tuple(_cards(gated)))
    shown = _shown(view, shut)
    headers = ["What must be in place", "Where we are", "Who does what?", "By?"]
    if shown:
        yield pack_table("What is missing, and who does what", headers, [_row(view, *pair) for pair in shown])
        if not any(_actions(view, blocker) for _, blocker in shown):
            yield Paragraph(text="No action is on record for " + by_number(len(shown), "it.", "any of them."))
    every = sum(len(found.gate.blockers) for found in shut)
    if left := rest(every - len(shown), "must-have"):
        yield Paragraph(text=left)


def _cards(gated: list[tuple[Framework, tuple[GateScore, ...]]]) -> Iterator[Card]:
    """Go through the gates of one framework, or of several frameworks a card each."""
    if len(gated) == 1:
        yield from map(_card, gated[0][1][:_MOST_GATES])
        return
    for framework, gates in gated:
        following = next((gate for gate in gates if not gate.open), None)
        yield Card(
            title=named(framework.title, 60),
            above=f"{'◆' if following else '●'} {n_of(sum(gate.open for gate in gates), len(gates), 'gates open')}",
            text=f"Next: {named(following.title, 50)}. {_there(following)}." if following else "",
            needs_you=following is not None,
        )


def _card(gate: GateScore) -> Card:
    return Card(
        title=named(gate.title, 60),
        above="● Open" if gate.open else "◆ Shut",
        text=f"{_there(gate)}." if gate.musts else "It has no must-haves.",
        needs_you=not gate.open,
    )


def _there(gate: GateScore) -> str:
    return n_of(gate.musts - len(gate.blockers), gate.musts, "must-haves in place")


def _shown(view: View, shut: list[_Shut]) -> list[tuple[_Shut, Blocker]]:
    """Return the must-haves that the page shows, of each gate in turn, those that somebody is at work on first."""
    every = [[(found, blocker) for blocker in found.gate.blockers] for found in shut]
    for missing in every:
        missing.sort(key=lambda pair: not _actions(view, pair[1]))
    turns = max(map(len, every), default=0)
    in_turn = [missing[turn] for turn in range(turns) for missing in every if turn < len(missing)]
    kept = in_turn[:_MOST]
    return [pair for missing in every for pair in missing if pair in kept]


def _actions(view: View, blocker: Blocker) -> list[str]:
    """Return the ids of the open actions for a must-have, soonest first."""
    found = [name for name, action in view.plan.actions.items() if action.is_open and blocker.criterion in action.for_]
    return sorted(found, key=lambda name: (view.plan.actions[name].due is None, str(view.plan.actions[name].due)))


def _row(view: View, shut: _Shut, blocker: Blocker) -> WordedRow:
    actions = [view.plan.actions[name] for name in _actions(view, blocker)]
    asked, now = _asked(view, shut, blocker), _now(view, shut, blocker)
    if not actions:
        return [asked, now, None, None]
    first = actions[0]
    return [
        asked,
        now,
        Phrase(text=in_brief(first.do), note=people(view, first.owner) or "no owner"),
        by_day(view, first.due),
    ]


def _asked(view: View, shut: _Shut, blocker: Blocker) -> str:
    criterion = shut.framework.criteria.get(blocker.criterion)
    if blocker.kind == "gate":
        return in_brief(f"The gate {view.gate(blocker.criterion)} of another framework")
    return in_brief(criterion.ask if criterion else title_of(shut.framework, blocker.criterion), TITLE_ROOM)


def _now(view: View, shut: _Shut, blocker: Blocker) -> Phrase:
    """Say what the plan answers now, and why, as far as there is room."""
    asked = next((criterion for criterion in view.asked if _is_asked(criterion, shut, blocker)), None)
    if asked is None:
        return Phrase(text=in_brief(f"{blocker.why[:1].upper()}{blocker.why[1:]}", LINE_ROOM))
    said = in_brief(answer_of(asked), 60)
    now = "Not known" if said == "unknown" else f"{said[:1].upper()}{said[1:]}"
    if asked.score.verified is False:
        now = f"{now}; the record says otherwise"
    return Phrase(text=now, note=in_brief(asked.answer.because, LINE_ROOM))


def _is_asked(asked: CriterionView, shut: _Shut, blocker: Blocker) -> bool:
    return asked.question.framework.id == shut.framework.id and asked.score.id == blocker.criterion

"""For the sponsor: each gate in a line, and what holds the next one shut."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.framework import Framework
from spreadkit.model.report import Block, Bullets, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.score import Blocker, GateScore
from spreadkit.scoring.operands import title_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import beginning_of, bullets, more_in_pack, n_of, section

SPONSOR = 70

_MOST: Final = 3
"""How many must-haves the page has room for, at the next gate. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section."""
    gated = [(framework, score.gates) for framework, score in view.scored if score.gates]
    if not gated:
        return None
    blocks = _in_short(gated) if len(gated) > 1 else _of_framework(*gated[0])
    return section("gates", "Gates", blocks)


def _in_short(gated: list[tuple[Framework, tuple[GateScore, ...]]]) -> Iterator[Block]:
    """Say of each framework how many gates are open, and how the next one stands."""
    lines = []
    for framework, gates in gated:
        shut = next((gate for gate in gates if not gate.open), None)
        is_open = n_of(sum(gate.open for gate in gates), len(gates), "gates open")
        following = f"; next: {_there(shut)}" if shut else ""
        mark = Mark(text="shut", tone=Tone.STOP) if shut else Mark(text="open", tone=Tone.GOOD)
        lines.append(Phrase(text=f"{beginning_of(framework.title, 50)}: {is_open}{following}", mark=mark))
    yield Bullets(items=tuple(lines))


def _of_framework(framework: Framework, gates: tuple[GateScore, ...]) -> Iterator[Block]:
    yield Bullets(items=tuple(_line(gate) for gate in gates))
    shut = next((gate for gate in gates if not gate.open), None)
    if shut is not None and shut.blockers:
        missing = [_blocker(framework, blocker) for blocker in shut.blockers[:_MOST]]
        yield bullets([f"Missing at “{beginning_of(shut.title, 60)}”: {words}" for words in missing])
        yield from more_in_pack(len(shut.blockers) - _MOST, "must-have")


def _line(gate: GateScore) -> Phrase:
    mark = Mark(text="open", tone=Tone.GOOD) if gate.open else Mark(text="shut", tone=Tone.STOP)
    return Phrase(text=_there(gate), mark=mark, note="; ".join(gate.asked_at))


def _there(gate: GateScore) -> str:
    there = n_of(gate.musts - len(gate.blockers), gate.musts, "must-haves in place")
    return f"{beginning_of(gate.title, 60)}: {there}"


def _blocker(framework: Framework, blocker: Blocker) -> str:
    criterion = framework.criteria.get(blocker.criterion)
    return beginning_of(criterion.ask if criterion else title_of(framework, blocker.criterion), 110)

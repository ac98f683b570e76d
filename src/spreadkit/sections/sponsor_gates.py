"""For the sponsor: each gate in a line, and what holds the next one shut."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.framework import Framework
from spreadkit.model.report import Block, Bullets, Mark, Phrase, Section, Tone
from spreadkit.model.score import Blocker, GateScore
from spreadkit.reporting import View
from spreadkit.sections._wording import bullets, cut, more_in_pack, n_of, of_framework, section, title_of

SPONSOR = 70

MOST: Final = 3
"""How many must-haves the page has room for, in each framework. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = [block for framework, score in view.scored for block in _of_framework(view, framework, score.gates)]
    return section("gates", "Gates", blocks) if blocks else None


def _of_framework(view: View, framework: Framework, gates: tuple[GateScore, ...]) -> Iterator[Block]:
    if not gates:
        return
    yield Bullets(items=tuple(_line(gate, of_framework(view, framework.title)) for gate in gates))
    shut = next((gate for gate in gates if not gate.open), None)
    if shut is not None and shut.blockers:
        missing = [_blocker(framework, each) for each in shut.blockers[:MOST]]
        yield bullets([f"Missing at “{shut.title}”: {each}" for each in missing])
        yield from more_in_pack(len(shut.blockers) - MOST, "must-haves")


def _line(gate: GateScore, several: str) -> Phrase:
    mark = Mark(text="open", tone=Tone.GOOD) if gate.open else Mark(text="shut", tone=Tone.STOP)
    there = n_of(gate.musts - len(gate.blockers), gate.musts, "must-haves in place")
    return Phrase(text=f"{gate.title}{several}: {there}", mark=mark)


def _blocker(framework: Framework, blocker: Blocker) -> str:
    criterion = framework.criteria.get(blocker.criterion)
    return cut(criterion.ask if criterion else title_of(framework, blocker.criterion), 110)

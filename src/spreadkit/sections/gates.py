"""Gates: open, or shut by which must-haves, each with its question and what it takes."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.framework.question import questions_by_id
from spreadkit.model.base import known
from spreadkit.model.framework import Framework
from spreadkit.model.report import Block, Callout, Group, ReportTable, Section
from spreadkit.model.report_parts import Phrase, Tone
from spreadkit.model.score import Blocker, GateScore
from spreadkit.months import day
from spreadkit.scoring.operands import title_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, of_framework, section, table, who, with_full_stop
from spreadkit.words import by_number, count_of

ORDER = 30
SHOWS: Final = ()

_INTRO = (
    "A gate stands before a phase. It is open when every must-have is in place, and it is advice: those who decide "
    "can go ahead against it, with a recorded reason."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = [block for framework, score in view.scored for block in _of_framework(view, framework, score.gates)]
    return section("gates", "Gates", blocks, intro=_INTRO) if blocks else None


def _of_framework(view: View, framework: Framework, gates: tuple[GateScore, ...]) -> Iterator[Block]:
    several = of_framework(view, framework.title)
    next_shut = next((gate.id for gate in gates if not gate.open), None)
    for gate in gates:
        yield _verdict(view, framework, gate, several)
        if gate.open:
            continue
        blockers = _blockers(framework, gate, several)
        if gate.id == next_shut:
            yield blockers
        else:
            note = count_of(len(gate.blockers), "must-have")
            yield Group(title=f"What is missing: {gate.title}{several}", note=note, folded=True, blocks=(blockers,))


def _verdict(view: View, framework: Framework, gate: GateScore, several: str) -> Callout:
    lacking = len(gate.blockers)
    if gate.open:
        all_of = by_number(gate.musts, "The one must-have is", f"All {gate.musts} must-haves are")
        text = f"{all_of} in place." if gate.musts else "It has no must-haves."
    else:
        text = f"{lacking} of {count_of(gate.musts, 'must-have')} {'is' if lacking == 1 else 'are'} not in place."
    asked_at = [with_full_stop(f"{says[:1].upper()}{says[1:]}") for says in gate.asked_at]
    decided = _decided(view, f"{framework.id}/{gate.id}")
    return Callout(
        tone=Tone.GOOD if gate.open else Tone.STOP,
        title=f"{'Open' if gate.open else 'Shut'}: {gate.title}{several}",
        text="\n\n".join(filter(None, [text, *asked_at, decided])),
    )


def _decided(view: View, name: str) -> str:
    """Say what was decided on a gate last, up to the date of the report."""
    dated = [
        decision
        for decision in view.plan.decisions
        if decision.gate == name and (known(decision.on) or date.max) <= view.as_of
    ]
    if not dated:
        return ""
    last = max(dated, key=lambda decision: known(decision.on) or date.min)
    because = with_full_stop(f" {last.because}") if last.because else ""
    return f"Decision of {day(last.on)} ({who(view, last.by)}): {last.outcome.value}.{because}"


def _blockers(framework: Framework, gate: GateScore, several: str) -> ReportTable:
    headers = ["Must-have", "Now", "What it takes"]
    rows = [_blocker(framework, blocker) for blocker in gate.blockers]
    return table(f"What holds the gate shut: {gate.title}{several}", headers, rows)


def _blocker(framework: Framework, blocker: Blocker) -> WordedRow:
    why = blocker.why[:1].upper() + blocker.why[1:]
    if blocker.kind == "gate":
        return [Phrase(text="Gate of another framework", note=blocker.criterion), why, "Open"]
    if blocker.kind == "figure":
        return [Phrase(text=title_of(framework, blocker.criterion)), why, f"At least {blocker.needs}"]
    question = questions_by_id(framework)[blocker.criterion]
    if blocker.why == f"answered {blocker.level}":
        why = question.label(blocker.level)
    return [
        Phrase(text=question.ask, note=blocker.criterion),
        Phrase(text=why),
        Phrase(text=question.label(blocker.needs), note=question.criterion.levels.get(blocker.needs, "")),
    ]

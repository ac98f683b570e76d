"""What moved between an earlier day and the day of a report: gates, levels, sites, findings and the forecast.

The past is either the plan as a revision of git holds it, or the plan's present files judged for an earlier day. Of the
latter only what carries a date can be seen to move: answers and gates carry none, so nothing is said of them there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from spreadkit.adoption.state import is_target
from spreadkit.adoption.tracking import OFF_THE_LADDER
from spreadkit.forecast.outlook import Forecast, ForecastKind, WhyNot
from spreadkit.model.adoption import LADDER, STOPPED, AdoptionEvent, AdoptionStage
from spreadkit.model.finding import Finding, Severity
from spreadkit.model.moves import Move, MoveDirection, MoveKind, Moves
from spreadkit.months import day_in_words

if TYPE_CHECKING:
    from spreadkit.sections._view import CriterionView, View

_NOTHING: Final = "not on record"

_FindingKey = tuple[object, ...]
"""What two findings have in common that are the same."""


def compare(before: "View", now: "View", *, revision: str | None = None) -> Moves:
    """Return what moved between two views of a plan; `revision` says that the first is what git held, and which."""
    moves = [*_sites(before, now), *_forecast(before.adoption.forecast, now.adoption.forecast)]
    if revision is not None:
        moves = [*_gates(before, now), *_levels(before, now), *moves, *_findings(before.findings, now.findings)]
    else:
        moves += [*_reviewed(before.as_of, now), *_come_up(before.findings, now.findings)]
    return Moves(before.as_of, revision, tuple(moves))


def _gates(before: "View", now: "View") -> Iterator[Move]:
    """Go through the gates that opened, shut, or came closer to opening or less so."""
    then = {(score.id, gate.id): gate for score in before.score.frameworks for gate in score.gates}
    for score in now.score.frameworks:
        for gate in score.gates:
            old = then.get((score.id, gate.id))
            title = now.gate(f"{score.id}/{gate.id}")
            if old is None:
                yield Move(
                    MoveKind.GATE, title, _NOTHING, _standing(gate.open, len(gate.blockers)), MoveDirection.OTHER
                )
                continue
            earlier, later = (old.open, -len(old.blockers)), (gate.open, -len(gate.blockers))
            if earlier != later:
                way = MoveDirection.BETTER if later > earlier else MoveDirection.WORSE
                was, stands = (_standing(gate_score.open, len(gate_score.blockers)) for gate_score in (old, gate))
                yield Move(MoveKind.GATE, title, was, stands, way)


def _standing(is_open: bool, missing: int) -> str:  # noqa: FBT001 - said in the name
    return "open" if is_open else f"shut, {missing} missing"


def _levels(before: "View", now: "View") -> Iterator[Move]:
    """Go through the criteria that are answered otherwise than they were."""
    then = {(asked.question.framework.id, asked.question.id): asked for asked in before.asked}
    for asked in now.asked:
        old = then.get((asked.question.framework.id, asked.question.id))
        if old is None or (old.score.level, old.score.state) != (asked.score.level, asked.score.state):
            said = old.says if old else _NOTHING
            yield Move(MoveKind.LEVEL, asked.question.ask, said, asked.says, _way_of_level(old, asked))


def _way_of_level(old: "CriterionView | None", new: "CriterionView") -> MoveDirection:
    earlier, later = (old.score.value if old else None), new.score.value
    if earlier is None or later is None or earlier == later:
        return MoveDirection.OTHER
    return MoveDirection.BETTER if later > earlier else MoveDirection.WORSE


def _reviewed(since: date, now: "View") -> Iterator[Move]:
    """Go through the answers that were looked at since a day. What they were before, the present files do not hold."""
    for asked in now.asked:
        reviewed = asked.answer.reviewed
        if reviewed is not None and since < reviewed <= now.as_of:
            yield Move(
                MoveKind.LEVEL, asked.question.ask, _NOTHING, f"{asked.says}, looked at again", MoveDirection.OTHER
            )


def _sites(before: "View", now: "View") -> Iterator[Move]:
    """Go through the sites that joined or left, and the changes at sites that came to another stage."""
    was = {site.id for site in before.plan.sites if is_target(site, before.as_of)}
    for site in now.plan.sites:
        is_now = is_target(site, now.as_of)
        if is_now != (site.id in was):
            old_said, said = ("a target site" if belongs else "no target site" for belongs in (not is_now, is_now))
            yield Move(MoveKind.SITE, site.name, old_said, said, MoveDirection.OTHER, site.id)
        for name in now.changes:
            old, new = before.latest.get((site.id, name)), now.latest.get((site.id, name))
            if _stage(old) is not _stage(new):
                what = f"{site.name}: {now.change(name)}"
                yield Move(MoveKind.SITE, what, _in_words(old), _in_words(new), _way_of_stage(old, new), site.id, name)


def _stage(event: AdoptionEvent | None) -> AdoptionStage | None:
    return event.stage if event else None


def _in_words(event: AdoptionEvent | None) -> str:
    if event is None:
        return _NOTHING
    return f"{OFF_THE_LADDER.get(event.stage) or LADDER.index(event.stage)} {event.stage.words}"


def _way_of_stage(old: AdoptionEvent | None, new: AdoptionEvent | None) -> MoveDirection:
    """Say which way a site moved: to stop is for the worse, to go on again for the better.

    From nothing on record on, only a step above the lowest is one for the better.
    """
    earlier, later = _stage(old), _stage(new)
    if later in STOPPED:
        return MoveDirection.OTHER if earlier in STOPPED else MoveDirection.WORSE
    if later is None or AdoptionStage.NOT_APPLICABLE in {earlier, later}:
        return MoveDirection.OTHER
    place = LADDER.index(later)
    if earlier is None:
        return MoveDirection.BETTER if place else MoveDirection.OTHER
    if earlier in STOPPED:
        return MoveDirection.BETTER
    return MoveDirection.BETTER if place > LADDER.index(earlier) else MoveDirection.WORSE


def _forecast(old: Forecast | None, new: Forecast | None) -> Iterator[Move]:
    earlier, later = _range(old), _range(new)
    if earlier == later:
        return
    way = MoveDirection.OTHER
    if old and new and old.by == new.by and old.eligible == new.eligible and None not in (old.low, new.low):
        ends = (old.low, old.high), (new.low, new.high)
        way = _way_of_range(*ends)
    yield Move(MoveKind.FORECAST, "Sites that will have had every core change in place", earlier, later, way)


def _way_of_range(old: tuple[int | None, int | None], new: tuple[int | None, int | None]) -> MoveDirection:
    """Say which way a range moved: only where neither end went the other way."""
    steps = [(later or 0) - (earlier or 0) for earlier, later in zip(old, new, strict=True)]
    if all(step >= 0 for step in steps):
        return MoveDirection.BETTER
    return MoveDirection.WORSE if all(step <= 0 for step in steps) else MoveDirection.OTHER


def _range(made: Forecast | None) -> str:
    if made is None:
        return "no forecast"
    if made.why is WhyNot.DAY_HAS_COME:
        return f"{day_in_words(made.by)} has come"
    if made.kind is ForecastKind.CANNOT_TELL or made.low is None:
        return "cannot be told yet" if made.kind is ForecastKind.CANNOT_TELL else f"all {made.eligible} have"
    ends = f"{made.low}" if made.low == made.high else f"{made.low} to {made.high}"
    return f"{ends} of {made.eligible} by {day_in_words(made.by)}"


def _findings(before: Iterable[Finding], now: Iterable[Finding]) -> Iterator[Move]:
    """Go through the errors and warnings that are new, and those that are gone."""
    gone, new = _differences(_weighty(before), _weighty(now))
    yield from (
        Move(MoveKind.FINDING, finding.message, "not found", finding.severity.value, MoveDirection.WORSE)
        for finding in new
    )
    yield from (
        Move(MoveKind.FINDING, finding.message, finding.severity.value, "gone", MoveDirection.BETTER)
        for finding in gone
    )


def _come_up(before: Iterable[Finding], now: Iterable[Finding]) -> Iterator[Move]:
    """Go through the errors and warnings that the files of today give now, and would not have given on that day."""
    _, new = _differences(_weighty(before), _weighty(now))
    yield from (
        Move(MoveKind.FINDING, finding.message, "not yet due", finding.severity.value, MoveDirection.WORSE)
        for finding in new
    )


def _weighty(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.NOTE]


def _differences(before: list[Finding], now: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return findings that only the first list has, and those that only the second has.

    Two are the same with one rule and one place in the plan, or one rule and the same words: days late are counted on
    in the words, and places of rows move on when a row is put in before them.
    """
    for key in (_by_place, _by_words):
        common = Counter(map(key, before)) & Counter(map(key, now))
        before, now = _without(before, common, key), _without(now, common, key)
    return before, now


def _by_place(finding: Finding) -> _FindingKey:
    return (finding.slug, finding.route)


def _by_words(finding: Finding) -> _FindingKey:
    return (finding.slug, finding.message)


def _without(
    findings: list[Finding], common: Mapping[_FindingKey, int], key: Callable[[Finding], _FindingKey]
) -> list[Finding]:
    left, kept = Counter(common), []
    for finding in findings:
        name = key(finding)
        if left[name]:
            left[name] -= 1
        else:
            kept.append(finding)
    return kept

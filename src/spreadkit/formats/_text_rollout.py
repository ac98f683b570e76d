"""A rollout as plain text, for a terminal of 80 columns: what is tightest, the date, what gives, and one table."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import finished, fitted
from spreadkit.formats.text import BOLD, Colouring, inert, told_unread
from spreadkit.model.base import kebab
from spreadkit.rollout.coaching import Supply
from spreadkit.rollout.deadline import DeadlineOptions, DeadlineOutlook
from spreadkit.rollout.feasibility import CHECKS, PlannedRollout
from spreadkit.rollout.schedule import LEAP, PlannedWave, Schedule
from spreadkit.rollout.terms import DEFAULTS, PUBLISHED, RolloutTerms
from spreadkit.words import amount_of, count_of, in_decimals, in_words

_LABEL: Final = 10

_SPARED: Final = ("In all", "For", "Units", "Together", "Stayed", "Visits")
"""Columns that are left out first."""

_STEPS: Final = {"scalable-unit": "first unit", "test": "test", "full-scale": "full scale"}
"""What a wave is for, in few letters."""

_OF_SUPPLY: Final = frozenset({"attrition", "yield_"})
"""What counts only where the number of coaches is known."""

_WaveColumn = tuple[str, Callable[[PlannedWave], str]]
_RolloutLines = Iterator[str]


def render_rollout(planned: PlannedRollout, screen: Screen = PLAIN) -> str:
    """Write what matters most first; and how coaches and times were worked out, where that is wanted."""
    colouring, schedule = Colouring(colour=screen.colour), planned.schedule
    lines = [
        *_title(schedule, colouring),
        *told_unread(planned.unread),
        "",
        *_labelled("Tightest", _tightest(schedule)),
        *_ends(planned),
    ]
    lines += ["", *_table(_columns(schedule), schedule.waves, screen)]
    if screen.explain:
        lines += ["", *_explained(schedule, screen)]
    if schedule.terms.assumed:
        lines += ["", *_assumed(schedule.terms)]
    if planned.held:
        lines += ["", *_held(planned, colouring)]
    return finished(fitted(lines, screen), screen)


def _title(schedule: Schedule, colouring: Colouring) -> _RolloutLines:
    pace = schedule.terms.pace
    units = f" in {count_of(pace.units, 'unit')} of {in_decimals(pace.unit_size)}" if pace.unit_size != 1 else ""
    grows = f", each at most {pace.multiplier} times as many as there were" if len(schedule.waves) > 1 else ""
    told = f"{count_of(pace.sites, 'site')}{units}: {count_of(len(schedule.waves), 'wave')}{grows}"
    yield from (colouring(line, BOLD) for line in _wrapped(told))


def _tightest(schedule: Schedule) -> str:
    tightest, busiest = schedule.tightest, schedule.busiest
    if tightest is None or tightest.supply is None:
        most = f"Wave {busiest.number} needs the most coaches, {busiest.demand.coaches}."
        if schedule.terms.coaching.coaches is None:
            return f"{most} Say how many there are (--coaches) to see which wave is tightest."
        return "No wave needs a coach."
    supply = tightest.supply
    state = f"{supply.short} too few" if supply.short else "enough"
    told = f"Wave {tightest.number} needs {_coaches(supply.needed)} and has {supply.coaches}: {state}."
    hires = [(wave.number, wave.further_hires) for wave in schedule.waves if wave.further_hires]
    return f"{told} To be short nowhere, find {_hires(hires)}." if hires else told


def _ends(planned: PlannedRollout) -> _RolloutLines:
    schedule, outlook = planned.schedule, planned.outlook
    yield from _labelled("End", _end(schedule))
    if len(schedule.waves) > 1:
        yield from _labelled("Data", _gate_time(schedule))
    if outlook:
        yield from _labelled("Date", _date(schedule, outlook))
        if outlook.is_met is not None:
            yield from _labelled("Multiplier", _multiplier(outlook))
        if outlook.gives:
            yield from _labelled("What gives", "Any one of these alone:")
            for remedy in _gives(planned, outlook, outlook.gives):
                yield from _wrapped(f"- {remedy}", " " * (_LABEL + 2))


def _end(schedule: Schedule) -> str:
    slack = in_decimals(schedule.terms.pace.slack)
    if schedule.last_day is None:
        late = in_decimals(schedule.end * schedule.terms.pace.slack)
        return f"Month {in_decimals(schedule.end)}; month {late} if it takes {slack} times as long."
    return f"{schedule.last_day}; {schedule.last_day_with_slack} if it takes {slack} times as long."


def _gate_time(schedule: Schedule) -> str:
    gate = schedule.terms.gate
    points = f"{count_of(gate.points, 'point')} ({amount_of(gate.least, 'month')})"
    if not schedule.too_short:
        return f"Each wave but the last is long enough for {points}."
    waves = in_words([str(wave.number) for wave in schedule.too_short])
    which = f"Wave {waves} is" if len(schedule.too_short) == 1 else f"Waves {waves} are"
    return f"{which} too short to be judged by {points}."


def _date(schedule: Schedule, outlook: DeadlineOutlook) -> str:
    slack = in_decimals(schedule.terms.pace.slack)
    if outlook.is_met is None:
        latest = f"To end by {outlook.by}, begin by {outlook.latest_start}"
        return f"{latest}, or by {outlook.latest_start_with_slack} if it may take {slack} times as long."
    if outlook.is_met_with_slack:
        return f"{outlook.by} is met, also if it takes {slack} times as long."
    if outlook.is_met:
        told = f"{outlook.by} is met, but not if it takes {slack} times as long"
        return f"{told}; for that, begin by {outlook.latest_start_with_slack}."
    return f"{outlook.by} is missed."


def _multiplier(outlook: DeadlineOutlook) -> str:
    least = outlook.least_multiplier
    if least is None:
        return "None meets the date, not even one leap from the first wave to all sites."
    told = f"{least} is the least that meets the date"
    if least > LEAP:
        return f"{told}: a leap. Of the programmes we know, only campaigns went so far at once."
    return f"{told}: more than the five or so that is taught." if outlook.is_more_than_taught else f"{told}."


def _gives(planned: PlannedRollout, outlook: DeadlineOutlook, gives: DeadlineOptions) -> _RolloutLines:
    terms = planned.schedule.terms
    faster = f"; times {LEAP}, {gives.earliest}" if gives.earliest < gives.later else ""
    yield f"a later date: {gives.later} ({gives.later_with_slack} with slack{faster})"
    is_past = ", which is past" if outlook.latest_start < planned.as_of else ""
    yield f"an earlier start: {outlook.latest_start}{is_past}"
    yield _shorter(gives, terms)
    yield f"fewer sites by then: {gives.sites_by_then} of {terms.pace.sites}"
    yield _more_coaches(outlook, gives)


def _shorter(gives: DeadlineOptions, terms: RolloutTerms) -> str:
    if gives.longest_step is None:
        return "shorter waves: none are short enough, not even of one month each"
    told = f"shorter waves: {count_of(gives.longest_step, 'month')} each at most"
    needed = f"{count_of(terms.gate.points, 'point')} of data ({amount_of(terms.gate.least, 'month')})"
    return told if gives.is_long_enough else f"{told}, too short for {needed}"


def _more_coaches(outlook: DeadlineOutlook, gives: DeadlineOptions) -> str:
    least, waves = outlook.least_multiplier, outlook.by_multiplier
    if least is None or waves is None:
        return "more coaches for larger waves: no number of them meets it"
    told = f"larger waves, times {least}"
    if gives.hires:
        return f"{told}, with more coaches: {_hires(gives.hires)}"
    busiest = waves.busiest
    if busiest.supply is None:
        return f"{told}: wave {busiest.number} then needs {_coaches(busiest.demand.coaches)}"
    return f"{told}, with the coaches there are"


def _hires(hires: Sequence[tuple[int, int]]) -> str:
    first, *others = [f"{count} for wave {wave}" for wave, count in hires]
    return in_words([first.replace(" for", " more for", 1), *others])


def _coaches(number: int) -> str:
    return count_of(number, "coach", "coaches")


def _columns(schedule: Schedule) -> list[_WaveColumn]:
    columns: list[_WaveColumn] = [("Wave", lambda wave: str(wave.number)), ("For", lambda wave: _STEPS[wave.step])]
    if schedule.terms.pace.unit_size != 1:
        columns.append(("Units", lambda wave: str(wave.new_units)))
    columns += [
        ("Sites", lambda wave: str(wave.new_sites)),
        ("In all", lambda wave: str(wave.sites)),
        ("Start", lambda wave: str(wave.first_day or f"month {in_decimals(wave.start)}")),
        ("End", lambda wave: str(wave.last_day or f"month {in_decimals(wave.end)}")),
        ("Coaches", lambda wave: str(wave.demand.coaches)),
    ]
    if schedule.terms.coaching.coaches is not None:
        columns.append(("There", lambda wave: str(wave.supply.coaches) if wave.supply else ""))
    return columns


def _table(columns: Sequence[_WaveColumn], waves: Sequence[PlannedWave], screen: Screen) -> _RolloutLines:
    """Lay waves out; columns that there is no room for are left out, those first that the others nearly tell."""
    colouring = Colouring(colour=screen.colour)
    shown = list(columns)
    for spared in (*_SPARED, *(head for head, _ in reversed(columns[1:]))):
        if _table_width(shown, waves) <= screen.width:
            break
        shown = [column for column in shown if column[0] != spared]
    rows = [[cell(wave) for _, cell in shown] for wave in waves]
    heads = [head for head, _ in shown]
    widths = [max(len(row[index]) for row in [heads, *rows]) for index in range(len(heads))]
    yield colouring(_row(heads, widths, rows[0]), BOLD)
    for row in rows:
        yield _row(row, widths, rows[0])
    left_out = [head for head, _ in columns if head not in heads]
    if left_out:
        yield f"Left out, as the screen is narrow: {in_words(left_out)}."


def _table_width(columns: Sequence[_WaveColumn], waves: Sequence[PlannedWave]) -> int:
    return sum(max(len(head), *(len(cell(wave)) for wave in waves)) + 2 for head, cell in columns) - 2


def _row(cells: Sequence[str], widths: Sequence[int], like: Sequence[str]) -> str:
    """Lay cells out: numbers to the right, words to the left."""
    laid = [
        f"{cell:>{width}}" if _is_number(first) else f"{cell:<{width}}"
        for cell, width, first in zip(cells, widths, like, strict=True)
    ]
    return "  ".join(laid).rstrip()


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _explained(schedule: Schedule, screen: Screen) -> _RolloutLines:
    terms, gate = schedule.terms, schedule.terms.gate
    yield from _wrapped(
        f"Time to judge a wave by its data: {in_decimals(gate.local_start)} + {gate.points} x "
        f"{in_decimals(gate.interval)} + {in_decimals(gate.lag)} = {amount_of(gate.least, 'month')}"
    )
    demand: list[_WaveColumn] = [
        ("Wave", lambda wave: str(wave.number)),
        ("Units in all", lambda wave: str(wave.units)),
        ("Visits", lambda wave: in_decimals(wave.demand.visits)),
        ("Coach days", lambda wave: _exact(wave.demand.days)),
        (f"Coaches at {amount_of(terms.coaching.days_each_month, 'day')}", lambda wave: str(wave.demand.coaches)),
    ]
    yield from ("", "The busiest month of each wave", *_table(demand, schedule.waves, screen))
    if terms.coaching.coaches is not None:
        yield from ("", "Coaches as planned", *_table(_supply(lambda wave: wave.supply), schedule.waves, screen))
        if any(wave.further_hires for wave in schedule.waves):
            mended = _supply(lambda wave: wave.mended)
            yield from ("", "Coaches with the hires that make them enough", *_table(mended, schedule.waves, screen))


def _supply(which: Callable[[PlannedWave], Supply | None]) -> list[_WaveColumn]:
    def cell(name: str) -> Callable[[PlannedWave], str]:
        return lambda wave: str(getattr(which(wave), name))

    return [
        ("Wave", lambda wave: str(wave.number)),
        ("Stayed", cell("stayed")),
        ("Trained", cell("trained")),
        ("Together", cell("before_hires")),
        ("Needed", cell("needed")),
        ("Hired", cell("hired")),
        ("There", cell("coaches")),
        ("Short", cell("short")),
    ]


def _exact(number: Fraction) -> str:
    """Return a number with up to two decimals."""
    return f"{float(number):.2f}".rstrip("0").removesuffix(".")


def _assumed(terms: RolloutTerms) -> _RolloutLines:
    unused = frozenset() if terms.coaching.coaches is not None else _OF_SUPPLY
    told = [
        f"{kebab(name)} {_default(name)}{'*' if name in PUBLISHED else ''}"
        for name in DEFAULTS
        if name in terms.assumed and name not in unused
    ]
    yield from _wrapped(f"Assumed, as nothing says otherwise: {', '.join(told)}.")
    yield from _wrapped(
        "Those with * follow published programmes or teaching, the others are ours. Each is an option of the same name "
        "(--pause 1), and can be kept under rollout in the plan."
    )


def _default(name: str) -> str:
    value = DEFAULTS[name]
    return str(value) if value == Fraction(1, 3) else _exact(value)


def _held(planned: PlannedRollout, colouring: Colouring) -> _RolloutLines:
    total = sum(len(held.findings) for held in planned.held)
    if not total:
        yield from _wrapped(
            f"The plan's own waves: none of the {len(CHECKS)} checks finds anything. A check is silent where the plan "
            "does not say enough."
        )
        return
    yield colouring(f"The plan's own waves: {count_of(total, 'finding')} by {len(CHECKS)} checks", BOLD)
    for held in planned.held:
        if held.findings:
            yield from _wrapped(f"{held.check.says}: {count_of(len(held.findings), 'finding')}", "  ")
        for finding in held.findings:
            yield from _wrapped(f"- {finding.severity}: {finding.message} [{finding.code} {finding.slug}]", "    ")


def _labelled(label: str, text: str) -> _RolloutLines:
    yield from _wrapped(text, f"{label:<{_LABEL}}  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return [f"{indent}{inert(text)}"]

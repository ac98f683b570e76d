"""What must hold for every series, on every kind of chart, by every rule set that fits it."""

from dataclasses import astuple, replace
from math import isnan
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.spc.chart import FITS, chart_of
from spreadkit.measures.spc.data import SpcData
from spreadkit.measures.spc.interpretation import mdc_variation_of
from spreadkit.measures.spc.results import ChartKind, SpcChart
from spreadkit.measures.spc.rule_sets import ANHOEJ, IHI, MDC, RULE_SETS, RuleSet, RuleSetId
from spreadkit.measures.spc.runs import crossings_needed, longest_allowed

FITTING = sorted((kind, name) for name, kinds in FITS.items() for kind in kinds)

OF_VALUES: list[tuple[ChartKind, RuleSet]] = [
    (ChartKind.RUN, ANHOEJ),
    (ChartKind.RUN, IHI),
    (ChartKind.XMR, ANHOEJ),
    (ChartKind.XMR, MDC),
    (ChartKind.XMR, replace(MDC, screen=True)),
    (ChartKind.XMR, replace(MDC, two_of_three_counts_outside=True)),
    (ChartKind.MR, ANHOEJ),
]


@st.composite
def series(draw: st.DrawFn) -> SpcData:
    """A series of whole numbers, often in steps and with ties, with phases, frozen baselines, and points left out."""
    values = draw(st.lists(st.one_of(st.none(), st.integers(-3, 3), st.integers(-60, 60)), max_size=60))
    inner = list(range(1, len(values)))
    starts = tuple(sorted(draw(st.sets(st.sampled_from(inner), max_size=3)))) if inner else ()
    freeze = draw(st.lists(st.one_of(st.none(), st.integers(1, 20)), max_size=len(starts) + 1))
    excluded = draw(st.frozensets(st.sampled_from(range(len(values))), max_size=3)) if values else frozenset()
    return SpcData(tuple(values), starts=starts, freeze=tuple(freeze), excluded=excluded)


@st.composite
def counts(draw: st.DrawFn) -> SpcData:
    """A series of counts above zero with sizes that are larger, for the kinds of charts that need them."""
    pairs = draw(st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 50)), st.integers(50, 99)), max_size=40))
    return SpcData(tuple(value for value, _ in pairs), tuple(size for _, size in pairs))


def flags(chart: SpcChart) -> Any:
    """Return all that a chart judges, without its numbers and words."""
    return [
        [(each.rule, each.direction, each.points) for each in chart.signals],
        [(each.rule, each.direction, each.side, each.upper is None) for each in chart.points],
        [(each.useful, each.longest_run, each.crossings, each.trial, each.flat) for each in chart.phases],
        chart.notes,
    ]


def moved(data: SpcData, *, by: int = 0, times: int = 1) -> SpcData:
    return replace(data, values=tuple(None if each is None else each * times + by for each in data.values))


@given(series(), st.sampled_from(OF_VALUES), st.integers(-1000, 1000), st.integers(1, 1000))
def test_adding_a_constant_or_scaling_changes_no_flag(
    data: SpcData, chosen: tuple[ChartKind, RuleSet], by: int, times: int
) -> None:
    assert flags(chart_of(moved(data, by=by, times=times), *chosen)) == flags(chart_of(data, *chosen))


@given(series(), st.sampled_from(OF_VALUES), st.sampled_from([0.1, 0.01, 1 / 3, 7.3]))
def test_decimals_are_judged_as_whole_numbers_are(
    data: SpcData, chosen: tuple[ChartKind, RuleSet], unit: float
) -> None:
    scaled = replace(data, values=tuple(None if each is None else each * unit for each in data.values))

    assert flags(chart_of(scaled, *chosen)) == flags(chart_of(data, *chosen))


@given(series(), st.sampled_from([each for each in OF_VALUES if each[0] is not ChartKind.MR]))
def test_mirroring_swaps_up_and_down(data: SpcData, chosen: tuple[ChartKind, RuleSet]) -> None:
    swap = {"up": "down", "down": "up", None: None}

    chart = chart_of(data, *chosen)
    mirrored = chart_of(moved(data, times=-1), *chosen)

    assert [(each.rule, each.points) for each in mirrored.signals] == [
        (each.rule, each.points) for each in chart.signals
    ]
    assert [each.direction for each in mirrored.signals] == [swap[each.direction] for each in chart.signals]
    assert [each.direction for each in mirrored.points] == [swap[each.direction] for each in chart.points]
    assert mdc_variation_of(mirrored, "lower") == opposite(mdc_variation_of(chart, "higher"))


def opposite(icon: str | None) -> str | None:
    if icon is None:
        return None
    return icon.replace("high", "?").replace("low", "high").replace("?", "low")


@given(st.lists(st.integers(-9, 9), min_size=12, max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_point_on_the_median_and_a_gap_change_nothing_in_the_anhoej_rules(values: list[int], places: list[int]) -> None:
    """The baseline is frozen, so that the points put in later do not move the median itself."""
    chart = chart_of(SpcData(tuple(values), freeze=(12,)))
    centre = chart.phases[0].centre

    for added in (centre, None):
        more: list[float | None] = [*values]
        for place in places:
            more.insert(max(12, min(place, len(more))), added)
        again = chart_of(SpcData(tuple(more), freeze=(12,)))

        assert figures(again) == figures(chart)
        assert told(again) == told(chart)


def figures(chart: SpcChart) -> Any:
    phase = chart.phases[0]
    return phase.useful, phase.longest_run, phase.longest_allowed, phase.crossings, phase.crossings_needed


def told(chart: SpcChart) -> Any:
    """Return the signals by the values in them, which stay when positions move."""
    return [(each.rule, each.direction, [chart.points[place].value for place in each.points]) for each in chart.signals]


@given(series(), st.sampled_from([ANHOEJ, IHI]), st.integers(0, 60))
def test_gap_anywhere_makes_or_breaks_no_run_on_a_run_chart(data: SpcData, rules: RuleSet, place: int) -> None:
    whole = SpcData(data.values)
    place = min(place, len(whole.values))

    chart = chart_of(whole, ChartKind.RUN, rules)
    gapped = chart_of(SpcData((*whole.values[:place], None, *whole.values[place:])), ChartKind.RUN, rules)

    assert told(gapped) == told(chart)


@given(series(), st.sampled_from(OF_VALUES))
def test_signals_lie_in_one_phase_each_in_points_that_count(data: SpcData, chosen: tuple[ChartKind, RuleSet]) -> None:
    chart = chart_of(data, *chosen)

    for signal in chart.signals:
        (phase,) = [each for each in chart.phases if each.first <= signal.first <= each.last]
        assert [*signal.points] == sorted({*signal.points})
        assert signal.last <= phase.last
        assert all(chart.points[place].counts for place in signal.points)
        assert signal.says
    assert sum(len(chart.signals_in(each)) for each in chart.phases) == len(chart.signals)


@given(series(), st.sampled_from(OF_VALUES))
def test_points_are_marked_by_a_signal_that_holds_them(data: SpcData, chosen: tuple[ChartKind, RuleSet]) -> None:
    chart = chart_of(data, *chosen)

    marking = {place for each in chart.signals if each.rule.marks_points for place in each.points}
    for place, point in enumerate(chart.points):
        assert (point.rule is not None) == (place in marking)
        assert point.rule is None or any(
            (each.rule, each.direction) == (point.rule, point.direction) and place in each.points
            for each in chart.signals
        )


@given(series(), st.sampled_from(OF_VALUES))
def test_phases_cover_the_series_and_do_not_reach_into_each_other(
    data: SpcData, chosen: tuple[ChartKind, RuleSet]
) -> None:
    chart = chart_of(data, *chosen)

    places = [place for each in chart.phases for place in range(each.first, each.last + 1)]
    assert places == list(range(len(data.values)))
    assert len(chart.points) == len(data.values)
    for phase in chart.phases:
        alone = chart_of(part_of(data, phase.first, phase.last), *chosen)
        assert alone.points == chart.points[phase.first : phase.last + 1]


def part_of(data: SpcData, first: int, last: int) -> SpcData:
    number = sum(start <= first for start in data.starts)
    return SpcData(
        values=data.values[first : last + 1],
        freeze=data.freeze[number : number + 1],
        excluded=frozenset(each - first for each in data.excluded if first <= each <= last),
    )


@given(st.one_of(series(), counts()), st.sampled_from(FITTING), st.sampled_from([True, False]))
def test_nothing_is_ever_not_a_number_and_lines_are_in_order(
    data: SpcData,
    chosen: tuple[ChartKind, RuleSetId],
    screen: bool,  # noqa: FBT001 - hypothesis gives it by position
) -> None:
    kind, name = chosen
    if kind not in {ChartKind.RUN, ChartKind.XMR, ChartKind.MR} and data.sizes is None:
        data = SpcData(tuple(None if each is None else abs(each) + 1 for each in data.values), (99,) * len(data.values))

    chart = chart_of(data, kind, replace(RULE_SETS[name], screen=screen))

    assert not any(isinstance(each, float) and isnan(each) for point in chart.points for each in astuple(point))
    for point in chart.points:
        if point.lower is None:
            assert (point.near_lower, point.near_upper, point.upper) == (None, None, None)
        else:
            lines = [point.lower, point.near_lower, point.near_upper, point.upper]
            assert None not in lines
            assert lines == sorted(each for each in lines if each is not None)
            assert point.lower < (point.upper or 0)


@given(
    st.lists(st.one_of(st.none(), st.floats(-1e99, 1e99)), max_size=20),
    st.sampled_from([ChartKind.RUN, ChartKind.XMR, ChartKind.MR]),
)
def test_numbers_of_any_size_are_charted(values: list[float | None], kind: ChartKind) -> None:
    chart = chart_of(SpcData(tuple(values)), kind)

    assert not any(isinstance(each, float) and isnan(each) for point in chart.points for each in astuple(point))


@given(st.integers(1, 2000))
def test_run_limits_rise_by_one_step_at_most(useful: int) -> None:
    assert longest_allowed(useful + 1) - longest_allowed(useful) in {0, 1}
    assert crossings_needed(useful + 1) - crossings_needed(useful) in {0, 1}

"""Our charts beside those of independent programs, on every vector; where we differ, it is on purpose and listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from spc_vectors import BETTER, SERIES, alike, data_of, read, read_table

from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.interpretation import mdc_assurance_of, mdc_variation_of
from spreadkit.measures.spc.rebasing import rebase
from spreadkit.measures.spc.results import ChartKind, SpcChart, SpcPhase, SpcRule
from spreadkit.measures.spc.rule_sets import ANHOEJ, MDC
from spreadkit.measures.spc.runs import crossings_needed, longest_allowed

KINDS = {
    "run": ChartKind.RUN,
    "i_screened": ChartKind.XMR,
    "i_unscreened": ChartKind.XMR,
    "mr": ChartKind.MR,
    "p": ChartKind.P,
    "p_prime_screened": ChartKind.P_PRIME,
    "p_prime_unscreened": ChartKind.P_PRIME,
    "c": ChartKind.C,
    "g": ChartKind.G,
}

LABELS = {
    (None, None): "Common Cause",
    (SpcRule.OUTSIDE, "up"): "Above UCL",
    (SpcRule.OUTSIDE, "down"): "Below LCL",
    (SpcRule.TREND, "up"): "7 Point Trend (Increasing)",
    (SpcRule.TREND, "down"): "7 Point Trend (Decreasing)",
    (SpcRule.TWO_OF_THREE, "up"): "2 in 3 Above CL",
    (SpcRule.TWO_OF_THREE, "down"): "2 in 3 Below CL",
    (SpcRule.SHIFT, "up"): "7 Points Above CL",
    (SpcRule.SHIFT, "down"): "7 Points Below CL",
}

LIMITS = {"lcl", "ucl", "lcl95", "ucl95"}

FLAT = "limits that fall onto the centre line would put every later value outside; we give none and say so"
SHORT = "limits of fewer than three values rest on one range or none; we give none"
EMPTY = "a phase without any range has a lower limit of zero there; we give no limits"
EXCLUDED = "an excluded point is left out of the rules altogether, and of the ranges beside it"
NOISE = "a range that equals the mean range is off it there by the last digit of a sum; we take it to lie on it"
COLLAPSED = "screening leaves only ranges of zero, and every value is outside; we use all ranges then"

QICHARTS2: Mapping[tuple[str, str], tuple[set[str], str]] = {
    ("run-all-equal-20", "i_unscreened"): (LIMITS, FLAT),
    ("run-all-equal-20", "mr"): (LIMITS, FLAT),
    ("run-all-equal-tenth", "i_unscreened"): (LIMITS, FLAT),
    ("run-all-equal-tenth", "mr"): (LIMITS, FLAT),
    ("xmr-zero-var-then-change", "i_unscreened"): (LIMITS | {"sigma_signal"}, FLAT),
    ("xmr-zero-var-then-change", "mr"): (LIMITS | {"sigma_signal"}, FLAT),
    ("run-short-2", "i_screened"): (LIMITS, SHORT),
    ("run-short-2", "i_unscreened"): (LIMITS, SHORT),
    ("run-short-2", "mr"): (LIMITS, SHORT),
    ("run-na-all", "mr"): ({"lcl", "lcl95"}, EMPTY),
    ("run-phase-of-one", "mr"): ({"lcl", "lcl95"}, EMPTY),
    ("run-exclude-two", "i_screened"): ({"sigma_signal"}, EXCLUDED),
    ("run-exclude-two", "i_unscreened"): ({"sigma_signal"}, EXCLUDED),
    ("run-exclude-two", "mr"): ({"y", "cl", "ucl", "ucl95", "sigma_signal", "n_crossings"}, EXCLUDED),
    ("run-negative", "mr"): ({"n_useful"}, NOISE),
    ("xmr-mostly-zero", "i_screened"): (LIMITS | {"sigma_signal"}, COLLAPSED),
}

TRIAL = "with fewer than 13 values, or a frozen baseline of fewer than 12, limits are trial limits and have no icon"
FLAT_ICON = "without variation in the baseline there are no limits, and no icon"
SHORT_LIMITS = {"lpl", "upl"}
ICON = {"variation_icon"}
NOT_JUDGED = {"outside_limits", "close_to_limits"}
"""Missing there without limits; here no point is outside of limits that there are not."""


def both(name: str, fields: set[str], why: str) -> dict[tuple[str, str], tuple[set[str], str]]:
    return {(name, screening): (fields, why) for screening in ("screened", "unscreened")}


NHSRPLOTTHEDOTS: Mapping[tuple[str, str], tuple[set[str], str]] = {
    **both("run-short-5", ICON, TRIAL),
    **both("run-short-11", ICON, TRIAL),
    **both("run-short-12", ICON, TRIAL),
    **both("run-even-n-median-between", ICON, TRIAL),
    **both("run-odd-n-median-point", ICON, TRIAL),
    **both("run-freeze-na-baseline", ICON, TRIAL),
    **both("run-phase-too-short", ICON, TRIAL),
    **both("run-phase-of-one", ICON | NOT_JUDGED, SHORT),
    **both("xmr-rebase-no-carry", ICON, TRIAL),
    **both("p-missing-n", ICON, TRIAL),
    **both("run-short-2", ICON | SHORT_LIMITS, SHORT),
    ("run-all-equal-20", "screened"): (ICON | NOT_JUDGED, FLAT_ICON),
    ("run-all-equal-20", "unscreened"): (ICON | SHORT_LIMITS, FLAT),
    ("run-all-equal-tenth", "screened"): (ICON | NOT_JUDGED, FLAT_ICON),
    ("run-all-equal-tenth", "unscreened"): (ICON | SHORT_LIMITS, FLAT),
    ("xmr-zero-var-then-change", "screened"): (ICON | NOT_JUDGED, FLAT_ICON),
    ("xmr-zero-var-then-change", "unscreened"): (
        ICON | SHORT_LIMITS | {"outside_limits", "special_cause_type", "point_type"},
        FLAT,
    ),
    ("xmr-mostly-zero", "screened"): (
        ICON | SHORT_LIMITS | {"outside_limits", "special_cause_type", "point_type"},
        COLLAPSED,
    ),
}


@dataclass
class Comparison:
    """What was compared, and what was found to differ, by series and chart."""

    vectors: int = 0
    numbers: int = 0
    differing: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def of(self, key: tuple[str, str], ours: Mapping[str, Sequence[Any]], theirs: Mapping[str, Sequence[Any]]) -> None:
        self.vectors += 1
        for name, values in ours.items():
            assert len(values) == len(theirs[name]), (key, name)
            self.numbers += len(values)
            if not all(same(one, other) for one, other in zip(values, theirs[name], strict=True)):
                self.differing.setdefault(key, set()).add(name)


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, bool | str) or isinstance(theirs, bool | str):
        return type(ours) is type(theirs) and ours == theirs
    return alike(ours, theirs)


def outside(chart: SpcChart) -> list[bool]:
    found = {place for each in chart.signals if each.rule is SpcRule.OUTSIDE for place in each.points}
    return [place in found for place in range(len(chart.points))]


def by_qicharts2(name: str, shown: str) -> SpcChart:
    rules = replace(ANHOEJ, factor=3 / 1.128, screen=shown.endswith("_screened"))
    return chart_of(data_of(name), KINDS[shown], rules)


def signals_of_runs(chart: SpcChart, phase: SpcPhase) -> bool:
    return any(each.rule in {SpcRule.LONG_RUN, SpcRule.FEW_CROSSINGS} for each in chart.signals_in(phase))


def test_run_limits_are_those_of_the_table() -> None:
    rows = read_table("run-limits-table.csv")

    ours = [(each["n_useful"], longest_allowed(each["n_useful"]), crossings_needed(each["n_useful"])) for each in rows]

    assert ours == [(each["n_useful"], each["longest_run_max"], each["n_crossings_min"]) for each in rows]
    assert [number for number, _, _ in ours] == list(range(1, 401))


def test_qicharts2_on_every_series_and_chart() -> None:
    compared = Comparison()

    for name, charts in read("qicharts2.json").items():
        for shown, theirs in charts.items():
            chart = by_qicharts2(name, shown)
            ours: dict[str, Sequence[Any]] = {
                "y": [each.value for each in chart.points],
                "cl": [each.centre for each in chart.points],
                "lcl": [each.lower for each in chart.points],
                "ucl": [each.upper for each in chart.points],
                "lcl95": [each.near_lower for each in chart.points],
                "ucl95": [each.near_upper for each in chart.points],
                "sigma_signal": outside(chart),
                "part": [*range(1, len(chart.phases) + 1)],
                "first": [each.first + 1 for each in chart.phases],
                "last": [each.last + 1 for each in chart.phases],
                "n_useful": [each.useful for each in chart.phases],
                "longest_run": [each.longest_run for each in chart.phases],
                "longest_run_max": [each.longest_allowed for each in chart.phases],
                "n_crossings": [each.crossings for each in chart.phases],
                "n_crossings_min": [each.crossings_needed for each in chart.phases],
                "runs_signal": [signals_of_runs(chart, each) for each in chart.phases],
            }
            of_phases = {key: [each[key] for each in theirs["phases"]] for key in theirs["phases"][0]}
            compared.of((name, shown), ours, theirs | of_phases)

    assert compared.differing == {key: fields for key, (fields, _) in QICHARTS2.items()}
    assert (compared.vectors, compared.numbers) == (304, 51_314)


def test_nhsrplotthedots_on_every_series() -> None:
    compared = Comparison()
    stopped = []

    for name, charts in read("nhsrplotthedots.json").items():
        for screening, theirs in charts.items():
            if "error" in theirs:
                stopped.append((name, screening))
                continue
            better = BETTER[SERIES[name]["direction"]]
            chart = chart_of(
                data_of(name, with_excluded=False), ChartKind.XMR, replace(MDC, screen=screening == "screened")
            )
            ours = {
                "mean": [each.centre for each in chart.points],
                "lpl": [each.lower for each in chart.points],
                "upl": [each.upper for each in chart.points],
                "relative_to_mean": [each.side for each in chart.points],
                "outside_limits": outside_or_gap(chart),
                "close_to_limits": close_or_gap(chart),
                "special_cause_type": [LABELS[each.rule, each.direction] for each in chart.points],
                "point_type": [point_type(each.direction, better) for each in chart.points],
                "rebase_group": [number for number, each in enumerate(chart.phases) for _ in within(each)],
                "short_group_warning": [each.last - each.first + 1 < 13 for each in chart.phases for _ in within(each)],
                "variation_icon": [in_their_words(mdc_variation_of(chart, better))],
                "assurance": [in_their_words(mdc_assurance_of(chart, better, SERIES[name]["target"]))],
            }
            icons = {key: [theirs[key]] for key in ("variation_icon", "assurance")}
            compared.of((name, screening), ours, theirs | icons)

    assert compared.differing == {key: fields for key, (fields, _) in NHSRPLOTTHEDOTS.items()}
    assert stopped == [("run-na-all", "screened"), ("run-na-all", "unscreened")]
    assert (compared.vectors, compared.numbers) == (146, 33_892)


def within(phase: SpcPhase) -> range:
    return range(phase.first, phase.last + 1)


def in_their_words(icon: str | None) -> str | None:
    return None if icon is None else icon.replace("-", "_")


def point_type(direction: str | None, better: str) -> str:
    if direction is None:
        return "common_cause"
    if better == "neither":
        return f"special_cause_neutral_{'high' if direction == 'up' else 'low'}"
    return "special_cause_improvement" if (direction == "up") == (better == "higher") else "special_cause_concern"


def outside_or_gap(chart: SpcChart) -> list[bool | None]:
    return [None if point.value is None else flag for point, flag in zip(chart.points, outside(chart), strict=True)]


def close_or_gap(chart: SpcChart) -> list[bool | None]:
    found: list[bool | None] = []
    for point, flag in zip(chart.points, outside(chart), strict=True):
        if point.value is None:
            found.append(None)
        elif point.near_lower is None or point.near_upper is None:
            found.append(False)
        else:
            found.append(not flag and not point.near_lower <= point.value <= point.near_upper)
    return found


def test_runcharter_on_every_series() -> None:
    compared = stopped = levels = 0

    for name, charts in read("runcharter.json").items():
        for side, theirs in charts.items():
            ours = rebase(data_of(name), "up" if side == "run9_above" else "down", baseline=baseline_of(name))
            if "error" in theirs:
                stopped += 1
                assert [each.kind for each in ours] == ["baseline"] * has_baseline(name), name
                continue
            compared += 1
            levels += len(ours)
            assert len(ours) == len(theirs["segments"]), (name, side)
            for level, segment in zip(ours, theirs["segments"], strict=True):
                assert alike(level.median, segment["median"]), (name, side)
                assert (level.first, level.last, level.kind) == (
                    month(segment["start"]),
                    month(segment["end"]),
                    segment["type"],
                ), (name, side)

    assert (compared, stopped, levels) == (64, 72, 76)


def has_baseline(name: str) -> bool:
    return len(SERIES[name]["y"]) >= baseline_of(name) and any(each is not None for each in SERIES[name]["y"])


def baseline_of(name: str) -> int:
    found = SERIES[name]["freeze"] or 12
    assert isinstance(found, int)
    return found


def month(day: str) -> int:
    """Return the position that a month has in a series that begins in January 2022."""
    return (int(day[:4]) - 2022) * 12 + int(day[5:7]) - 1


@pytest.mark.parametrize("name", ["run-all-equal-20", "run-all-equal-tenth"])
@pytest.mark.parametrize("kind", [ChartKind.XMR, ChartKind.MR])
def test_series_without_variation_has_a_centre_and_no_limits(name: str, kind: ChartKind) -> None:
    chart = chart_of(data_of(name), kind)

    assert chart.phases[0].flat
    assert chart.points[-1].centre == pytest.approx(0 if kind is ChartKind.MR else SERIES[name]["y"][0], rel=1e-12)
    assert {each.upper for each in chart.points} == {None}
    assert chart.signals == ()
    assert "no limits: there is no variation in the baseline" in chart.notes


@pytest.mark.parametrize("rules", [ANHOEJ, MDC, replace(MDC, screen=True)])
def test_change_after_a_flat_baseline_is_not_outside_of_limits_that_there_are_not(rules: Any) -> None:
    chart = chart_of(data_of("xmr-zero-var-then-change"), ChartKind.XMR, rules)

    assert (chart.phases[0].centre, chart.phases[0].flat, chart.signals) == (8, True, ())
    assert {each.upper for each in chart.points} == {None}
    assert mdc_variation_of(chart, "higher") is None


def test_mostly_zeros_are_judged_by_all_their_ranges() -> None:
    screened = chart_of(data_of("xmr-mostly-zero"), ChartKind.XMR, replace(MDC, screen=True))
    unscreened = chart_of(data_of("xmr-mostly-zero"), ChartKind.XMR, MDC)

    assert screened.points == unscreened.points
    assert [each.value for each in screened.points if each.rule is SpcRule.OUTSIDE] == [3, 4]
    assert mdc_variation_of(screened, "lower") == "common-cause"


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("run-short-2", "no limits: they need 3 values, and the baseline has 2"),
        ("run-phase-of-one", "phase 2: no limits: they need 3 values, and the baseline has 1"),
    ],
)
def test_one_value_or_two_make_no_limits(name: str, note: str) -> None:
    chart = chart_of(data_of(name), ChartKind.XMR, MDC)

    assert chart.points[-1].upper is None
    assert chart.points[-1].centre is not None
    assert note in chart.notes


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("run-short-5", "trial limits: 13 values are needed, and there are 5 values"),
        ("run-short-12", "trial limits: 13 values are needed, and there are 12 values"),
        ("run-freeze-na-baseline", "trial limits: a frozen baseline needs 12 values, and there are 9 values"),
        ("run-phase-too-short", "phase 2: trial limits: 13 values are needed, and there are 3 values"),
    ],
)
def test_trial_limits_are_shown_with_a_note_and_without_an_icon(name: str, note: str) -> None:
    chart = chart_of(data_of(name), ChartKind.XMR, MDC)

    assert chart.points[-1].upper is not None
    assert chart.phases[-1].trial
    assert chart.notes == (note,)
    assert mdc_variation_of(chart, "higher") is None
    assert mdc_assurance_of(chart, "higher", 1000) is None


@pytest.mark.parametrize("kind", [ChartKind.RUN, ChartKind.XMR, ChartKind.MR])
def test_series_without_any_value_is_charted_as_gaps(kind: ChartKind) -> None:
    """One program stops with an error here, the other warns of an infinite minimum."""
    chart = chart_of(data_of("run-na-all"), kind)

    assert [(each.value, each.centre, each.upper, each.rule) for each in chart.points] == [(None,) * 4] * 12
    assert (chart.phases[0].centre, chart.phases[0].useful, chart.signals) == (None, 0, ())
    assert chart.notes[-1] == "there are no values"
    assert rebase(data_of("run-na-all"), "up") == ()


@pytest.mark.parametrize("kind", [ChartKind.XMR, ChartKind.MR])
def test_excluded_points_are_shown_and_never_part_of_a_signal(kind: ChartKind) -> None:
    data = data_of("run-exclude-two")

    chart = chart_of(data, kind)

    excluded = [place for place, each in enumerate(chart.points) if each.excluded]
    assert excluded == [6, 19]
    assert not {*excluded} & {place for each in chart.signals for place in each.points}


def test_range_after_an_excluded_point_is_from_the_value_before_it() -> None:
    """So that the mean range of the mr chart is the one that the limits of the xmr chart rest on."""
    data = data_of("run-exclude-two")

    ranges, values = chart_of(data, ChartKind.MR), chart_of(data, ChartKind.XMR)

    assert (ranges.points[6].value, ranges.points[7].value) == (None, pytest.approx(abs(31.1 - 33.5)))
    mean, range_ = values.phases[0].centre, ranges.phases[0].centre
    assert mean is not None
    assert range_ is not None
    assert values.points[0].upper == pytest.approx(mean + 2.66 * range_)


def test_range_that_equals_the_mean_range_lies_on_it() -> None:
    chart = chart_of(data_of("run-negative"), ChartKind.MR)

    on_it = [place for place, each in enumerate(chart.points) if each.side == 0]

    assert len(on_it) == 2
    assert chart.phases[0].useful == 17


def test_every_difference_has_a_reason_and_a_series() -> None:
    listed = {**QICHARTS2, **NHSRPLOTTHEDOTS}

    assert len(listed) == len(QICHARTS2) + len(NHSRPLOTTHEDOTS)
    assert {name for name, _ in listed} <= {*SERIES}
    assert all(why and fields for fields, why in listed.values())

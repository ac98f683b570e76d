"""Whether a target is met is said alike by the verdict, the measure, its chart, JSON and the rules, for any figures."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Literal, NamedTuple

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.charts.measure_chart import draw_measure
from spreadkit.formats import _json_measure, _text_measure
from spreadkit.loading.schemas import json_schema
from spreadkit.measures.measure_charts import MeasureCharts
from spreadkit.model.base import UNKNOWN
from spreadkit.model.measure import Published
from spreadkit.model.plan import Plan
from spreadkit.model.target import Better, Target
from spreadkit.rules._charted_effect import has_lost
from spreadkit.rules.aim.aim_deadline_past import _is_met
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.grammar import plain
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.of_plan import state_of_plan

AS_OF = date(2026, 6, 30)
BEFORE, ALL = 12, 24
SIDES = ("at", "under", "over")
BETTER: tuple[Better, ...] = ("lower", "higher", "neither")


class Case(NamedTuple):
    """A measure with a target: counts out of a size for each month, or values where there is no size."""

    better: Better
    side: str
    number: str
    counts: Sequence[int]
    size: int
    is_of_aim: bool

    @property
    def words(self) -> str:
        return self.number if self.side == "at" else f"{self.side} {self.number}"

    def value(self, counts: Sequence[int]) -> Fraction:
        """Return what some months come to: a rate for 100, or the median of the values."""
        rate = Fraction(sum(counts) * 100, self.size * len(counts)) if self.size else None
        return Fraction(median(map(Fraction, counts))) if rate is None else rate

    def is_met(self, value: Fraction) -> bool | None:
        """Say by hand whether a value meets the target."""
        number = Fraction(self.number)
        wanted = {"at": self.better, "under": "lower", "over": "higher"}[self.side]
        if self.better == "neither" or wanted != self.better:
            return None
        if self.side == "at":
            return value <= number if self.better == "lower" else value >= number
        return value < number if self.side == "under" else value > number

    def plan(self) -> Plan:
        target = self.number if self.side == "at" else {self.side: self.number}
        rows = [
            {"date": date(2024 + month // 12 + (month % 12 + 6) // 12, (month + 6) % 12 + 1, 1).isoformat(), **row}
            for month, row in enumerate(self.rows())
        ]
        columns = {"count": "falls", "per": "days", "times": "100"} if self.size else {"value": "falls"}
        falls = {"title": "Falls", "kind": "outcome", "better": self.better, "every": "month"}
        falls |= {"data": {"file": "falls.csv", **columns, "points": rows}, "baseline": {"until": "2025-06-30"}}
        aim: dict[str, Any] = {"measure": "falls", "what": "huddle", "by": "2026-03-31"}
        (aim if self.is_of_aim else falls)["target"] = target
        event = {"date": "2025-07-01", "site": "ash", "change": "huddle", "stage": "implemented"}
        return Plan.model_validate(
            {
                "schema": "spreadkit/plan@1",
                "title": "Falls",
                "aim": aim,
                "package": {"version": "1", "changes": {"huddle": {"title": "Huddle", "core": "yes"}}},
                "sites": [{"id": "ash", "name": "Ash"}],
                "adoption": [event],
                "measures": {"falls": falls},
            }
        )

    def rows(self) -> list[dict[str, str]]:
        if self.size:
            return [{"count": str(count), "per": str(self.size)} for count in self.counts]
        return [{"value": str(count)} for count in self.counts]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Make a measure whose values often lie on its target, before the change and after it."""
    better, side = draw(st.sampled_from(BETTER)), draw(st.sampled_from(SIDES))
    size = draw(st.sampled_from([0, 0, 100, 300, 7]))
    levels = st.integers(0, 9)
    old, new = sorted([draw(levels), draw(levels)], reverse=draw(st.booleans()) or better == "lower")
    noise = draw(st.lists(st.integers(0, 1), min_size=ALL, max_size=ALL))
    counts = [(old if place < BEFORE else new) + more for place, more in enumerate(noise)]
    ends = counts[-1:] if draw(st.booleans()) else counts[-3:]
    on_it = Fraction(sum(ends) * 100, size * len(ends)) if size else Fraction(ends[-1])
    exact = Decimal(on_it.numerator) / Decimal(on_it.denominator)
    is_short = Fraction(exact) == on_it and len(exact.as_tuple().digits) < 6
    number = exact if is_short and draw(st.booleans()) else Decimal(draw(levels))
    return Case(better, side, f"{number:f}", counts, size, draw(st.booleans()))


@settings(deadline=None, max_examples=150)
@given(cases())
def test_all_that_says_whether_a_target_is_met_agrees(case: Case) -> None:
    plan = case.plan()
    standing = Standing(plan, {}, AS_OF)
    charted = standing.charts["falls"]
    before, last = case.value(case.counts[:BEFORE]), case.value(case.counts[-3:])
    of_last = case.is_met(case.value(case.counts[-1:]))

    told = {True: f" meets the target of {case.words}.", False: f" does not meet the target of {case.words}."}
    assert [is_met for is_met, words in told.items() if words in charted.says] == ([] if of_last is None else [of_last])

    charts = MeasureCharts("falls", AS_OF, (("falls", charted),), {}, is_one=True)
    (shown,) = json.loads(_json_measure.render_measure(charts))["charts"]
    assert (shown["target"], shown["target_is"]) == (float(case.number), case.side)
    assert shown["meets_target"] == of_last
    assert f"═ target {case.words}" in " ".join(_text_measure.render_measure(charts).split())
    assert f"marks the target of {case.words}." in draw_measure("falls", charted, {}).says
    assert _is_met(plan, AS_OF) == (of_last is True)

    page = page_of(state_of_plan(standing))
    row, says = page.verdicts[0].row, plain(page.verdicts[0].says)
    expected = {"W14": before, "W18": before, "W15": last}
    if row in expected:
        assert case.is_met(expected[row]) is True
        assert f"target of {case.words}" in says.replace(".0 ", " ") or "." in case.number
    if row in {"W15", "W16", "W19"}:
        assert case.is_met(before) is not True
    if row == "W16":
        assert case.is_met(last) is not True
    assert ("target is" in says) <= (row in {"W16", "W19"})
    for figure in page.verdicts[0].inputs:
        if figure.name == "target":
            at = ("aim", "target") if case.is_of_aim else ("measures", "falls", "target")
            assert figure.route == (at if case.side == "at" else (*at, case.side))
            assert Fraction(figure.value) == Fraction(case.number)


@settings(deadline=None)
@given(cases(), st.sampled_from(["before", None]), st.sampled_from(["after", None]))
def test_published_values_are_held_against_the_target_as_series_are(
    case: Case, first: Literal["before"] | None, then: Literal["after"] | None
) -> None:
    plan = case.plan()
    old, new = case.counts[0], case.counts[-1]
    before = Published.model_validate({"says": f"{old} then", "value": str(old), "is": first})
    after = Published.model_validate({"says": f"{new} now", "value": str(new), "is": then})
    falls = plan.measures["falls"].model_copy(update={"data": None, "published": (before, after)})
    alone = plan.model_copy(update={"measures": {"falls": falls}})

    verdict = page_of(state_of_plan(Standing(alone, {}, AS_OF))).verdicts[0]

    says, is_met = plain(verdict.says), case.is_met(Fraction(new))
    assert verdict.row == "W4"
    assert ("Before: " in says and "After: " in says) == bool(first and then)
    if first and case.is_met(Fraction(old)):
        assert f"the target of {case.words} was met before it began" in says
    elif is_met is None:
        assert "target" not in says
    else:
        assert f"the target of {case.words} is {'met' if is_met else 'not met'}" in says


@given(st.sampled_from(BETTER), st.sampled_from(SIDES), st.integers(-9, 9), st.integers(-90, 90))
def test_a_strict_target_is_the_plain_one_without_its_own_number(
    better: Better, side: str, number: int, tenths: int
) -> None:
    target, value = Target.model_validate({side: str(number)}), Fraction(tenths, 10)
    is_met = target.is_met_by(value, better)

    assert target.is_strict == (side != "at")
    if better == "neither" or (side, better) in {("under", "higher"), ("over", "lower")}:
        assert is_met is None
    elif value == number:
        assert is_met is not target.is_strict
    else:
        assert is_met == (value < number if better == "lower" else value > number)


@pytest.mark.parametrize(("values", "is_lost"), [("4 4 4 5 5 5", True), ("5 5 5 6 6 6", False)])
def test_a_strict_target_is_held_only_below_it(values: str, is_lost: bool) -> None:  # noqa: FBT001
    falls = Case("lower", "under", "5", [1], 0, is_of_aim=False).plan().measures["falls"]

    assert has_lost(falls, [*map(Decimal, values.split())], Target(under="5")) is is_lost


def test_a_measure_without_a_target_has_none_and_an_unknown_one_is_unknown() -> None:
    plan = Case("lower", "at", "5", [4] * ALL, 0, is_of_aim=True).plan()
    falls = plan.measures["falls"]
    unknown = plan.model_copy(update={"measures": {"falls": falls.model_copy(update={"target": UNKNOWN})}})

    assert plan.target_of("falls") == Target(at="5")
    assert unknown.target_of("falls") is None
    assert Standing(unknown, {}, AS_OF).charts["falls"].meets_target is None


def test_the_schema_for_editors_takes_what_check_takes() -> None:
    schema = jsonschema.Draft202012Validator(json.loads(json_schema("plan")))

    def takes(target: object) -> bool:
        return schema.is_valid({"schema": "spreadkit/plan@1", "title": "Falls", "aim": {"target": target}})

    assert all(map(takes, ["40", 40, "unknown", {"under": 40}, {"over": 95}, None]))
    assert not any(map(takes, [{"under": 40, "over": 95}, {"below": 40}, [40]]))

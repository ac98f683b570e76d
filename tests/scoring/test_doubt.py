"""Bands that hang on points which are only recalled: marked where other points could change them, and nowhere else."""

from decimal import Decimal
from itertools import product
from json import loads

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import AS_OF, figure, framework_of, scored, scored_plan

from spreadkit.formats import json, text
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer
from spreadkit.model.score import PlanScore
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.scoring.score import score_framework

SCALE = "scales: {statement: {c: {value: 0, label: C}, b: {value: 1, label: B}, a: {value: 2, label: A}}}"
BANDS = "bands: [{id: low, title: Low, below: 8}, {id: high, title: High, from: 8}]"


def made_of(b: str, *, more: str = "", method: str = "sum, scale: points") -> Framework:
    return framework_of(f"""
{SCALE}
components:
  part:
    scoring: {{method: {method}, {BANDS}}}
    criteria:
      part.one: {{points: {{c: {{value: 0}}, b: {b}, a: {{value: 9}}}}{more}}}
      part.two: {{points: {{c: {{value: 0}}, b: {{value: 4}}, a: {{value: 9}}}}}}
scoring: {{method: {method}, {BANDS}}}
""")


@pytest.mark.parametrize(
    ("b", "words", "ends"),
    [
        ("{value: 4, low: 3.5, high: 4.5, basis: recalled}", ("low", "high"), ("7.5", "8.5")),
        ("{value: 3.6, low: 3.1, high: 4.1, basis: recalled}", ("low", "high"), ("7.1", "8.1")),
        ("{value: 3.6, high: 4.1, basis: recalled}", ("low", "high"), ("7.6", "8.1")),
        ("{value: 4, high: 4.5, basis: recalled}", None, None),
        ("{value: 3, low: 2.5, high: 3.5, basis: recalled}", None, None),
        ("{value: 4, basis: recalled}", None, None),
        ("{value: 4, low: 3.5, high: 4.5, basis: sourced}", None, None),
    ],
)
def test_band_is_in_doubt_where_recalled_points_could_change_it(
    b: str, words: tuple[str, ...] | None, ends: tuple[str, str] | None
) -> None:
    score = scored(made_of(b), "{part.one: b, part.two: b}")

    for each in (score.figure, score.components[0]):
        assert (each.doubt and each.doubt.words) == words
        assert (each.doubt and tuple(map(str, (each.doubt.low, each.doubt.high)))) == ends
        assert (each.band is None) == (words is not None)


def test_only_points_that_an_answer_stands_on_are_in_doubt() -> None:
    made = made_of("{value: 4, low: 3.5, high: 4.5, basis: recalled}")

    assert scored(made, "{part.one: a, part.two: c}").figure.doubt is None
    assert scored(made, "{part.one: c, part.two: b}").figure.doubt is None


def test_doubt_is_told_with_the_points_that_it_hangs_on() -> None:
    score = scored(made_of("{value: 4, low: 3.5, high: 4.5, basis: recalled}"), "{part.one: b, part.two: b}")
    of_plan = PlanScore(as_of=AS_OF, plan="Made", frameworks=(score,))

    told = loads(json.render_score(of_plan))["frameworks"][0]
    assert told["band"] is None
    assert told["band_doubt"] == {
        "low": 7.5,
        "high": 8.5,
        "words": ["low", "high"],
        "points": [{"criterion": "part.one", "level": "b", "value": 4, "low": 3.5, "high": 4.5}],
    }
    why = "because of points that are only recalled (part.one b), which allow anything from 7.5 to 8.5"
    assert f"band not certain: Low or High, {why}" in " ".join(text.render_score(of_plan).split())


def test_points_turned_round_are_in_doubt_the_other_way_round() -> None:
    turned = made_of("{value: 4.8, low: 4.3, high: 5.8, basis: recalled}", more=", reverse: yes")

    score = scored(turned, "{part.one: b, part.two: b}")  # 9 - 4.8 = 4.2, and 4

    assert score.figure.doubt is not None
    assert (score.figure.doubt.low, score.figure.doubt.high) == (Decimal("7.2"), Decimal("8.7"))


def test_raters_and_sites_stand_on_points_too() -> None:
    b = "{value: 4, low: 3.5, high: 4.5, basis: recalled}"
    raters = "".join(f"\n      - {{rater: r{each}, criterion: part.one, level: b}}" for each in range(3))
    rated = scored_plan(
        made_of(b),
        "frameworks: [{use: made@1}]\nanswers: {made: {part.two: {level: b}}}\n"
        f"ratings:\n  first:\n    framework: made@1\n    on: 2026-06-01\n    rows:{raters}\n",
    )
    by_site = scored(
        made_of(b, more=", per-site: {roll-up: mean}"),
        "{part.one: {sites: {x: b, y: b}}, part.two: b}",
        sites=("x", "y"),
    )

    for score in (rated, by_site):
        assert score.figure.doubt is not None
        assert [(each.criterion, each.level) for each in score.figure.doubt.points] == [("part.one", "b")]


def test_what_a_person_concludes_does_not_differ_from_a_band_that_is_possible() -> None:
    b = "{value: 4, low: 3.5, high: 4.5, basis: recalled}"
    text = (
        "frameworks: [{use: made@1}]\nanswers: {made: {part.one: {level: b}, part.two: {level: LEVEL}}}\n"
        "recommendations: [{framework: made, band: low, says: Not yet}]"
    )

    assert not scored_plan(made_of(b), text.replace("LEVEL", "b")).concluded[0].differs
    assert scored_plan(made_of(b), text.replace("LEVEL", "a")).concluded[0].differs


def test_outcome_of_a_table_is_in_doubt_with_the_band_that_it_rests_on() -> None:
    made = framework_of(f"""
{SCALE}
components:
  part:
    scoring: {{method: sum, {BANDS}}}
    criteria:
      part.one: {{points: {{c: {{value: 0}}, b: {{value: 8, low: 7.5, basis: recalled}}, a: {{value: 9}}}}}}
scoring: {{method: none}}
figures:
  class:
    title: Class
    method: table
    of: [part]
    rows: [{{when: [low], is: wait}}, {{when: [high], is: go}}]
    words: {{wait: {{label: Wait}}, go: {{label: Go}}}}
""")

    table = figure(scored(made, "{part.one: b}"), "class")

    assert table.word is None
    assert table.possible_words == ("wait", "go")
    assert "outcome not certain: Wait or Go" in table.says


@pytest.fixture(scope="module")
def model() -> Framework:
    framework = load_framework(builtin_frameworks() / "nhs-sustainability-model.yaml").framework
    assert framework is not None
    return framework


def test_recalled_points_of_the_model_carry_their_ends(model: Framework) -> None:
    cells = [points for criterion in model.criteria.values() for points in criterion.points.values()]

    assert len(cells) == 40
    assert sum(points.is_in_doubt for points in cells) == sum(points.basis == "recalled" for points in cells) == 22


@settings(max_examples=60, deadline=None)
@given(levels=st.lists(st.sampled_from("abcd"), min_size=10, max_size=10))
def test_band_of_the_model_is_certain_only_if_no_recalled_points_could_change_it(
    model: Framework, levels: list[str]
) -> None:
    answered = dict(zip(model.criteria, levels, strict=True))
    cells = [model.criteria[name].points[level] for name, level in answered.items()]

    def bands_of(*totals: Decimal) -> set[str]:
        limits = {"optimism": (55, 101), "uncertain": (45, 55), "action-needed": (-1, 45)}
        low, high = min(totals), max(totals)
        return {name for name, (start, end) in limits.items() if low < end and high >= start}

    ends = [
        sum((getattr(cell, end) if cell.is_in_doubt else cell.value for cell in cells), Decimal(0))
        for end in ("low", "value", "high")
    ]
    score = score_framework(model, {name: Answer(level=level) for name, level in answered.items()})

    assert set(score.figure.possible_words) == bands_of(*ends)
    if score.figure.doubt is not None:
        assert {(each.criterion, each.level) for each in score.figure.doubt.points} == {
            (name, level) for name, level in answered.items() if model.criteria[name].points[level].is_in_doubt
        }


@settings(max_examples=60, deadline=None)
@given(
    method=st.sampled_from(["sum, scale: points", "mean, scale: points", "min, scale: points", "max, scale: points"]),
    value=st.integers(0, 9),
    ends=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    other=st.sampled_from("abc"),
)
def test_range_in_doubt_is_that_of_all_points_between_the_ends(
    method: str, value: int, ends: tuple[int, int], other: str
) -> None:
    low, high = max(0, value - ends[0]), min(9, value + ends[1])
    answers = f"{{part.one: b, part.two: {other}}}"
    made = made_of(f"{{value: {value}, low: {low}, high: {high}, basis: recalled}}", method=method)

    score = scored(made, answers)
    each_alone = [
        scored(made_of(f"{{value: {one}}}", method=method), answers).figure for (one,) in product(range(low, high + 1))
    ]

    assert set(score.figure.possible_words) == {each.band for each in each_alone}

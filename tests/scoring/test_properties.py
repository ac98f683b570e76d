"""What must hold for every framework that contradicts itself in nothing, and for every set of answers."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import HEAD
from pydantic import ValidationError

from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer
from spreadkit.model.score import FrameworkScore
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.score import score_framework

LEVELS = ("d", "c", "b", "a")
SITES = ("n", "s", "e")

JOINED = ("sum", "mean", "median", "product", "min", "max")

points = st.decimals(-5, 20, places=1)
weights = st.one_of(st.decimals("0.1", 9, places=1), st.sampled_from(["0", "0.001", "1000000"])).map(str)


@st.composite
def criteria(draw: st.DrawFn, component: str, *, safe_for_product: bool) -> dict[str, Any]:
    made = {}
    for index in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["levels", "points", "number"]))
        each: dict[str, Any] = {"ask": "Is it so?", "weight": draw(weights)}
        each["scale"] = "number" if kind == "number" else "statement"
        if kind == "points":
            values = sorted(draw(st.lists(points, min_size=4, max_size=4)))
            if safe_for_product:
                values = [abs(value) for value in values]
            each["points"] = {level: {"value": str(value)} for level, value in zip(LEVELS, sorted(values), strict=True)}
        each["weight-at"] = draw(st.dictionaries(st.sampled_from(["prepare", "embed"]), weights, max_size=1))
        each["reverse"] = draw(st.sampled_from(["yes", "no"]))
        if draw(st.booleans()):
            each |= {"gate": "go", "need": "must"}
        if draw(st.integers(0, 4)) == 0:
            rule = draw(st.sampled_from(["lowest", "highest", "mean", "median", "share"]))
            each["per-site"] = {"roll-up": rule}
        made[f"{component}.{index}"] = each
    return made


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    method = draw(st.sampled_from(JOINED))
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    components = {}
    for name in names:
        own = draw(st.sampled_from([None, "mean", "sum", "min", "median"]))
        components[name] = {
            "title": name,
            "weight": draw(weights),
            "criteria": draw(criteria(name, safe_for_product=method == "product")),
        }
        if own:
            components[name]["scoring"] = {"method": own, "missing": draw(missing_for(own)), **draw(places_for(own))}
    scoring = {
        "method": method,
        "missing": draw(missing_for(method)),
        "answered-at-least": draw(st.sampled_from(["0", "0.5", "1"])),
        "of": draw(st.sampled_from([["components"], ["criteria"]])),
        "round": {"to": draw(st.sampled_from(["0.1", "1", "0.01"]))},
    }
    scoring |= draw(places_for(method)) | draw(by_site)
    if scoring["of"] == ["components"]:
        scoring["weights"] = draw(st.dictionaries(st.sampled_from(names), weights, max_size=1))
    if draw(st.booleans()):
        scoring["rescale"] = {
            "times": draw(st.sampled_from(["10", "-1", "0.5"])),
            "plus": draw(st.sampled_from(["0", "3"])),
        }
    data = {
        **HEAD,
        "scales": {
            "statement": {level: {"value": str(index), "label": level} for index, level in enumerate(LEVELS)},
            "number": {"answer": "number", "from": "1", "to": "7", "step": "0.5"},
        },
        "gates": {"go": {"title": "Go", "before": "execute", "stage": "expand"}},
        "components": components,
        "scoring": scoring,
        "figures": {
            "low": {"title": "Lowest", "method": "min", "of": names},
            "sites": {"title": "Sites", "method": "mean", "of": names, **draw(by_site)},
            "counts": {"title": "Counts", "method": "count", "of": names},
        },
    }
    return Framework.model_validate(data)


by_site = st.one_of(
    st.just({}),
    st.sampled_from(["lowest", "highest", "mean", "median"]).map(lambda way: {"per-site": {"roll-up": way}}),
)


def places_for(method: str) -> st.SearchStrategy[dict[str, Any]]:
    ways = st.sampled_from([{}, {"possible": "fixed"}, {"possible": "answered"}])
    return ways if method in {"sum", "mean"} else st.just({})


def missing_for(method: str) -> st.SearchStrategy[str]:
    choices = ["lowest", "withhold", "scale-up"] if method == "sum" else ["leave-out", "lowest", "withhold"]
    return st.sampled_from(choices)


def level_for(framework: Framework, name: str) -> st.SearchStrategy[str]:
    if framework.criteria[name].scale == "number":
        return st.integers(2, 14).map(lambda half: f"{half / 2:g}")
    return st.sampled_from(LEVELS)


@st.composite
def answer_to(draw: st.DrawFn, framework: Framework, name: str) -> Answer:
    kind = draw(st.sampled_from(["level", "level", "level", "unknown", "na", "empty", "misfit"]))
    level = draw(level_for(framework, name))
    if framework.criteria[name].per_site and kind == "level":
        sites = draw(st.dictionaries(st.sampled_from(SITES), level_for(framework, name), min_size=1))
        return Answer(sites=sites)
    given_ = {
        "level": Answer(level=level),
        "unknown": Answer(level="unknown"),
        "na": Answer(na="No such thing"),
        "empty": Answer(),
        "misfit": Answer(level="no-such-level"),
    }
    return given_[kind]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Framework, dict[str, Answer]]:
    framework = draw(frameworks())
    return framework, {name: draw(answer_to(framework, name)) for name in framework.criteria}


def score_of(framework: Framework, answers: dict[str, Answer], **more: Any) -> FrameworkScore:
    return score_framework(framework, answers, around=Circumstances(sites=SITES), **more)


@given(cases())
def test_low_value_and_high_stand_in_order_within_what_is_possible(case: tuple[Framework, dict[str, Answer]]) -> None:
    score = score_of(*case)

    parts = [score.range, *(each.range for each in score.components), *(each.range for each in score.figures)]
    for span in filter(None, parts):
        assert span.least <= span.low <= span.high <= span.most
        assert span.value is None or span.low <= span.value <= span.high


@given(st.decimals("-9", "-0.001", places=3).map(str), st.sampled_from(["weight", "weight-at", "weights"]))
def test_a_weight_below_zero_is_refused_wherever_it_stands(weight: str, key: str) -> None:
    part: dict[str, Any] = {"title": "A", "criteria": {"a.one": {"ask": "Is it so?"}, "a.two": {"ask": "And that?"}}}
    scoring: dict[str, Any] = {"method": "mean", "of": ["a", "a.one"]}
    told = {"weight": {"weight": weight}, "weight-at": {"weight-at": {"embed": weight}}}.get(key)
    if told is None:
        scoring |= {"weights": {"a": weight}}
    for where in (part, part["criteria"]["a.one"]) if told else (scoring,):
        where.update(told or {})

        with pytest.raises(ValidationError, match="less than 0"):
            Framework.model_validate({**HEAD, "components": {"a": part}, "scoring": scoring})


@given(cases())
def test_order_of_components_and_criteria_changes_nothing(case: tuple[Framework, dict[str, Answer]]) -> None:
    framework, answers = case
    turned = framework.model_copy(
        update={
            "components": {
                name: each.model_copy(update={"criteria": dict(reversed(each.criteria.items()))})
                for name, each in reversed(framework.components.items())
            }
        }
    )
    turned.__dict__.pop("criteria", None)

    one, other = score_of(framework, answers), score_of(turned, answers)

    assert one.range == other.range
    assert {each.id: each.range for each in one.components} == {each.id: each.range for each in other.components}
    assert {each.id: (each.range, dict(each.counts)) for each in one.figures} == {
        each.id: (each.range, dict(each.counts)) for each in other.figures
    }
    assert one.gates[0].open == other.gates[0].open


@given(cases(), st.permutations(SITES))
def test_order_of_sites_changes_nothing(case: tuple[Framework, dict[str, Answer]], sites: list[str]) -> None:
    one, other = (score_framework(*case, around=Circumstances(sites=tuple(each))) for each in (SITES, sites))

    for figure, turned in zip(
        (one.figure, *one.components, *one.figures), (other.figure, *other.components, *other.figures), strict=True
    ):
        assert (figure.range, figure.band, dict(figure.counts)) == (turned.range, turned.band, dict(turned.counts))
        assert {*figure.decided_by} == {*turned.decided_by}


@given(cases())
def test_figure_by_site_lies_where_those_of_the_sites_lie(case: tuple[Framework, dict[str, Answer]]) -> None:
    framework, answers = case
    (figure,) = (each for each in score_of(framework, answers).figures if each.id == "sites")
    rule = framework.figures["sites"].per_site
    if rule is None:
        return

    alone = [
        score_framework(framework, {name: at(site, each) for name, each in answers.items()}).figures for site in SITES
    ]
    spans = [each.range for figures in alone for each in figures if each.id == "sites" and each.range]

    assert [term.id for term in figure.terms] == list(SITES)
    assert (figure.range is None) == (not spans)
    if figure.range is not None:
        join = {"lowest": min, "highest": max}.get(rule.roll_up)
        lows, highs = [span.low for span in spans], [span.high for span in spans]
        assert min(lows) <= figure.range.low <= figure.range.high <= max(highs)
        assert join is None or (figure.range.low, figure.range.high) == (join(lows), join(highs))


def at(site: str, answer: Answer) -> Answer:
    return Answer(level=answer.sites.get(site)) if answer.sites else answer


@given(cases(), st.data())
def test_answering_what_is_open_never_widens_the_range(
    case: tuple[Framework, dict[str, Answer]], data: st.DataObject
) -> None:
    framework, answers = case
    open_ = [
        name for name, each in answers.items() if not each.sites and each.na is None and each.level in {None, "unknown"}
    ]
    if not open_:
        return
    name = data.draw(st.sampled_from(open_))
    level = data.draw(level_for(framework, name))
    given_ = Answer(sites=dict.fromkeys(SITES, level)) if framework.criteria[name].per_site else Answer(level=level)

    before, after = score_of(framework, answers), score_of(framework, {**answers, name: given_})

    assert before.range is not None
    assert after.range is not None
    assert before.range.low <= after.range.low <= after.range.high <= before.range.high


@given(cases())
def test_not_applicable_unknown_and_open_never_open_a_gate(case: tuple[Framework, dict[str, Answer]]) -> None:
    framework, answers = case

    (gate,) = score_of(framework, answers).gates

    musts = [name for name, each in framework.criteria.items() if each.gate]
    unsaid = {
        name for name in musts if not answers[name].sites and answers[name].level in {None, "unknown", "no-such-level"}
    }
    assert unsaid <= {each.criterion for each in gate.blockers}


@given(cases(), st.data())
def test_contradicted_claims_never_raise_a_figure(
    case: tuple[Framework, dict[str, Answer]], data: st.DataObject
) -> None:
    framework, answers = case
    rescale = framework.scoring.rescale
    names = data.draw(st.sets(st.sampled_from(sorted(answers))))

    score = score_of(framework, answers, contradicted=dict.fromkeys(names, ("some-rule",)))

    if score.range and score.range.value is not None and score.range.verified is not None:
        turned = rescale is not None and rescale.times < 0
        assert (score.range.verified >= score.range.value) if turned else (score.range.verified <= score.range.value)
    assert not {each.id for each in score.criteria if each.verified is False} - names


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=12))
def test_sum_of_decimal_points_is_exact(levels: list[str]) -> None:
    worth = {"d": "0.0", "c": "0.1", "b": "0.2", "a": "0.7"}
    made = {
        f"a.{index}": {
            "ask": "Is it so?",
            "scale": "s",
            "points": {name: {"value": each} for name, each in worth.items()},
        }
        for index in range(len(levels))
    }
    scales = {"s": {level: {"value": str(index), "label": level} for index, level in enumerate(LEVELS)}}
    framework = Framework.model_validate(
        {**HEAD, "scales": scales, "components": {"a": {"title": "A", "criteria": made}}, "scoring": {"method": "sum"}}
    )

    score = score_of(framework, {f"a.{index}": Answer(level=level) for index, level in enumerate(levels)})

    assert score.range is not None
    assert score.range.value == sum((Decimal(worth[level]) for level in levels), Decimal(0))

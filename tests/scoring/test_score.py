"""The score: by example, and by what must hold for every framework and every set of answers."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.framework.question import questions_by_id
from spreadkit.model.framework import Framework, Need
from spreadkit.model.plan import Answer
from spreadkit.model.score import AnswerState, FrameworkScore
from spreadkit.scoring.rounding import percent, share
from spreadkit.scoring.score import score_framework

Answers = dict[str, Answer]

PRESENCE = {
    "absent": {"value": 0, "label": "Absent"},
    "partial": {"value": 1, "label": "Partly"},
    "good": {"value": 2, "label": "In place"},
}


def framework(
    criteria: Mapping[str, Mapping[str, Any]],
    *,
    scales: Mapping[str, Any] | None = None,
    weights: Mapping[str, Any] | None = None,
    **scoring: Any,
) -> Framework:
    """Make a framework of these criteria; what stands before the dot is the component."""
    components: dict[str, Any] = {}
    for name, each in criteria.items():
        component = name.partition(".")[0]
        weight = (weights or {}).get(component, 1)
        components.setdefault(component, {"title": component, "weight": weight, "criteria": {}})
        components[component]["criteria"][name] = {"ask": "Is it so?", **each}
    return Framework.model_validate(
        {
            "schema": "spreadkit/framework@1",
            "id": "made",
            "edition": "1",
            "title": "Made",
            "wording": "own",
            "note": "For tests",
            "sources": {"none": {"cite": "None"}},
            "scales": scales or {"presence": PRESENCE},
            "phases": [{"id": "execute", "title": "Execute", "stage": "expand"}],
            "gates": {"launch": {"title": "Ready to launch", "before": "execute", "stage": "launch"}},
            "components": components,
            "scoring": scoring,
        }
    )


def said(**levels: str) -> Answers:
    """Make answers; an underscore stands for the dot in a criterion's id."""
    return {name.replace("_", "."): Answer(level=level) for name, level in levels.items()}


NOT_APPLICABLE = Answer(na="No such thing here")


def figures(score: FrameworkScore) -> tuple[Any, ...]:
    return tuple(
        None if each is None else float(each)
        for each in (score.range.value, score.range.low, score.range.high, score.range.verified)
    )


FOUR: Mapping[str, Mapping[str, Any]] = {"a.1": {}, "a.2": {}, "b.1": {}, "b.2": {}}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (said(), (None, 0, 100, None)),
        (said(a_1="good", a_2="good", b_1="good", b_2="good"), (100, 100, 100, 100)),
        (said(a_1="absent", a_2="absent", b_1="absent", b_2="absent"), (0, 0, 0, 0)),
        (said(a_1="good", a_2="absent", b_1="partial", b_2="partial"), (50, 50, 50, 50)),
        (said(a_1="good", a_2="good", b_1="absent"), (50, 50, 75, 50)),
        (said(a_1="good", a_2="good"), (None, 50, 100, None)),
        (said(a_1="good", a_2="good", b_1="unknown", b_2="unknown"), (None, 50, 100, None)),
        (said(a_1="good", a_2="good", b_1="absent", b_2="no-such-level"), (50, 50, 75, 50)),
    ],
)
def test_range_of_answers(answers: Answers, expected: tuple[Any, ...]) -> None:
    score = score_framework(framework(FOUR), answers)

    assert figures(score) == expected


def test_unequal_weights_of_criteria_and_components() -> None:
    made = framework({"a.1": {"weight": 3}, "a.2": {}, "b.1": {}}, weights={"a": 1, "b": 4})

    score = score_framework(made, said(a_1="good", a_2="absent", b_1="partial"))

    assert [float(each.range.value or 0) for each in score.components] == [75, 50]
    assert figures(score) == (55, 55, 55, 55)


def test_mean_of_criteria_differs_from_mean_of_components() -> None:
    criteria: Mapping[str, Mapping[str, Any]] = {"a.1": {}, "a.2": {}, "a.3": {}, "b.1": {}}
    answers = said(a_1="good", a_2="good", a_3="good", b_1="absent")

    by_component = score_framework(framework(criteria), answers)
    by_criterion = score_framework(framework(criteria, of="criteria"), answers)

    assert (by_component.range.value, by_criterion.range.value) == (50, 75)


def test_scale_may_have_unequal_steps_and_cross_zero() -> None:
    signed = {name: {"value": value, "label": name} for name, value in {"minus": -2, "none": 0, "plus": "0.5"}.items()}
    made = framework({"a.1": {}, "a.2": {}}, scales={"signed": signed})

    score = score_framework(made, said(a_1="none", a_2="plus"))

    assert [each.value for each in score.criteria] == [80, 100]
    assert figures(score) == (90, 90, 90, 90)


def test_order_of_levels_in_the_file_does_not_matter() -> None:
    upside_down = dict(reversed(PRESENCE.items()))
    answers = said(a_1="good", a_2="partial", b_1="absent", b_2="absent")

    scores = [score_framework(framework(FOUR, scales={"s": scale}), answers) for scale in (PRESENCE, upside_down)]

    assert figures(scores[0]) == figures(scores[1])
    assert scores[0].gates == scores[1].gates


def test_not_applicable_drops_out_and_is_counted() -> None:
    score = score_framework(framework(FOUR), {**said(a_1="good", b_1="absent", b_2="absent"), "a.2": NOT_APPLICABLE})

    assert figures(score) == (50, 50, 50, 50)
    assert (score.answered, score.applicable, score.not_applicable) == (3, 3, 1)


def test_component_in_which_nothing_applies_drops_out() -> None:
    score = score_framework(
        framework(FOUR), {**said(a_1="good", a_2="good"), "b.1": NOT_APPLICABLE, "b.2": NOT_APPLICABLE}
    )

    assert figures(score) == (100, 100, 100, 100)
    assert score.components[1].applicable == 0


def test_nothing_applies_at_all() -> None:
    score = score_framework(framework({"a.1": {}}), {"a.1": NOT_APPLICABLE})

    assert (score.range, score.figure.says, score.coverage) == (None, "nothing applies", 0)


def test_not_applicable_with_a_level_is_not_applicable() -> None:
    score = score_framework(framework({"a.1": {}}), {"a.1": Answer(level="good", na="Not here")})

    assert score.criteria[0].state is AnswerState.NOT_APPLICABLE


@pytest.mark.parametrize(("bar", "shown"), [("0.75", True), ("0.76", False), ("0", True), ("1", False)])
def test_value_is_shown_only_where_coverage_reaches_the_bar(bar: str, *, shown: bool) -> None:
    made = framework(FOUR, **{"answered-at-least": bar})

    score = score_framework(made, said(a_1="good", a_2="good", b_1="absent"))

    assert score.coverage == Decimal("0.75")
    assert (score.range.value is not None, score.range.verified is not None) == (shown, shown)


def test_no_value_without_an_answer_whatever_the_bar() -> None:
    score = score_framework(framework(FOUR, **{"answered-at-least": 0}), said())

    assert score.range.value is None


def test_contradicted_claim_counts_as_the_level_below_what_satisfies() -> None:
    made = framework({"a.1": {}, "a.2": {"at-least": "partial"}})
    answers = said(a_1="good", a_2="good")

    score = score_framework(made, answers, contradicted={"a.1": ("sponsor-missing",), "a.2": ("sponsor-missing",)})

    assert (score.range.value, score.range.verified) == (100, 25)
    assert [each.verified for each in score.criteria] == [False, False]


def test_contradiction_of_what_is_not_claimed_changes_nothing() -> None:
    score = score_framework(framework({"a.1": {}}), said(a_1="partial"), contradicted={"a.1": ("sponsor-missing",)})

    assert (score.range.value, score.range.verified) == (50, 50)
    assert (score.criteria[0].claimed, score.criteria[0].verified) == (False, None)


GATED: Mapping[str, Mapping[str, Any]] = {
    "a.must": {"gate": "launch", "need": "must", "at-least": "partial"},
    "a.should": {"gate": "launch", "need": "should"},
    "a.other": {"need": "must"},
}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(level="good"), None),
        (Answer(level="partial"), None),
        (Answer(level="absent"), "answered absent"),
        (Answer(level="unknown"), "answered as unknown"),
        (Answer(level="no-such-level"), "answered with something that could not be read"),
        (Answer(), "not answered yet"),
        (None, "not answered yet"),
        (NOT_APPLICABLE, "set aside as not applicable, which a must-have cannot be"),
    ],
)
def test_gate_is_opened_by_its_must_haves_alone(answer: Answer | None, why: str | None) -> None:
    answers = {} if answer is None else {"a.must": answer}

    (gate,) = score_framework(framework(GATED), answers).gates

    assert (gate.open, gate.musts) == (why is None, 1)
    assert [(each.criterion, each.needs, each.why) for each in gate.blockers] == (
        [] if why is None else [("a.must", "partial", why)]
    )


def test_contradicted_claim_holds_its_gate_shut() -> None:
    (gate,) = score_framework(
        framework(GATED), {"a.must": Answer(level="good")}, contradicted={"a.must": ("sponsor-missing",)}
    ).gates

    assert not gate.open
    assert "sponsor-missing" in gate.blockers[0].why


def test_answer_to_what_is_not_in_the_framework_is_parked() -> None:
    score = score_framework(framework({"a.1": {}}), said(a_1="good", a_gone="absent"))

    assert score.parked == ("a.gone",)
    assert score.range.value == 100


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (Fraction(1, 20), "0.1"),
        (Fraction(49, 1000), "0.0"),
        (Fraction(200, 3), "66.7"),
        (Fraction(100, 3), "33.3"),
        (Fraction(1245, 100), "12.5"),
        (Fraction(1235, 100), "12.4"),
        (Fraction(100), "100.0"),
        (Fraction(0), "0.0"),
    ],
)
def test_halves_are_rounded_up(exact: Fraction, shown: str) -> None:
    assert str(percent(exact)) == shown


def test_share_of_nothing_is_nothing() -> None:
    assert (share(0, 0), share(1, 3), share(1, 2000)) == (0, Decimal("0.333"), Decimal("0.001"))


# ---- properties ------------------------------------------------------------------------------------------------------

LEVELS = ["absent", "partial", "good"]
SETTINGS = st.fixed_dictionaries(
    {"of": st.sampled_from(["components", "criteria"]), "answered-at-least": st.sampled_from(["0", "0.5", "0.6", "1"])}
)
weights = st.decimals("0.1", 20, places=1).map(str)
criterion = st.fixed_dictionaries(
    {"weight": weights, "at-least": st.sampled_from(LEVELS), "need": st.sampled_from([each.value for each in Need])},
    optional={"gate": st.just("launch")},
)
ids = st.builds("{}.{}".format, st.sampled_from("abc"), st.integers(1, 4))
specs = st.fixed_dictionaries(
    {
        "criteria": st.dictionaries(ids, criterion, min_size=1, max_size=8),
        "weights": st.fixed_dictionaries(dict.fromkeys("abc", weights)),
        "scoring": SETTINGS,
        "values": st.lists(st.integers(-5, 10), min_size=3, max_size=3, unique=True).map(sorted),
    }
)
answer_of = st.sampled_from([*LEVELS, "unknown", "na", ""]).map(
    lambda word: NOT_APPLICABLE if word == "na" else Answer(level=word or None)
)


def made_of(spec: dict[str, Any], *, factor: int = 1, reverse: bool = False) -> Framework:
    scale = {level: {"value": value, "label": level} for level, value in zip(LEVELS, spec["values"], strict=True)}
    criteria = {
        name: {**each, "weight": str(Decimal(each["weight"]) * factor)} for name, each in spec["criteria"].items()
    }
    component_weights = {name: str(Decimal(each) * factor) for name, each in spec["weights"].items()}
    ordered = dict(reversed(criteria.items())) if reverse else criteria
    return framework(ordered, scales={"s": scale}, weights=component_weights, **spec["scoring"])


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], Answers]:
    spec = draw(specs)
    return spec, {name: draw(answer_of) for name in spec["criteria"]}


@given(cases())
def test_low_value_and_high_stand_in_order(case: tuple[dict[str, Any], Answers]) -> None:
    spec, answers = case

    score = score_framework(made_of(spec), answers)

    for each in filter(None, (score.range, *(component.range for component in score.components))):
        steps = [Decimal(0), each.low, *([] if each.value is None else [each.value]), each.high, Decimal(100)]
        assert all(one <= other for one, other in pairwise(steps))


@given(cases(), st.data())
def test_answering_what_is_open_never_widens_the_range(
    case: tuple[dict[str, Any], Answers], data: st.DataObject
) -> None:
    spec, answers = case
    made = made_of(spec)
    before = score_framework(made, answers)
    still_open = [each.id for each in before.criteria if each.state in {AnswerState.NOT_ASKED, AnswerState.UNKNOWN}]
    if not still_open:
        return
    name, level = data.draw(st.sampled_from(still_open)), data.draw(st.sampled_from(LEVELS))

    after = score_framework(made, {**answers, name: Answer(level=level)})

    assert before.range.low <= after.range.low <= after.range.high <= before.range.high
    assert after.coverage > before.coverage


@given(cases(), st.integers(2, 1000))
def test_scaling_all_weights_changes_nothing(case: tuple[dict[str, Any], Answers], factor: int) -> None:
    spec, answers = case

    one, other = (score_framework(made_of(spec, factor=each), answers) for each in (1, factor))

    assert one.range == other.range
    assert [each.range for each in one.components] == [each.range for each in other.components]


@given(cases())
def test_order_of_criteria_changes_nothing(case: tuple[dict[str, Any], Answers]) -> None:
    spec, answers = case

    one, other = (score_framework(made_of(spec, reverse=each), answers) for each in (False, True))

    assert one.range == other.range
    assert one.coverage == other.coverage
    assert {each.id: each.range for each in one.components} == {each.id: each.range for each in other.components}
    assert set(one.gates[0].blockers) == set(other.gates[0].blockers)


@given(cases())
def test_not_applicable_and_unknown_never_open_a_gate(case: tuple[dict[str, Any], Answers]) -> None:
    spec, answers = case
    made = made_of(spec)

    (gate,) = score_framework(made, answers).gates

    musts = [name for name, each in spec["criteria"].items() if each.get("gate") and each["need"] == "must"]
    short = {
        name for name in musts if (answers[name].level not in LEVELS or answers[name].na) or _below(spec, answers, name)
    }
    assert {each.criterion for each in gate.blockers} == short
    assert gate.open == (not short)


def _below(spec: dict[str, Any], answers: Answers, name: str) -> bool:
    return LEVELS.index(str(answers[name].level)) < LEVELS.index(spec["criteria"][name]["at-least"])


@given(cases(), st.data())
def test_verified_is_never_above_value(case: tuple[dict[str, Any], Answers], data: st.DataObject) -> None:
    spec, answers = case
    names = data.draw(st.sets(st.sampled_from(sorted(answers))))

    score = score_framework(made_of(spec), answers, contradicted=dict.fromkeys(names, ("some-rule",)))

    if score.range is None:
        return  # nothing applies
    assert (score.range.value is None) == (score.range.verified is None)
    if score.range.value is not None and score.range.verified is not None:
        assert score.range.verified <= score.range.value


@given(cases())
def test_criterion_is_claimed_exactly_from_its_satisfying_level_on(case: tuple[dict[str, Any], Answers]) -> None:
    spec, answers = case
    made = made_of(spec)

    score = score_framework(made, answers)

    for each in score.criteria:
        needed = questions_by_id(made)[each.id].enough
        assert needed == spec["criteria"][each.id]["at-least"]
        assert each.claimed == (
            each.state is AnswerState.ANSWERED and LEVELS.index(str(each.level)) >= LEVELS.index(needed)
        )

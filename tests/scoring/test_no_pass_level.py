"""A scale that knows no answer that is enough: nothing on it is met, or falls short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import framework_of, scored
from pydantic import ValidationError

from spreadkit.comparing.concept_profile import profile_by_concept
from spreadkit.framework.question import questions_by_id
from spreadkit.model.framework import LevelScale
from spreadkit.model.plan import Answer

LEVELS = "{enough: none, no: {value: 0, label: No}, partly: {value: 1, label: Partly}, yes: {value: 2, label: Yes}}"
NUMBERS = "{answer: number, from: 1, to: 7, enough: none}"


def asked(scale: str, keys: str = "") -> str:
    return f"scales: {{s: {scale}}}\ncomponents: {{a: {{criteria: {{a.one: {{scale: s{keys}}}}}}}}}\n"


@pytest.mark.parametrize(("scale", "levels"), [(LEVELS, ["no", "partly", "yes"]), (NUMBERS, ["1", "4", "7"])])
def test_no_answer_on_it_is_met_and_none_falls_short(scale: str, levels: list[str]) -> None:
    made = framework_of(asked(scale))
    question = questions_by_id(made)["a.one"]

    assert question.enough is None
    for level in levels:
        assert question.fits(level)
        assert not question.satisfies(level)
        assert not question.falls_short(Answer(level=level))
        (criterion,) = scored(made, f"{{a.one: '{level}'}}").criteria
        assert (criterion.claimed, criterion.verified, criterion.enough) == (False, None, None)


@given(level=st.sampled_from(["no", "partly", "yes"]), reverse=st.booleans())
def test_it_scores_as_the_same_scale_that_knows_enough(*, level: str, reverse: bool) -> None:
    keys = f", reverse: {'yes' if reverse else 'no'}"
    here, there = (framework_of(asked(scale, keys)) for scale in (LEVELS, LEVELS.replace("enough: none, ", "")))

    assert scored(here, f"{{a.one: {level}}}").figure == scored(there, f"{{a.one: {level}}}").figure


def test_a_criterion_may_state_an_answer_of_its_own_that_is_enough() -> None:
    question = questions_by_id(framework_of(asked(NUMBERS, ", at-least: 5")))["a.one"]

    assert (question.satisfies("5"), question.satisfies("4")) == (True, False)


def test_the_scale_keeps_its_levels_and_nothing_else() -> None:
    scale = framework_of(asked(LEVELS)).scales["s"]

    assert isinstance(scale, LevelScale)
    assert not scale.knows_enough
    assert list(scale) == ["no", "partly", "yes"]


def test_a_level_may_be_called_enough() -> None:
    made = framework_of(asked("{few: {value: 0, label: Few}, enough: {value: 1, label: Enough}}"))

    assert questions_by_id(made)["a.one"].satisfies("enough")


def test_another_word_is_refused_with_a_way_out() -> None:
    with pytest.raises(ValidationError, match='write "enough: none", or "at-least" at the criterion'):
        framework_of(asked(LEVELS.replace("none", "partly")))


def test_sites_that_answer_on_it_are_told_by_level() -> None:
    made = framework_of(asked(LEVELS, ", per-site: {roll-up: mean}"))

    (criterion,) = scored(made, "{a.one: {sites: {n: yes, s: no, e: yes}}}", sites=("n", "s", "e", "w")).criteria

    assert criterion.says == "3 of 4 sites answered it: 1 No and 2 Yes, 1 not answered"
    assert not criterion.claimed


def test_it_is_on_no_line_of_the_profile_by_what_is_satisfied() -> None:
    made = framework_of(
        "components: {a: {criteria: {a.one: , a.two: {scale: s}}}}\n"
        f"scales: {{p: {{no: {{value: 0, label: N}}, yes: {{value: 1, label: Y}}}}, s: {NUMBERS}}}"
    )

    ((share,),) = (line.shares for line in profile_by_concept([(made, scored(made, "{a.one: yes, a.two: '3'}"))], {}))

    assert (share.satisfied, share.applicable) == (1, 1)

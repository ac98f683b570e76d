"""The words of the built-in criteria: one question each, and levels that two people would tell apart alike."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from spreadkit.framework.question import Question, questions_of
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Basis, Framework
from spreadkit.reading.shipped import builtin_frameworks

REWORDED = ("ihi-spread", "ihi-scale-up")
"""The frameworks whose criteria were gone through for double questions, gaps and long conjunctions."""

MOST_WORDS = 32
"""How long the best level may be: what takes more is several questions, or belongs into prompts."""

CHECKED_SEPARATELY = {"data-system.data-quality"}
"""Where figures of a source make the best level longer."""

BUILT_IN = sorted(path for path in builtin_frameworks().glob("*.yaml") if path.stem not in {"concepts", "signposts"})


def framework_of(name: str) -> Framework:
    framework = load_framework(builtin_frameworks() / f"{name}.yaml").framework
    assert framework is not None
    return framework


def reworded() -> Iterator[Question]:
    for name in REWORDED:
        yield from questions_of(framework_of(name))


def best_level(question: Question) -> str:
    return question.criterion.levels.get(question.worst_to_best[-1], "")


def test_every_criterion_asks_one_question_and_describes_every_level() -> None:
    for question in reworded():
        assert question.ask.count("?") == 1, question.id
        assert question.ask.endswith("?"), question.id
        assert {*question.criterion.levels} == {*question.levels}, question.id
        assert all(prompt.endswith("?") for prompt in question.criterion.prompts), question.id


def test_best_level_is_short_and_one_sentence() -> None:
    for question in reworded():
        best = best_level(question)
        assert len(best.split()) <= MOST_WORDS or question.id in CHECKED_SEPARATELY, (question.id, best)
        assert len(re.findall(r"[.!?](?:\s|$)", best)) == 1, (question.id, best)


def test_two_levels_of_a_criterion_never_say_the_same() -> None:
    for question in reworded():
        words = [text.casefold() for text in question.criterion.levels.values()]
        assert len(words) == len(set(words)), question.id


def test_no_unnamed_person_acts() -> None:
    for question in reworded():
        criterion = question.criterion
        texts = [criterion.ask, *criterion.levels.values(), *criterion.prompts]
        found = [
            text for text in texts if re.search(r"\b(nobody|somebody|everybody|whoever|mend\w*)\b", text, re.IGNORECASE)
        ]
        assert found == [], question.id


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_levels_say_on_what_they_rest_where_the_question_rests_on_something_else(path: Path) -> None:
    for question in questions_of(framework_of(path.stem)):
        criterion = question.criterion
        assert (criterion.levels_basis is None) == (criterion.basis is Basis.JUDGEMENT), question.id


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_what_is_called_sourced_names_no_source_that_nobody_has_seen(path: Path) -> None:
    framework = framework_of(path.stem)

    unseen = {name for name, source in framework.sources.items() if source.seen == "no"}
    for question in questions_of(framework):
        assert question.criterion.basis is not Basis.SOURCED or not unseen & {*question.criterion.sources}, question.id


@pytest.mark.parametrize(
    ("name", "criteria"),
    [
        ("ihi-spread", ("set-up.gap-to-best", "set-up.excellence-found")),
        ("ihi-scale-up", ("set-up.impact-predicted", "set-up.package-drafted", "scalable-unit.smallest-unit")),
    ],
)
def test_what_only_the_article_says_is_asked_and_named_as_such(name: str, criteria: tuple[str, ...]) -> None:
    framework = framework_of(name)
    article = next(key for key, source in framework.sources.items() if "18 August 2021" in source.cite)

    for criterion in criteria:
        assert article in framework.criteria[criterion].sources
        assert "article" in (framework.criteria[criterion].note or "")


@pytest.mark.parametrize("name", REWORDED)
@pytest.mark.parametrize("concept", ["likely-adopters", "early-help"])
def test_likely_adopters_and_early_help_are_asked_once_in_each(name: str, concept: str) -> None:
    asked = [question.id for question in questions_of(framework_of(name)) if question.criterion.concept == concept]

    assert len(asked) == 1


def test_steps_between_numbers_of_units_leave_no_gap_and_no_overlap() -> None:
    levels = framework_of("ihi-scale-up").criteria["test-of-scale-up.enough-units"].levels

    assert "At least 3 and at most 6" in levels["good"]
    assert "More than 1 and fewer than 3 times, or more than 6 and at most 10" in levels["partial"]
    assert "No more units than before, more than 10" in levels["absent"]

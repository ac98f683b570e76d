"""The page about forecasts shows what is found in the records that are kept, and its words are so."""

import json
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "benchmarks"))

import coverage_of_forecasts as coverage  # noqa: E402 - benchmarks/ is not a package

PAGE = coverage.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def asked() -> list[coverage.Question]:
    return list(coverage.questions(coverage.spreads()))


def misses(asked: list[coverage.Question]) -> tuple[float, float]:
    """The shares of the truths that lay below, and above."""
    answered = [question for question in asked if question.span is not None]
    below, above = (sum(question.misses == where for question in answered) for where in (-1, 1))
    return below / len(answered), above / len(answered)


def test_tables_on_the_page_are_fresh(asked: list[coverage.Question]) -> None:
    made = coverage.page_with(PAGE, coverage.figures(asked))

    assert made == PAGE, "run: python benchmarks/coverage_of_forecasts.py --write"


def test_at_take_off_misses_lie_above(asked: list[coverage.Question]) -> None:
    below, above = misses([question for question in asked if question.share <= 0.25])

    assert above > 2 * below


def test_after_a_leap_misses_lie_below(asked: list[coverage.Question]) -> None:
    after = [question for question in asked if coverage.leap_of(question.record)]
    below, above = misses(after)

    assert below > 2 * above
    assert below > misses(asked)[0]


def test_farther_ahead_there_are_more_misses_on_both_sides(asked: list[coverage.Question]) -> None:
    near, far = (
        misses([question for question in asked if least < question.ahead <= most])
        for least, most in ((0, 0.25), (1, 1.5))
    )

    assert all(few < many for few, many in zip(near, far, strict=True))


def test_figures_in_the_words_of_the_page_are_those_of_its_tables(asked: list[coverage.Question]) -> None:
    small = [question for question in asked if question.record.eligible <= 16 and question.span]
    width = sum(question.width for question in small) / len(small)
    came_far = [
        question
        for question in asked
        if question.share <= 0.25 and question.spread.counts[-1] > 0.9 * question.spread.eligible
    ]

    assert f"Up to 16 sites it is {width:.0%} of those left".replace("%", " %") in PAGE
    said = f"{misses(came_far)[1]:.0%} above for those that came to more than nine tenths".replace("%", " %")
    assert said in PAGE.replace("\n", " ")


def test_records_have_a_source_that_the_page_beside_them_names() -> None:
    records = json.loads(coverage.RECORDS.read_text(encoding="utf-8"))
    beside = (coverage.RECORDS.parent / "README.md").read_text(encoding="utf-8")

    for source in {record["source"] for record in records}:
        number = sum(record["source"] == source for record in records)
        (row,) = (line for line in beside.splitlines() if line.startswith(f"| `{source}` |"))
        assert f"| {number} |" in row
    assert f"holds {len(records)} records" in beside

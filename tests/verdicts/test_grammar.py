"""Values, days, names and lists, one by one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from spreadkit.verdicts.grammar import CLOSE, OPEN, Language, digits_apart, in_digits, plain
from spreadkit.verdicts.sentence import DayField, NameList, PlanWords, sentence

LANGUAGE = Language(date(2026, 6, 30))


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [("2.25", 1, "2.3"), ("-2.25", 1, "-2.3"), ("1331", 0, "1,331"), ("4.994", 1, "5.0"), ("1/3", 3, "0.333")],
)
def test_a_value_is_rounded_half_away_from_zero(value: str, digits: int, text: str) -> None:
    assert in_digits(Fraction(value), digits) == text


@pytest.mark.parametrize(
    ("one", "other", "digits"), [("2.7", "2.5", 1), ("2.54", "2.5", 2), ("2.5", "2.5", 1), ("2.5001", "2.5", 3)]
)
def test_values_have_the_digits_that_tell_them_apart(one: str, other: str, digits: int) -> None:
    assert digits_apart(Fraction(one), Decimal(other)) == digits


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 7, 31), "It ended on 31 July."),
        (date(2025, 9, 4), "It ended on 4 September."),
        (date(2025, 9, 3), "It ended on 3 September 2025."),
        (date(2027, 4, 26), "It ended on 26 April 2027."),
    ],
)
def test_a_day_has_its_year_from_three_hundred_days_away(day: date, text: str) -> None:
    assert LANGUAGE.text(sentence("T.ended", ended=DayField(day))) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("A", "A declined."),
        ("AB", "A and B declined."),
        ("ABCD", "A, B, C and D declined."),
        ("ABCDE", "A, B, C and 2 more declined."),
    ],
)
def test_a_list_names_four_at_most(names: str, text: str) -> None:
    assert plain(LANGUAGE.text(sentence("S.declined", names=NameList(tuple(names))))) == text


def test_the_plans_words_are_isolated_and_cannot_turn_ours() -> None:
    said = LANGUAGE.text(sentence("N.own", what=PlanWords("late\u202e  meals\u2069\ngot worse.")))

    assert said == f"{OPEN}Late meals got worse.{CLOSE}"


def test_a_field_in_the_plans_words_stays_text() -> None:
    assert plain(LANGUAGE.text(sentence("N.own", what=PlanWords("{names!r}")))) == "{names!r}."

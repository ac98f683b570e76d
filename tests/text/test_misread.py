"""Numbers, shares and days as people write them: what is meant is named, and nothing is guessed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from spreadkit.loading.number_style import plain_numbers
from spreadkit.model.base import read_date, read_number, read_share
from spreadkit.model.day_texts import form_of

NUMBERS = {
    "48%": "has a percent sign; write the number alone: 48",
    "71,5 %": "has a percent sign; write the number alone: 71.5",
    "25*": "has a mark behind the number; write 25, and the note elsewhere",
    "25 †": "has a mark behind the number; write 25, and the note elsewhere",
    "12 (p)": "has a mark behind the number; write 12, and the note elsewhere",
    "<5": "is a limit, not a number; leave it empty, which counts as missing",
    "≤ 10": "is a limit, not a number; leave it empty, which counts as missing",
    "1,300": "can be read as 1300 and as 1.3; write the number without a comma",
    "1,300.5": "has commas for thousands; write 1300.5",
    "1,300,000": "has commas for thousands; write 1300000",
    "1.250,5": "has a comma; write decimals with a point: 1250.5",
    "6,1": "has a comma; write decimals with a point: 6.1",
    "0,300": "has a comma; write decimals with a point: 0.300",
    "1 300": "has blanks between its digits; write 1300",
    "1'300": "has blanks between its digits; write 1300",
    "\N{MINUS SIGN}5": "begins with a dash; write a minus: -5",
    "12 days": "has more than a number; write 12 alone",
    "£12": "has more than a number; write 12 alone",
    "“5”": "has quotes of a word processor; write 5 alone",
    "n/a": "is not a number; leave it empty where there is none",
    "-": "is not a number; leave it empty where there is none",
    "soon": "is not a number; write digits with a point for decimals, such as 4.5",
}
SHARES = {
    "48%": '"48%" is a percentage; write the share of one whole: 0.48',
    "7.5 percent": '"7.5 percent" is a percentage; write the share of one whole: 0.075',
    "60": '"60" is not from 0 to 1; write the share of one whole: 0.6 for 60 percent',
    "1.5": '"1.5" is not from 0 to 1; write the share of one whole',
    "-0.1": '"-0.1" is not from 0 to 1; write the share of one whole',
    "half a day a week": (
        '"half a day a week" is not a share; write a number from 0 to 1, such as 0.1 for half a day a week'
    ),
    "2 days": '"2 days" is not a share; write a number from 0 to 1, such as 0.1 for half a day a week',
}
DAYS = {
    "15/03/2026": ": it looks like day, month, year; write 2026-03-15",
    "15.03.26": ": it looks like day, month, year; write 2026-03-15",
    "03/15/2026": ": it looks like month, day, year; write 2026-03-15",
    "46054": ": it is a spreadsheet's number for a day; write 2026-02-01",
    "2026-03-01 09:30": ": it has a time of day, but a day is the finest step; write 2026-03-01",
    "12. März 2026": ": it has the month in words; write 2026-03-12",
    "1 janvier 2024": ": it has the month in words; write 2024-01-01",
    "15 de marzo de 2026": ": it has the month in words; write 2026-03-15",
    "Mar-26": ": it names no day; the first of the month will do; write 2026-03-01",
    "2026-03": ": it names no day; the first of the month will do; write 2026-03-01",
    "2026/3/1": ": year, month and day need dashes and two digits; write 2026-03-01",
    "Q2 2026": ": it names a quarter; its first day will do; write 2026-04-01",
    "2026-W12": ": it names a week; its Monday will do; write 2026-03-16",
    "2026": ": it names only a year; its first day will do; write 2026-01-01",
    "soon": "; write year-month-day, such as 2026-03-31",
}


@pytest.mark.parametrize(("text", "says"), NUMBERS.items())
def test_a_text_that_is_no_number_is_told_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        read_number(text)

    assert str(error.value) == f'"{text}" {says}'


@pytest.mark.parametrize(("text", "says"), SHARES.items())
def test_a_text_that_is_no_share_is_told_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        read_share(text)

    assert str(error.value) == says


@pytest.mark.parametrize(("text", "says"), DAYS.items())
def test_a_text_that_is_no_day_is_told_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        read_date(text)

    assert str(error.value) == f'"{text}" is not a date{says}'


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u2060"])
def test_a_sign_that_cannot_be_seen_is_named(sign: str) -> None:
    for read, text in ((read_number, f"5{sign}"), (read_date, f"2026-03-{sign}01")):
        with pytest.raises(ValueError, match=f"cannot be seen .*U\\+{ord(sign):04X}"):
            read(text)


@pytest.mark.parametrize("text", ["2026-03-01 00:00:00", "2026-03-01T00:00", "2026-03-01T00:00:00.000Z"])
def test_midnight_is_the_day(text: str) -> None:
    assert read_date(text).isoformat() == "2026-03-01"


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["01-02-2024", "13-02-2024"], "it looks like day, month, year"),
        (["01-02-2024", "02-13-2024"], "it looks like month, day, year"),
        (["01-02-2024", "13-02-2024", "02-13-2024"], "in some the day stands first, in others the month"),
        (["01-01-2024", "01-02-2024", "01-03-2024"], "it looks like day, month, year"),
        (["01/01/2024", "02/01/2024", "03/01/2024"], "it looks like month, day, year"),
        (["01-02-2024", "03-04-2024"], "it can be day, month, year or month, day, year"),
    ],
)
def test_a_column_tells_which_of_its_numbers_is_the_day(texts: list[str], says: str) -> None:
    assert form_of(texts).says == says


@pytest.mark.parametrize(
    ("separator", "cells", "plain"),
    [
        (";", ["71,5", "1.250,5", "1.250", "3"], ["71.5", "1250.5", "1250", "3"]),
        (";", ["1,300"], ["1.300"]),
        (";", ["1,300.5", "1,300"], ["1300.5", "1300"]),
        (";", ["1.300", "2.100"], ["1.300 ?", "2.100 ?"]),
        (";", ["1.300", "2.15"], ["1.300", "2.15"]),
        (",", ["1,300", "900", ""], ["1300", "900", ""]),
        (",", ["6,1", "1,300"], ["6,1", "1,300"]),
        (",", ["1.300"], ["1.300"]),
        ("\t", ["1,300"], ["1,300"]),
        (",", ["1 300", "1\u202f300"], ["1300", "1300"]),
        (",", ["a,b", "25*"], ["a,b", "25*"]),
    ],
)
def test_numbers_of_a_table_are_read_by_its_separator(separator: str, cells: list[str], plain: list[str]) -> None:
    assert list(plain_numbers([cells], separator)[0]) == plain


def test_decimal_commas_in_one_column_tell_what_a_point_is_in_another() -> None:
    assert [list(cells) for cells in plain_numbers([["71,5"], ["1.300"]], ";")] == [["71.5"], ["1300"]]


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_what_a_spreadsheet_writes_in_denmark_and_in_london_is_the_same_number(whole: int, part: int) -> None:
    english = f"{whole:,}.{part:02}"
    danish = english.translate(str.maketrans(",.", ".,"))

    assert list(plain_numbers([[danish]], ";")[0]) == [f"{whole}.{part:02}"]
    assert read_number(plain_numbers([[english, "1,300.5"]], ",")[0][0]) == read_number(f"{whole}.{part:02}")

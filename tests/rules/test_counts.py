"""Counts in the words of levels: what is left out or shared is found, whichever way it is said."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.rules._counts import CountFault, count_faults

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def said(number: int, *, in_words: bool) -> str:
    return WORDS[number] if in_words and number < len(WORDS) else str(number)


@st.composite
def parted(draw: st.DrawFn) -> list[tuple[int, int | None]]:
    """Ranges that hold every number from 0 on, each once: the first and the last number of each, None for no end."""
    starts = [0, *sorted(draw(st.sets(st.integers(2, 90), min_size=1, max_size=4)))]
    return [*((low, high - 1) for low, high in pairwise(starts)), (starts[-1], None)]


def in_a_sentence(draw: st.DrawFn, low: int, high: int | None) -> str:
    in_words = draw(st.booleans())
    first = said(low, in_words=in_words)
    if high is None:
        forms = [
            f"at least {first} wards",
            f"{first} or more wards",
            f"more than {said(low - 1, in_words=in_words)} wards",
        ]
    elif low == 0:
        forms = [
            f"fewer than {said(high + 1, in_words=in_words)} wards",
            f"at most {said(high, in_words=in_words)} wards",
        ]
    elif low == high:
        forms = [f"only {first} wards", f"exactly {first} wards"]
    else:
        last = said(high, in_words=in_words)
        forms = [f"{first} to {last} wards", f"between {first} and {last} wards"]
    return f"The change works in {draw(st.sampled_from(forms))} for now."


@given(st.data(), parted())
def test_levels_that_hold_every_number_once_have_no_fault(
    data: st.DataObject, ranges: list[tuple[int, int | None]]
) -> None:
    levels = {f"l{low}": data.draw(st.composite(in_a_sentence)(low, high)) for low, high in ranges}

    assert list(count_faults(levels)) == []


@given(st.data(), parted(), st.integers(1, 9))
def test_a_gap_is_found_at_its_first_number(
    data: st.DataObject, ranges: list[tuple[int, int | None]], wide: int
) -> None:
    at = data.draw(st.integers(1, len(ranges) - 1))
    moved = [
        (low + wide * (index >= at), None if high is None else high + wide * (index >= at))
        for index, (low, high) in enumerate(ranges)
    ]
    levels = {f"l{low}": data.draw(st.composite(in_a_sentence)(low, high)) for low, high in moved}

    assert list(count_faults(levels)) == [CountFault(ranges[at][0], "wards")]


@given(st.data(), parted())
def test_a_number_in_two_levels_is_found(data: st.DataObject, ranges: list[tuple[int, int | None]]) -> None:
    at = data.draw(st.integers(0, len(ranges) - 2))
    moved = [(low, high + 1 if index == at and high is not None else high) for index, (low, high) in enumerate(ranges)]
    low, high = ranges[at + 1]
    levels = {f"l{low}": data.draw(st.composite(in_a_sentence)(low, high)) for low, high in moved}

    found = list(count_faults(levels))

    if low == high:  # then one level holds all that the other does
        assert found == []
    else:
        assert found == [CountFault(low, "wards", (f"l{ranges[at][0]}", f"l{low}"))]


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ({"good": "3 to 10 measures, at least one of them of a result", "low": "fewer than 3 or more than 10"}, []),
        ({"good": "3 to 10 measures, or up to 15 for a reason", "low": "fewer than 3 or more than 15 measures"}, []),
        ({"good": "5 times as many; 3 to 6 times is near enough", "low": "6 to 10 times for a reason"}, [6, 11]),
        ({"good": "At 80% of sites or above", "low": "60% to 80%"}, []),
        ({"good": "80 to 100 percent", "low": "under 80 percent"}, []),
        ({"good": "3 to 10 measures", "low": "fewer than 3 measures"}, [11]),
        ({"good": "Two or more settings, with data", "low": "Two or more settings, without data"}, []),
        ({"good": "3 to 6 times", "mid": "More than 1 and fewer than 3 times, or more than 6 times"}, []),
        ({"good": "At least 3 and at most 6 times as many", "low": "more than 7 times as many"}, [7]),
        ({"good": "One result is named", "mid": "Two or three results", "low": "More results, or none"}, []),
        ({"mid": "It has one to three of the four dates", "low": "There is one date for all"}, []),
        ({"good": "One of the four is named", "low": "None is named"}, []),
    ],
)
def test_wording_as_people_use_it(levels: dict[str, str], found: list[int]) -> None:
    assert [fault.number for fault in count_faults(levels)] == found

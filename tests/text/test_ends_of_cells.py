"""The end of a cell is found in long lines, too, and of many headings that are wrong alike only some are named."""

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.reading.tables import _end_of_cell, parse_table


def walked(text: str, column: int, separator: str, *, opens: bool, quoted: bool) -> tuple[int, bool]:
    """Go through a line sign by sign."""
    while column < len(text) and (quoted or text[column] != separator):
        quoted ^= opens and text[column] == '"'
        column += 1
    return column, quoted


@given(text=st.text('",;ab'), at=st.integers(0, 12), separator=st.sampled_from(",;"), state=st.sampled_from(range(3)))
def test_a_cell_ends_where_a_walk_along_it_ends(text: str, at: int, separator: str, state: int) -> None:
    column, opens, quoted = min(at, len(text)), state > 0, state > 1

    found = _end_of_cell(text, column, separator, opens=opens, quoted=quoted)

    assert found == walked(text, column, separator, opens=opens, quoted=quoted)


def test_of_many_headings_that_stand_twice_some_are_named() -> None:
    table = parse_table(",".join(["x" * 1000, *["date"] * 300]).encode() + b"\n", "long.csv")

    assert [problem.location.line for problem in table.problems] == [1] * 10

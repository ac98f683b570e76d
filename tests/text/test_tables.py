"""CSV tables: what is read, what is told of, and where every cell stands."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.reading.tables import (
    MAX_TABLE_BYTES,
    MAX_TABLE_PROBLEMS,
    CsvTable,
    parse_table,
    read_table,
    require_columns,
)

MISFIT = "table-does-not-fit"
FILE = "unreadable-file"

Rows = list[dict[str, str]]


class Case(NamedTuple):
    name: str
    text: str | bytes
    rows: Rows
    separator: str = ","


ONE_ROW = [{"id": "a", "name": "b"}]

CLEAN = [
    Case("commas", "id,name\na,b\n", ONE_ROW),
    Case("semicolons", "id;name\na;b\n", ONE_ROW, ";"),
    Case("tabs", "id\tname\na\tb\n", ONE_ROW, "\t"),
    Case("a byte-order mark", b"\xef\xbb\xbfid,name\na,b\n", ONE_ROW),
    Case("CRLF", "id,name\r\na,b\r\n", ONE_ROW),
    Case("lone CR", "id,name\ra,b\r", ONE_ROW),
    Case("no line end at the end", "id,name\na,b", ONE_ROW),
    Case("a heading only", "id,name\n", []),
    Case("one column", "id\na\n", [{"id": "a"}]),
    Case("blank lines", "id,name\n\na,b\n\n\n", ONE_ROW),
    Case("rows of separators and spaces only", "id,name\n,\na,b\n , \n,,,\n", ONE_ROW),
    Case("blank lines before the heading", "\n\nid,name\na,b\n", ONE_ROW),
    Case("blank lines before a heading with semicolons", "\n;;\nid;name\na;b\n", ONE_ROW, ";"),
    Case("spaces round cells", "id , name\n a , b \n", ONE_ROW),
    Case("empty cells are left out", "id,name\na,\n,b\n", [{"id": "a"}, {"name": "b"}]),
    Case("quoted cells", '"id","name"\n"a","b"\n', ONE_ROW),
    Case("a quoted separator", 'id,name\na,"b,c"\n', [{"id": "a", "name": "b,c"}]),
    Case("a quoted line end", 'id,name\na,"b\nc"\nd,e\n', [{"id": "a", "name": "b\nc"}, {"id": "d", "name": "e"}]),
    Case("a quoted CRLF", 'id,name\r\na,"b\r\nc"\r\n', [{"id": "a", "name": "b\nc"}]),
    Case("doubled quotes", 'id,name\na,"say ""b"""\n', [{"id": "a", "name": 'say "b"'}]),
    Case("quotes inside a cell", 'id,name\na,24" screen\n', [{"id": "a", "name": '24" screen'}]),
    Case("a heading that holds other separators", 'id,"a;b;c;d"\n1,2\n', [{"id": "1", "a;b;c;d": "2"}]),
    Case("decimals with a comma between semicolons", "id;name\na;1,5\n", [{"id": "a", "name": "1,5"}], ";"),
    Case("numbers stay text", "id,name\n01,1.10\n", [{"id": "01", "name": "1.10"}]),
    Case("letters beyond ASCII", "id,name\né,😀\n", [{"id": "é", "name": "😀"}]),
]


class Wrong(NamedTuple):
    name: str
    text: str | bytes
    slug: str
    line: int
    column: int
    words: str


WRONG = [
    Wrong("empty", "", MISFIT, 1, 1, "is empty"),
    Wrong("blank lines only", "\n \n", MISFIT, 1, 1, "is empty"),
    Wrong("a cell too few", "id,name\na\n", MISFIT, 2, 1, "1 cell "),
    Wrong("a cell too many", "id,name\na,b,c\n", MISFIT, 2, 1, "put quotes round"),
    Wrong("a cell too many after a quoted line end", 'id,name\na,"b\nc"\n\nd,e,f\n', MISFIT, 5, 1, "3 cells"),
    Wrong("a heading without a name", "id,,name\na,b,c\n", MISFIT, 1, 4, "column 2 has no name"),
    Wrong("a heading twice", "id,name,id\na,b,c\n", MISFIT, 1, 9, '"id" stands here twice'),
    Wrong("a heading twice, below a blank line", "\nid;id\na;b\n", MISFIT, 2, 4, '"id" stands here twice'),
    Wrong("a quote not closed", 'id,name\na,b\n"c,d\ne,f\n', MISFIT, 3, 1, "not closed"),
    Wrong("a quote not closed in the heading", '"id,name\na,b\n', MISFIT, 1, 1, "not closed"),
    Wrong("text after a closing quote", 'id,name\n"a"b,c\n', MISFIT, 2, 1, "not doubled"),
    Wrong("a huge cell", f"id,name\n{'x' * 200_000},b\n", MISFIT, 2, 1, "larger than"),
    Wrong("bad UTF-8", b"id,name\na,\xff\n", FILE, 2, 3, "0xff is not UTF-8"),
    Wrong("UTF-16", "id,name\n".encode("utf-16"), FILE, 1, 1, "UTF-16"),
    Wrong("NUL", "id,name\na\0,b\n", FILE, 2, 2, "NUL"),
    Wrong("a control character", "id,name\na,\x1b[31m\n", FILE, 2, 3, "U+001B"),
]


def parse(text: str | bytes) -> CsvTable:
    return parse_table(text.encode() if isinstance(text, str) else text, "sites.csv")


def at(table: CsvTable, row: int | None = None, column: str | None = None) -> str:
    """Return the text that a cell's place covers."""
    place = table.locate(row, column)
    lines = table.text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    return "\n".join(lines)[place.column - 1 :]


def unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].replace('""', '"').strip() if text.startswith('"') else text


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.name)
def test_clean_table_gives_its_rows_and_no_problem(case: Case) -> None:
    table = parse(case.text)

    assert table.problems == []
    assert table.rows == case.rows
    assert table.separator == case.separator


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.name)
def test_every_cell_is_found_again_in_the_file(case: Case) -> None:
    table = parse(case.text)

    for index, row in enumerate(table.rows):
        for column, cell in row.items():
            assert unquoted(at(table, index, column)) == cell
    for column in table.columns:
        assert unquoted(at(table, column=column)) == column


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.name)
def test_what_is_wrong_is_told_once_at_its_place(case: Wrong) -> None:
    table = parse(case.text)

    assert [(each.slug, each.location.line, each.location.column) for each in table.problems] == [
        (case.slug, case.line, case.column)
    ]
    assert case.words in table.problems[0].message


def test_every_ragged_row_is_told_of() -> None:
    table = parse("id,name\na\nb,c\nd,e,f\n")

    assert [each.location.line for each in table.problems] == [2, 4]
    assert table.rows[1] == {"id": "b", "name": "c"}


def test_rows_before_a_broken_one_are_kept() -> None:
    table = parse('id,name\na,b\n"c"x,d\n')

    assert table.rows == ONE_ROW
    assert len(table.problems) == 1


def test_problems_without_end_are_cut_short() -> None:
    table = parse("id,name\n" + "a\n" * 10_000)

    assert len(table.problems) <= MAX_TABLE_PROBLEMS + 1


def test_place_of_a_cell_after_quoted_line_ends_and_quotes() -> None:
    table = parse('id,name,wave\na,"b\n""c"", d",w1\ne,5" pipe,w2\n')

    last, after_quote = table.locate(0, "wave"), table.locate(1, "wave")

    assert (last.line, last.column, last.end_column) == (3, 11, 13)
    assert (after_quote.line, after_quote.column) == (4, 11)


def test_place_of_a_cell_that_is_not_there_is_the_end_of_its_row() -> None:
    table = parse("id,name,wave\na\n")

    place = table.locate(0, "wave")

    assert (place.line, place.column) == (2, 1)
    assert place.excerpt == "a"


def test_place_of_what_is_unknown_is_its_row_or_the_file() -> None:
    table = parse("id,name\na,b\n")

    assert at(table, 0, "no-such-column") == "a"
    assert table.locate(7, "id") == table.locate(column="id")
    assert table.locate(column="no-such-column").line == 1


def test_missing_and_unknown_columns_are_named_with_their_nearest() -> None:
    table = parse("id,nmae,x-beds,group\na,b,c,d\n")

    require_columns(table, ["id", "name"], ["id", "name", "wave"])

    assert [(each.location.column, each.message.partition(";")[0]) for each in table.problems] == [
        (4, 'the column "name" is missing'),
        (16, 'the column "group" is not known'),
    ]


def test_column_without_a_name_is_told_of_only_once() -> None:
    table = parse("id,,name\na,b,c\n")

    require_columns(table, ["id"], ["id", "name"])

    assert len(table.problems) == 1


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    tables = [read_table(tmp_path / "none.csv", "none.csv"), read_table(tmp_path, "folder")]

    assert [[each.slug for each in table.problems] for table in tables] == [[FILE], [FILE]]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(MAX_TABLE_BYTES + 1)

    table = read_table(path, "big.csv")

    assert [each.slug for each in table.problems] == ["over-limit"]
    assert table.rows == []


# ---- properties ------------------------------------------------------------------------------------------------------

csv_like = st.text(st.sampled_from("ab1,;\t\"' \n\r=é😀\u2028"), max_size=60)
cells = st.text(st.sampled_from("ab1,;\"' \né😀="), max_size=8).map(str.strip)


def written(rows: list[list[str]], separator: str, quoting: int) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def grids(size: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(cells, min_size=size, max_size=size).filter(any), max_size=5)


@given(st.binary(max_size=200) | csv_like.map(str.encode))
def test_no_bytes_ever_raise_and_every_place_is_in_the_file(content: bytes) -> None:
    table = parse(content)

    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [each.location for each in table.problems]
    places += [table.locate(index, column) for index, row in enumerate(table.rows) for column in row]
    for place in places:
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert place.excerpt in {"", lines[place.line - 1]}


@given(st.integers(2, 4).flatmap(grids), st.sampled_from(",;\t"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_a_csv_writer_writes_is_read_back_and_found(grid: list[list[str]], separator: str, quoting: int) -> None:
    width = len(grid[0]) if grid else 2
    columns = [f"column-{index}" for index in range(width)]

    table = parse(written([columns, *grid], separator, quoting))

    assert table.problems == []
    assert table.separator == separator
    assert table.rows == [{column: cell for column, cell in zip(columns, row, strict=True) if cell} for row in grid]
    for index, row in enumerate(table.rows):
        for column, cell in row.items():
            assert unquoted(at(table, index, column)) == cell

"""Adding rows to CSV files that people keep: what is there stays byte for byte, and what is added can be read."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.errors import SpreadkitError
from spreadkit.reading.tables import CsvTable, parse_table
from spreadkit.writing import table_draft
from spreadkit.writing.table_draft import TableDraft, save_all

HEADING = "date,site,change,stage,note\n"
ROW = {"date": "2026-06-01", "site": "ash", "change": "huddle", "stage": "testing"}


def draft(folder: Path, content: str | bytes) -> TableDraft:
    path = folder / "adoption.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return TableDraft(path, top=path.parent)


def rows(table: CsvTable) -> list[tuple[str, ...]]:
    return list(zip(*table.cells, strict=True))


def appended(folder: Path, content: str | bytes, *added: dict[str, str]) -> bytes:
    """Return the bytes of a file after rows were added to it."""
    table = draft(folder, content)
    table.append(added)
    assert save_all([table]) == [folder / "adoption.csv"]
    return (folder / "adoption.csv").read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEADING, HEADING + "2026-06-01,ash,huddle,testing,\n"),
        ("date,site,change,stage", "date,site,change,stage\n2026-06-01,ash,huddle,testing\n"),
        ("stage;x-mine;site;change;date\r\n", "stage;x-mine;site;change;date\r\ntesting;;ash;huddle;2026-06-01\r\n"),
        ("date\tsite\tchange\tstage\n", "date\tsite\tchange\tstage\n2026-06-01\tash\thuddle\ttesting\n"),
        ("\ufeffdate,site,change,stage\r\n", "\ufeffdate,site,change,stage\r\n2026-06-01,ash,huddle,testing\r\n"),
        ("date,site,change,stage\r", "date,site,change,stage\r2026-06-01,ash,huddle,testing\r"),
        (
            'date,site,change,stage\n\n"2026-01-01",elm,"hud\ndle",aware\n ,,,\n',
            'date,site,change,stage\n\n"2026-01-01",elm,"hud\ndle",aware\n ,,,\n2026-06-01,ash,huddle,testing\n',
        ),
    ],
    ids=[
        "plain",
        "no line end",
        "semicolons and CRLF",
        "tabs",
        "byte-order mark",
        "CR alone",
        "quotes and blank lines",
    ],
)
def test_a_row_is_added_in_the_manner_of_the_file(before: str, after: str, tmp_path: Path) -> None:
    assert appended(tmp_path, before, ROW) == after.encode()


def test_what_needs_quotes_gets_them(tmp_path: Path) -> None:
    after = appended(tmp_path, HEADING, {**ROW, "note": 'She said "soon",\nthen left'})

    assert after.decode() == HEADING + '2026-06-01,ash,huddle,testing,"She said ""soon"",\nthen left"\n'


def test_a_missing_column_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    table = draft(tmp_path, HEADING)

    with pytest.raises(SpreadkitError, match='has no columns "barrier" and "by"; add "barrier" and "by" to its first'):
        table.append([{**ROW, "barrier": "No time", "by": "jl"}])

    assert not table.is_changed


def test_a_row_is_replaced_where_it_stands(tmp_path: Path) -> None:
    before = 'date;site;stage;note\r\n2026-01-01;ash;aware;"a\r\nb"\r\n\r\n2026-02-01; elm;aware;"x"\r\n'
    table = draft(tmp_path, before)

    table.replace({0: {"stage": "testing"}})
    save_all([table])

    assert table.path.read_bytes().decode() == before.replace("ash;aware", "ash;testing")


def test_the_last_row_without_a_line_end_is_replaced_and_stays_without(tmp_path: Path) -> None:
    table = draft(tmp_path, "date,stage\n2026-01-01,aware")

    table.replace({0: {"stage": "testing", "date": "2026-01-02"}})
    save_all([table])

    assert table.path.read_bytes() == b"date,stage\n2026-01-02,testing"


def test_a_file_that_cannot_be_read_soundly_is_not_changed(tmp_path: Path) -> None:
    with pytest.raises(SpreadkitError, match=r"before it can be read \(line 2: this row has 2 cells .* 1 more problem"):
        draft(tmp_path, "date,site,change,stage\n2026-01-01,ash\n2026-01-01,ash,huddle,aware,x\n")


def test_a_control_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpreadkitError, match='"note" holds an invisible control character'):
        draft(tmp_path, HEADING).append([{**ROW, "note": "a\x07b"}])


def test_a_row_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpreadkitError, match="cannot be changed safely"):
        draft(tmp_path, HEADING).append([{"note": " "}])


def test_a_new_file_gets_a_heading(tmp_path: Path) -> None:
    table = TableDraft.begin(
        tmp_path / "sites" / "ash" / "adoption.csv", ["date", "stage"], top=tmp_path, separator=";"
    )
    table.append([{"date": "2026-01-01", "stage": "aware"}])

    save_all([table])

    assert table.path.read_bytes() == b"date;stage\n2026-01-01;aware\n"


def test_a_new_file_that_someone_else_made_is_not_overwritten(tmp_path: Path) -> None:
    table = TableDraft.begin(tmp_path / "adoption.csv", ["date"], top=tmp_path)
    table.append([{"date": "2026-01-01"}])
    table.path.write_text("theirs\n")

    with pytest.raises(SpreadkitError, match="changed meanwhile by someone else; nothing was written"):
        save_all([table])

    assert table.path.read_text() == "theirs\n"


def test_nothing_is_written_when_one_of_two_files_was_changed_meanwhile(tmp_path: Path) -> None:
    first, second = (TableDraft.begin(tmp_path / f"{name}.csv", ["date"], top=tmp_path) for name in "ab")
    for each in (first, second):
        each.append([{"date": "2026-01-01"}])
    second.path.write_text("theirs\n")

    with pytest.raises(SpreadkitError, match="changed meanwhile"):
        save_all([first, second])

    assert not first.path.exists()


def test_what_was_written_before_a_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = []
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text("date\n")
        drafts.append(TableDraft(tmp_path / f"{name}.csv", top=tmp_path))
        drafts[-1].append([{"date": "2026-01-01"}])
    write = table_draft.write_whole

    def fail_on_second(path: Path, text: str) -> None:
        if path.name == "b.csv":
            raise OSError(28, "No space left on device")
        write(path, text)

    monkeypatch.setattr(table_draft, "write_whole", fail_on_second)

    with pytest.raises(SpreadkitError) as raised:
        save_all(drafts)

    assert 'b.csv" cannot be written: No space left on device; written before it: "' in str(raised.value)
    assert (
        str(raised.value).index("a.csv")
        < str(raised.value).index("not written either")
        < str(raised.value).index("c.csv")
    )
    assert [path.read_text() for path in sorted(tmp_path.glob("*.csv"))] == ["date\n2026-01-01\n", "date\n", "date\n"]


def test_a_draft_without_change_is_not_written(tmp_path: Path) -> None:
    table = draft(tmp_path, HEADING)

    assert save_all([table]) == []


texts = st.text(alphabet=st.sampled_from("ab0=-é\"';,\t \n"), max_size=6)
names = st.lists(st.sampled_from(["date", "site", "x-a", "a b", 'q"q', "é"]), min_size=1, max_size=4, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    """Draw a CSV file in any of the manners that people write them in, with the names of its columns."""
    columns = draw(names)
    out = StringIO()
    writer = csv.writer(
        out,
        delimiter=draw(st.sampled_from(",;\t")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator="\n",
    )
    width = len(columns)
    writer.writerows([columns, *draw(st.lists(st.lists(texts, min_size=width, max_size=width), max_size=4))])
    text = out.getvalue() + draw(st.sampled_from(["", "\n", "\n\n"]))
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    feed = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return (draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", feed)).encode(), columns


@st.composite
def tables_with_rows(draw: st.DrawFn) -> tuple[bytes, list[dict[str, str]]]:
    """Draw a sound CSV file, and rows to add to it, each of which says something."""
    content, columns = draw(tables().filter(lambda drawn: _is_sound(*drawn)))
    added = st.dictionaries(st.sampled_from(columns), texts, min_size=1).filter(
        lambda row: any(text.strip() for text in row.values())
    )
    return content, draw(st.lists(added, min_size=1, max_size=3))


def _is_sound(content: bytes, columns: list[str]) -> bool:
    table = parse_table(content, "adoption.csv")
    return not table.problems and table.columns == columns


@given(tables_with_rows())
def test_rows_that_are_added_come_after_the_old_ones_and_no_old_byte_is_lost(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[bytes, list[dict[str, str]]]
) -> None:
    before, added = drawn
    old = parse_table(before, "adoption.csv")

    after = appended(tmp_path_factory.mktemp("plan"), before, *added)

    new = parse_table(after, "adoption.csv")
    assert after.startswith(before)
    assert new.problems == []
    assert rows(new) == rows(old) + [tuple(row.get(name, "").strip() for name in old.columns) for row in added]


@given(tables_with_rows(), st.data())
def test_a_replaced_row_is_the_only_one_that_is_other(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[bytes, list[dict[str, str]]], data: st.DataObject
) -> None:
    before, cells = drawn
    old = parse_table(before, "adoption.csv")
    table = draft(tmp_path_factory.mktemp("plan"), before)
    table.append(cells)
    row = data.draw(st.integers(0, len(table.table.lines) - 1))
    expected = [dict(zip(old.columns, each, strict=True)) for each in rows(table.table)]

    table.replace({row: cells[0]})
    save_all([table])

    expected[row] |= {name: text.strip() for name, text in cells[0].items()}
    new = parse_table(table.path.read_bytes(), "adoption.csv")
    assert [dict(zip(new.columns, each, strict=True)) for each in rows(new)] == expected

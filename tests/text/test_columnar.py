"""Large tables are read at once where polars is installed, and are then the same as those read row by row."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.reading import columnar, tables
from spreadkit.reading.tables import CsvTable, parse_table

pytest.importorskip("polars", reason="needs polars: pip install 'spreadkit[fast]'")

ENOUGH = 40


def both_ways(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[CsvTable, CsvTable, bool]:
    """Read a text row by row and at once; and say whether the second way was taken."""
    taken = []
    quick = tables._fill_at_once  # noqa: SLF001 - watched

    def watched(table: CsvTable, content: str) -> bool:
        taken.append(quick(table, content))
        return taken[-1]

    monkeypatch.setattr(columnar, "FROM_CHARACTERS", 10**9)
    slow = parse_table(text.encode(), "t.csv")
    monkeypatch.setattr(columnar, "FROM_CHARACTERS", 0)
    monkeypatch.setattr(tables, "_fill_at_once", watched)
    fast = parse_table(text.encode(), "t.csv")
    monkeypatch.undo()
    return slow, fast, any(taken)


def test_plain_table_is_read_at_once_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "date,site,stage\n" + "".join(f"2026-01-{day:02}, ash ,testing\n" for day in range(1, ENOUGH)) + ",elm,\n"

    slow, fast, at_once = both_ways(text, monkeypatch)

    assert at_once
    assert fast == slow
    assert len(fast.lines) == ENOUGH
    assert fast.cells[1][0] is fast.cells[1][1]


@pytest.mark.parametrize(
    "row",
    ['"a,b",c,d', "a,b", "a,b,c,d", "", ",,", " , , "],
    ids=["quoted", "short", "long", "empty", "bare", "spaces"],
)
def test_what_is_not_plain_is_read_row_by_row(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, fast, at_once = both_ways(f"x,y,z\n1,2,3\n{row}\n4,5,6\n", monkeypatch)

    assert not at_once
    assert fast == slow


def test_short_and_long_rows_that_balance_are_not_taken_for_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, fast, at_once = both_ways("x,y,z\n1,2,3\n1,2\n1,2,3,4\n", monkeypatch)

    assert not at_once
    assert fast == slow


words = st.text(st.sampled_from("ab1 ;é😀\u2028=-"), max_size=5)


@settings(max_examples=40)
@given(st.lists(st.lists(words, min_size=2, max_size=4), max_size=6), st.booleans())
def test_any_table_reads_the_same_both_ways(rows: list[list[str]], ended: bool) -> None:  # noqa: FBT001
    text = "x,y,z\n" + "\n".join(",".join(row) for row in rows) + ("\n" if ended else "")

    with pytest.MonkeyPatch.context() as monkeypatch:
        slow, fast, _ = both_ways(text, monkeypatch)

    assert fast == slow


def test_without_polars_tables_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    monkeypatch.setattr(columnar, "FROM_CHARACTERS", 0)
    path = tmp_path / "t.csv"
    path.write_text("x,y\n1,2\n", encoding="utf-8")

    table = tables.read_table(path, "t.csv")

    assert table.rows == [{"x": "1", "y": "2"}]

"""The page on the five answers has every row of the rules, once, with its word and sign."""

import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "docs"))

from verdicts_page import WHEN, verdicts_page  # noqa: E402 - docs/ is not a package

from spreadkit.model.verdict import Sign  # noqa: E402
from spreadkit.verdicts.judge import TABLES  # noqa: E402

ROWS = [row for rows in TABLES.values() for row in rows]


def made() -> str:
    return verdicts_page(TOP / "docs")[TOP / "docs" / "verdicts.md"]()


def test_every_row_is_told_when_it_is_so() -> None:
    assert set(WHEN) == {row.id for row in ROWS}
    assert all(made().count(f"| `{row.id}` |") == 1 for row in ROWS)


def test_rows_stand_in_the_order_in_which_they_count() -> None:
    places = [made().index(f"| `{row.id}` |") for row in ROWS]

    assert places == sorted(places)


def test_a_row_has_its_sign() -> None:
    lines = {line.split("`")[1]: line for line in made().splitlines() if line.startswith("| `")}

    for row in ROWS:
        if isinstance(row.sign, Sign):
            assert lines[row.id].endswith(f"| {row.sign.value} |")


def test_the_page_is_the_one_that_is_kept() -> None:
    assert (TOP / "docs" / "verdicts.md").read_text(encoding="utf-8") == made()

"""A table that cannot be read is told as such wherever a reader would else take it for one with nothing in it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.words import sentences
from spreadkit.api.plans import build_report, read_plan
from spreadkit.formats.markdown import render_report

AS_OF = date(2025, 7, 10)
MONTHS = [f"{2024 + month // 12}-{month % 12 + 1:02}-01" for month in range(18)]
PLAN = """\
schema: spreadkit/plan@1
title: Falls
package:
  version: "1"
  changes:
    bundle: {title: Bundle, core: yes}
sites: sites.csv
adoption: adoption.csv
aim: {what: [bundle], where: all, measure: falls, by: 2025-12-31}
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    every: month
    data: {file: falls.csv, date: month, count: n, per: days, site: site}
"""
TABLES = {
    "sites.csv": "id,name\nash,Ash Ward\nelm,Elm Ward\n",
    "adoption.csv": "date,site,change,stage\n2024-03-01,ash,bundle,testing\n2025-06-01,ash,bundle,implemented\n",
    "falls.csv": "month,site,n,days\n" + "".join(f"{month},ash,{5 + n % 3},1000\n" for n, month in enumerate(MONTHS)),
}
SPOILED: dict[str, Callable[[str], bytes | None]] = {
    "missing": lambda _: None,
    "in a Windows encoding": lambda text: text.replace("ash", "\u00e5sh").encode("cp1252"),
    "in conflict": lambda text: f"{text}<<<<<<< HEAD\n=======\n>>>>>>> theirs\n".encode(),
}
NO_DATA = re.compile(r"[Nn]o figures|Nothing is known|There is no series|No data\b|by itself yet|There are no data")
NO_SITES = re.compile(
    r"No adoption is on record|has not begun|[Nn]othing is on record(?! \||\.$)|No site is (?:there|on record|listed)"
    r"|lists no target site|\*\*0 of \d|between \d"
)
ABSENT = {"sites.csv": NO_SITES, "adoption.csv": NO_SITES, "falls.csv": NO_DATA}
"""What is said of tables with nothing in them."""


def plan_in(folder: Path, spoiled: str, how: str) -> Path:
    """Write a plan with one table that cannot be read."""
    (folder / "spread-plan.yaml").write_text(PLAN, encoding="utf-8")
    for name, text in TABLES.items():
        content = SPOILED[how](text) if name == spoiled else text.encode()
        if content is not None:
            (folder / name).write_bytes(content)
    return folder / "spread-plan.yaml"


@pytest.mark.parametrize("reader", ["sponsor", "steering", "site", "journal"])
@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("table", TABLES)
def test_a_page_says_what_could_not_be_read_and_never_that_it_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, how: str, reader: str
) -> None:
    monkeypatch.chdir(tmp_path)
    plan = plan_in(Path(), table, how)
    if reader == "site" and table == "sites.csv":
        pytest.skip("a site that was not read has no page")

    page = render_report(build_report(plan, as_of=AS_OF, reader=reader, site="ash" if reader == "site" else None))

    body = page.split("What rests on that is not known.", 1)[1]
    assert f"able {table} could not be read" in body
    found = [line for line in body.splitlines() if ABSENT[table].search(line) and table not in line]
    assert found == []


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("table", ["sites.csv", "adoption.csv"])
def test_adoption_says_what_could_not_be_read_and_forecasts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, how: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _, plan = read_plan(plan_in(Path(), table, how), as_of=AS_OF)
    seen = Overview(plan, AS_OF)

    said = list(sentences(seen))

    assert said[0].startswith(f"The table {table} could not be read")
    assert [text for text in said if ABSENT[table].search(text)] == []


def test_a_count_of_sites_names_rows_that_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan_in(Path(), "", "missing")
    rows = TABLES["adoption.csv"].replace("2025-06-01", "1.6.2025")
    Path("adoption.csv").write_text(rows, encoding="utf-8")
    _, plan = read_plan(Path("spread-plan.yaml"), as_of=AS_OF)

    reach, forecast, *_ = sentences(Overview(plan, AS_OF))

    assert reach.endswith("1 of 2 rows of adoption.csv could not be read.")
    assert forecast == (
        "It cannot be told how many sites will have had every core change in place by 31 December 2025: "
        "part of the record could not be read."
    )


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("adoption.csv", "2025-06-02,elmm,bundle,implemented", "1 of 3 rows of adoption.csv could not be read"),
        ("adoption.csv", "2025-06-02,elm,bundel,implemented", "1 of 3 rows of adoption.csv could not be read"),
        ("falls.csv", "2025-06-01,elmm,9,1000", "1 of 19 rows of falls.csv could not be read"),
    ],
)
def test_a_row_that_names_no_site_or_change_of_the_plan_counts_as_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, row: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    plan_in(Path(), "", "missing")
    Path(table).write_text(f"{TABLES[table]}{row}\n", encoding="utf-8")

    _, plan = read_plan(Path("spread-plan.yaml"), as_of=AS_OF)

    assert [part.says for part in plan.unread] == [says]
    assert [part.why for part in plan.unread] != [""]
    assert [part.line for part in plan.unread] == [len(TABLES[table].splitlines()) + 1]
    page = render_report(build_report(Path("spread-plan.yaml"), as_of=AS_OF, reader="steering"))
    assert says in page
    assert "elmm stopped" not in page

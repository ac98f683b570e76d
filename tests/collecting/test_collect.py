"""Taking up what sites send back: every row is checked, what is wrong is refused with its place, and all or nothing."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner, Result

import spreadkit
from spreadkit.cli.app import app
from spreadkit.loading.loader import load_plan
from spreadkit.model.collection import Collection, RowVerdict
from spreadkit.writing import table_draft

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
package:
  version: "1"
  changes:
    huddle: {title: Two-minute safety huddle, core: yes}
    board: {title: Safety board}
sites: sites.csv
adoption: adoption.csv
measures:
  falls-rate:
    title: Falls per 1000 bed days
    kind: outcome
    better: lower
    data: {file: data/falls.csv, date: month, count: falls, per: bed_days, times: 1000, site: site}
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    chart: p
    data: {file: data/huddles.csv, date: month, count: held, per: due, times: 100, site: site}
"""
SITES = "id,name,status\nash,Ash Ward,target\nelm,Elm Ward,target\nward-3,Ward 3,target\nold,Old Ward,left\n"
ADOPTION = "date,site,change,stage,barrier,reason,note,by\n2026-05-01,ash,huddle,testing,,,,\n"
FALLS = "month,site,falls,bed_days\n2026-04-01,ash,3,500\n2026-04-01,elm,1,400\n"
FILES = {
    "spread-plan.yaml": PLAN,
    "sites.csv": SITES,
    "adoption.csv": ADOPTION,
    "data/falls.csv": FALLS,
    "data/huddles.csv": "month,site,held,due\n2026-04-01,ash,40,60\n",
}
BY_SITE = {
    **FILES,
    "spread-plan.yaml": PLAN.replace("adoption: adoption.csv", 'adoption: "sites/*/adoption.csv"').replace(
        "file: data/falls.csv", "file: sites/*/falls.csv"
    ),
    "sites/ash/adoption.csv": "date;change;stage;note\r\n2026-05-01;huddle;testing;\r\n",
    "sites/ash/falls.csv": "month,falls,bed_days\n2026-04-01,3,500\n",
}


def lay_out(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def plan(folder: Path) -> Path:
    """A folder with a plan whose tables hold some rows."""
    return lay_out(folder, FILES)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def collect(*words: str) -> Result:
    return CliRunner().invoke(app, ["collect", "--as-of", "2026-06-30", *words])


def returned(name: str, content: str | bytes) -> str:
    lay_out(Path(), {f"back/{name}": content})
    return f"back/{name}"


def in_json(*words: str) -> Any:
    return json.loads(collect("--format", "json", *words).stdout)


def workbook(name: str, sheets: Mapping[str, list[list[Any]]], *, hidden: tuple[str, ...] = ()) -> str:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in hidden:
            sheet.sheet_state = "hidden"
    Path("back").mkdir(exist_ok=True)
    book.save(f"back/{name}")
    return f"back/{name}"


def refused(*words: str) -> list[tuple[str, str]]:
    """Return the rule and the message of every refusal, having seen that nothing was written."""
    before = contents(Path())
    result = collect("--write", "--format", "json", *words)
    said = json.loads(result.stdout)
    assert result.exit_code == 1
    assert said["sound"] is False
    assert said["written"] == []
    assert contents(Path()) == before
    return [(each["slug"], each["message"]) for each in said["refused"]]


@pytest.mark.usefixtures("plan")
def test_new_rows_are_shown_and_nothing_is_written() -> None:
    file = returned("ash.csv", "date,change,stage\n2026-05-01,huddle,testing\n2026-06-01,huddle,implementing\n")
    before = contents(Path())

    result = collect(file)

    assert result.exit_code == 0
    assert contents(Path()) == before
    assert result.stdout == (
        "spread-plan.yaml, as of 2026-06-30: 1 new and 1 same\n"
        "\n"
        "Adoption (adoption)\n"
        "  new      2026-06-01 ash huddle  stage: implementing\n"
        "  same     1 row there already\n"
        "  nothing came from 2 of 3 sites: elm and ward-3\n"
    )
    assert "nothing was written; to do it, run again with --write" in result.stderr


@pytest.mark.usefixtures("plan")
def test_new_rows_are_written_into_the_tables_that_they_are_for() -> None:
    adoption = returned("all.csv", "site,date,change,stage\nelm,2026-06-01,huddle,aware\n")
    falls = returned("falls-elm.csv", "Month;Falls;Bed days\n2026-05-01;2;410\n")

    result = collect(adoption, falls, "--write")

    assert result.exit_code == 0, result.output
    assert result.stderr == 'wrote "adoption.csv"\nwrote "data/falls.csv"\n'
    assert Path("adoption.csv").read_text() == ADOPTION + "2026-06-01,elm,huddle,aware,,,,\n"
    assert Path("data/falls.csv").read_text() == FALLS + "2026-05-01,elm,2,410\n"


@pytest.mark.usefixtures("plan")
def test_what_is_written_twice_is_the_same_the_second_time() -> None:
    file = returned("elm.csv", "date,change,stage\n2026-06-01,huddle,aware\n")
    collect(file, "--write")
    before = contents(Path())

    result = collect(file, "--write")

    assert result.exit_code == 0
    assert "1 same" in result.stdout
    assert "all of it is in the plan already" in result.stderr
    assert contents(Path()) == before


@pytest.mark.usefixtures("plan")
def test_a_changed_row_is_shown_and_refused_unless_it_is_accepted() -> None:
    file = returned("falls-ash.csv", "month,falls,bed_days\n2026-04-01,4,500.0\n")
    before = contents(Path())

    result = collect(file, "--write")

    assert result.exit_code == 1
    assert "changed  2026-04-01 ash  falls: 3 -> 4  back/falls-ash.csv:2:1" in result.stdout
    assert "run again with --accept-changes" in result.stderr
    assert contents(Path()) == before


@pytest.mark.usefixtures("plan")
def test_an_accepted_change_is_written_in_place_and_no_other_line_changes() -> None:
    files = [
        returned("falls-ash.csv", "month,falls,bed_days\n2026-04-01,4,500.0\n"),
        returned("ash.csv", "date,change,stage,note,barrier\n2026-05-01,huddle,aware,,No time\n"),
    ]

    result = collect(*files, "--write", "--accept-changes")

    assert result.exit_code == 0, result.output
    assert Path("data/falls.csv").read_text() == FALLS.replace("ash,3", "ash,4")
    assert Path("adoption.csv").read_text() == ADOPTION.replace("testing,", "aware,No time")


@pytest.mark.usefixtures("plan")
def test_an_empty_cell_changes_nothing() -> None:
    Path("adoption.csv").write_text(ADOPTION.replace("testing,,,,", "testing,,,Our own note,jl"))
    file = returned("ash.csv", "date,change,stage,note,by\n2026-05-01,huddle,testing,,\n")

    assert in_json(file)["summary"] == {"new": 0, "same": 1, "changed": 0, "refused": 0}


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("name", "content", "slug", "says"),
    [
        ("x.csv", "date,site,change,stage\n2026-06-01,ahs,huddle,aware\n", "unknown-site", 'did you mean "ash"'),
        ("ash.csv", "date,change,stage\n2026-06-01,hudle,aware\n", "unknown-reference", 'did you mean "huddle"'),
        ("ash.csv", "date,change,stage\n2026-06-01,posters,aware\n", "unknown-reference", "there is huddle and board"),
        ("ash.csv", "date,change,stage\n2026-06-01,huddle,testin\n", "unknown-word", 'did you mean "testing"'),
        ("ash.csv", "date,change,stage\n01/06/2026,huddle,testing\n", "wrong-value", "write year-month-day"),
        ("ash.csv", "date,change,stage\n2026-02-30,huddle,testing\n", "wrong-value", "the calendar has no day"),
        ("ash.csv", "date,change,stage\n2026-07-01,huddle,testing\n", "date-order", "still to come on 2026-06-30"),
        ("ash.csv", "date,change,stage\n2026-06-01,,testing\n", "missing-key", '"change" is empty'),
        ("x.csv", "date,site,change,stage\n2026-06-01,,huddle,testing\n", "missing-key", '"site" is empty'),
        ("ash.csv", "date,change,stage,note\n2026-06-01,huddle,testing,=1+1\n", "formula-in-cell", '"note" begins as'),
        ("ash.csv", "date,change,stage\n2026-06-01,huddle\n", "table-does-not-fit", "this row has 2 cells"),
        ("ash.csv", "date,change,stage,barier\n", "table-does-not-fit", 'did you mean "barrier"'),
        ("ash.csv", "date,change,stage,Stage\n", "table-does-not-fit", '"stage" stands here twice'),
        ("ash.csv", "change,stage\nhuddle,aware\n", "table-does-not-fit", 'the column "date" is missing'),
        (
            "x.csv",
            "date,change,stage\n",
            "table-does-not-fit",
            'the column "site" is missing; add it to the first line',
        ),
        ("x.csv", "day,ward\n", "table-does-not-fit", '"adoption" needs the columns date, change and stage'),
        ("ash.csv", b"\xff\xfed\0a\0", "unreadable-file", "UTF-16"),
        ("falls-ash.csv", "month,falls,bed_days\n2026-05-01,0,0\n", "wrong-value", '"0" is no denominator'),
        ("falls-ash.csv", "month,falls,bed_days\n2026-05-01,-1,9\n", "wrong-value", "less than nothing"),
        ("falls-ash.csv", 'month,falls,bed_days\n2026-05-01,"1,5",9\n', "wrong-value", "1.5"),
        ("ash.csv", "month,held,due\n2026-05-01,61,60\n", "wrong-value", '"61" of "60" is more than all'),
    ],
)
def test_what_is_wrong_is_refused_with_a_way_out(name: str, content: str | bytes, slug: str, says: str) -> None:
    ((found, message),) = refused(returned(name, content))

    assert found == slug
    assert says in message


@pytest.mark.usefixtures("plan")
def test_a_count_above_its_denominator_is_fine_where_they_count_different_things() -> None:
    file = returned("falls-ash.csv", "month,falls,bed_days\n2026-05-01,9,5\n")

    assert in_json(file)["sound"] is True


@pytest.mark.usefixtures("plan")
def test_all_that_is_wrong_is_told_in_one_run_with_its_place() -> None:
    file = returned("ash.csv", "date,change,stage\n2026-06-01,hudle,aware\n2026-6-1,huddle,aware\n2026-06-02,board,x\n")

    said = in_json(file)

    assert [(each["from"]["line"], each["from"]["column"]) for each in said["refused"]] == [(2, 12), (3, 1), (4, 18)]
    assert "back/ash.csv:2:12: refused: there is no change" in collect(file).stdout


@pytest.mark.usefixtures("plan")
def test_one_wrong_row_keeps_all_others_from_being_written() -> None:
    good = returned("falls-ash.csv", "month,falls,bed_days\n2026-05-01,1,500\n")
    bad = returned("elm.csv", "date,change,stage\n2026-06-01,hudle,aware\n2026-06-02,huddle,aware\n")

    assert len(refused(good, bad)) == 1


@pytest.mark.usefixtures("plan")
def test_a_row_that_came_back_twice_is_refused_once() -> None:
    one = returned("ash.csv", "date,change,stage\n2026-06-01,huddle,aware\n")
    other = returned("ash (1).csv", "date,change,stage\n2026-06-01,huddle,aware\n")

    assert refused(one, other) == [
        (
            "duplicate-row",
            "2026-06-01 ash huddle came back twice, here and at back/ash.csv:2:1; keep one of the two",
        )
    ]


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("content", "secret"),
    [
        ("date,change,stage,note\n2026-06-01,huddle,aware,Fall of 943 476 5919\n", "943 476"),
        ("date,change,stage\n2026-06-01,943 476 5919,aware\n", "943 476"),
        ("date,change,stage,x-mrn\n2026-06-01,huddle,aware,12345\n", "12345"),
        ("date,change,stage,Ward\n2026-06-01,huddle,aware,born 12/03/1950\n", "1950"),
    ],
)
def test_data_of_patients_are_refused_and_never_shown(content: str, secret: str) -> None:
    file = returned("ash.csv", content)

    found = refused(file)

    assert [slug for slug, _ in found] == ["looks-like-patient-data"]
    assert secret not in collect(file).output
    assert secret not in json.dumps(in_json(file))


@pytest.mark.usefixtures("plan")
def test_rows_without_content_and_columns_that_nobody_reads_are_left_out_and_told() -> None:
    file = returned("falls-ash.csv", "month,falls,bed_days,Ward name\n2026-05-01,1,500,Ash\n2026-12-01,,,Ash\n")

    said = in_json(file, "--write")

    assert said["summary"]["new"] == 1
    assert said["remarks"] == [
        "back/falls-ash.csv: 1 row without content left out",
        'back/falls-ash.csv: 1 column that the plan does not read left out: "Ward name"',
    ]
    assert Path("data/falls.csv").read_text() == FALLS + "2026-05-01,ash,1,500\n"


@pytest.mark.usefixtures("plan")
def test_a_column_of_our_own_is_carried_over() -> None:
    Path("data/falls.csv").write_text("month,site,falls,bed_days,x-checked\n2026-04-01,ash,3,500,yes\n")
    file = returned("falls-ash.csv", "month,falls,bed_days,x-checked\n2026-05-01,1,500,no\n")

    collect(file, "--write")

    assert Path("data/falls.csv").read_text().splitlines()[-1] == "2026-05-01,ash,1,500,no"


@pytest.mark.usefixtures("plan")
def test_a_column_that_the_plans_file_lacks_is_told_before_anything_is_written() -> None:
    Path("adoption.csv").write_text("date,site,change,stage\n")
    file = returned("ash.csv", "date,change,stage,barrier\n2026-06-01,huddle,aware,No time\n")

    ((slug, message),) = refused(file)

    assert slug == "table-does-not-fit"
    assert message == '"adoption.csv" has no column "barrier"; add "barrier" to its first line, and run again'


@pytest.mark.usefixtures("plan")
def test_nothing_is_compared_with_a_table_of_the_plan_that_is_not_sound() -> None:
    Path("adoption.csv").write_text(ADOPTION + "2026-05-02,ash,huddle,doing,,,,\n")

    ((slug, message),) = refused(returned("ash.csv", "date,change,stage\n2026-06-01,huddle,aware\n"))

    assert slug == "table-does-not-fit"
    assert 'mend the table of the plan first (adoption.csv:3: "doing" is not one of' in message


@pytest.mark.usefixtures("plan")
def test_what_check_will_say_of_the_rows_is_foretold() -> None:
    Path("spread-plan.yaml").write_text(PLAN + "stage: expand\n")
    file = returned("ash.csv", "date,change,stage\n2026-06-01,huddle,sustained\n")

    said = in_json(file)

    assert said["sound"] is True
    assert len(said["remarks"]) == 2
    assert any("by more than 2 stages at once" in each and "[stage-jump]" in each for each in said["remarks"])
    assert any("[sustained-too-soon]" in each for each in said["remarks"])


@pytest.mark.usefixtures("plan")
def test_what_the_rows_say_of_the_site_counts_more_than_the_name_of_the_file() -> None:
    file = returned("ash.csv", "site,date,change,stage\nelm,2026-06-01,huddle,aware\n")

    said = in_json(file)

    assert [row["site"] for row in said["rows"]] == ["elm"]
    assert said["remarks"] == ['back/ash.csv: its name speaks of "ash", its rows of "elm"; was the right file sent?']


@pytest.mark.usefixtures("plan")
def test_a_gap_in_the_column_of_the_site_is_not_filled_from_the_name_of_the_file() -> None:
    file = returned("ash.csv", "site,date,change,stage\nash,2026-06-01,huddle,aware\n,2026-06-02,huddle,aware\n")

    assert refused(file) == [("missing-key", '"site" is empty; write the id of the site')]


@pytest.mark.usefixtures("plan")
def test_a_column_of_the_site_that_nobody_filled_in_is_filled_from_the_name_of_the_file() -> None:
    file = returned("ash.csv", "site,date,change,stage\n,2026-06-01,huddle,aware\n")

    assert [row["site"] for row in in_json(file)["rows"]] == ["ash"]


@pytest.mark.parametrize("named", ["./adoption.csv", "[adoption.csv]"])
def test_new_and_changed_rows_go_into_one_file_however_it_is_named(named: str, folder: Path) -> None:
    lay_out(folder, {**FILES, "spread-plan.yaml": PLAN.replace("adoption: adoption.csv", f"adoption: {named}")})
    rows = "2026-05-01,huddle,aware\n2026-06-01,huddle,testing\n"

    result = collect(returned("ash.csv", f"date,change,stage\n{rows}"), "--write", "--accept-changes")

    assert result.exit_code == 0, result.output
    assert (folder / "adoption.csv").read_text() == (
        ADOPTION.replace("testing", "aware") + "2026-06-01,ash,huddle,testing,,,,\n"
    )


class TestWorkbooks:
    def test_dates_numbers_and_a_title_are_read_as_they_are_meant(self, plan: Path) -> None:
        rows: list[list[Any]] = [
            ["Return of Ash Ward"],
            [],
            ["Month", "Falls", "Bed days"],
            [date(2026, 5, 1), 2.0, 410],
        ]
        file = workbook("falls-ash.xlsx", {"Sheet1": rows})

        result = collect(file, "--write")

        assert result.exit_code == 0, result.output
        assert (plan / "data" / "falls.csv").read_text() == FALLS + "2026-05-01,ash,2,410\n"

    @pytest.mark.usefixtures("plan")
    def test_every_sheet_is_read_and_its_name_can_say_the_site(self) -> None:
        heading = ["date", "change", "stage"]
        sheets: dict[str, list[list[Any]]] = {
            "How to fill this in": [["Write one row a month"]],
            "ash": [heading, [date(2026, 6, 1), "huddle", "aware"]],
            "Ward 3": [heading, [date(2026, 6, 1), "board", "aware"]],
            "Lists": [["stage"], ["aware"]],
        }
        file = workbook("north.xlsx", sheets, hidden=("Lists",))

        said = in_json(file)

        assert [(row["site"], row["change"], row["from"]["sheet"]) for row in said["rows"]] == [
            ("ash", "huddle", "ash"),
            ("ward-3", "board", "Ward 3"),
        ]
        assert said["sound"] is True
        assert said["remarks"][:2] == [
            'back/north.xlsx: the sheet "Lists" is hidden, and was not read',
            'back/north.xlsx, sheet "How to fill this in": it fits no table of the plan, and was not read',
        ]

    @pytest.mark.usefixtures("plan")
    def test_a_wrong_cell_is_named_as_the_spreadsheet_names_it(self) -> None:
        rows = [["", "date", "change", "stage"], ["", date(2026, 6, 1), "huddle", "doing"]]
        file = workbook("ash.xlsx", {"North": rows})

        said = in_json(file)

        (only,) = said["refused"]
        assert only["from"] == {"file": file, "sheet": "North", "line": 2, "column": 4, "cell": "D2"}
        assert (
            'back/ash.xlsx, sheet "North", cell D2: refused: 1 row of "stage" holds what is no stage'
            in collect(file).stdout
        )

    @pytest.mark.usefixtures("plan")
    def test_a_formula_without_result_is_refused_only_where_it_counts(self) -> None:
        heading = ["date", "change", "stage", "Total"]
        sound = workbook("ash.xlsx", {"A": [heading, [date(2026, 6, 1), "huddle", "aware", "=1+1"]]})
        unsound = workbook("elm.xlsx", {"A": [heading, [date(2026, 6, 1), "huddle", "=B1", ""]]})

        assert in_json(sound)["sound"] is True
        ((slug, message),) = refused(unsound)
        assert slug == "wrong-value"
        assert message.startswith("this formula has no result")

    @pytest.mark.usefixtures("plan")
    def test_a_hostile_text_is_refused(self) -> None:
        rows: list[list[Any]] = [["date", "change", "stage", "note"], [date(2026, 6, 1), "huddle", "aware", "@SUM(A1)"]]

        ((slug, _),) = refused(workbook("ash.xlsx", {"A": rows}))

        assert slug == "formula-in-cell"

    @pytest.mark.usefixtures("plan")
    @pytest.mark.parametrize("sheet", ["Seen", "Hidden"])
    def test_data_of_patients_in_any_sheet_are_refused(self, sheet: str) -> None:
        sheets: dict[str, list[list[Any]]] = {
            "ash": [["date", "change", "stage"], [date(2026, 6, 1), "huddle", "aware"]],
            sheet: [["Fell"], ["NHS number 943 476 5919"]],
        }
        file = workbook("north.xlsx", sheets, hidden=("Hidden",))

        assert {slug for slug, _ in refused(file)} == {"looks-like-patient-data"}
        assert "943" not in collect(file).output

    @pytest.mark.usefixtures("plan")
    def test_a_sheet_that_nearly_fits_is_not_passed_over(self) -> None:
        sheets: dict[str, list[list[Any]]] = {
            "ash": [["date", "change", "stage"], [date(2026, 6, 1), "huddle", "aware"]],
            "elm": [["date", "change", "stag"], [date(2026, 6, 1), "huddle", "aware"]],
        }

        ((slug, message),) = refused(workbook("north.xlsx", sheets))

        assert slug == "table-does-not-fit"
        assert message.startswith('this fits no table of the plan; "adoption" needs the columns date, change and stage')

    @pytest.mark.usefixtures("plan")
    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04torn", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1locked"])
    def test_a_broken_or_locked_workbook_is_refused(self, content: bytes) -> None:
        ((slug, _),) = refused(returned("ash.xlsx", content))

        assert slug == "unreadable-file"

    @pytest.mark.usefixtures("plan")
    def test_a_workbook_is_known_by_how_it_begins(self) -> None:
        file = workbook("ash.csv", {"A": [["date", "change", "stage"], [date(2026, 6, 1), "huddle", "aware"]]})

        assert in_json(file)["summary"]["new"] == 1

    @pytest.mark.usefixtures("plan")
    def test_a_spreadsheet_of_another_kind_is_told_of_as_such(self) -> None:
        ((slug, message),) = refused(returned("ash.ods", b"PK\x03\x04mimetype"))

        assert slug == "unreadable-file"
        assert "save it anew as .xlsx" in message

    @pytest.mark.usefixtures("plan")
    def test_an_empty_workbook_is_refused(self) -> None:
        assert refused(workbook("ash.xlsx", {"Sheet1": []})) == [
            ("table-does-not-fit", "no sheet that can be seen holds anything; was the right file sent?")
        ]


class TestOneFileForEachSite:
    @pytest.fixture(autouse=True)
    def _by_site(self, folder: Path) -> None:
        lay_out(folder, BY_SITE)

    def test_rows_go_into_the_file_of_their_site_in_its_manner(self) -> None:
        file = returned("ash-adoption.csv", "date,change,stage\n2026-06-01,huddle,implementing\n")

        result = collect(file, "--write")

        assert result.exit_code == 0, result.output
        assert Path("sites/ash/adoption.csv").read_bytes() == (
            b"date;change;stage;note\r\n2026-05-01;huddle;testing;\r\n2026-06-01;huddle;implementing;\r\n"
        )

    def test_the_first_file_of_a_site_is_begun_like_those_of_others(self) -> None:
        file = returned("elm/rows.csv", "date,site,change,stage\n2026-06-01,elm,huddle,aware\n")

        result = collect(file, "--write")

        assert result.exit_code == 0, result.output
        assert Path("sites/elm/adoption.csv").read_text() == "date;change;stage;note\n2026-06-01;huddle;aware;\n"

    def test_the_first_file_of_all_gets_the_columns_of_the_plan(self) -> None:
        for name in ("adoption.csv", "falls.csv"):
            Path("sites/ash", name).unlink()
        files = [
            returned("elm.csv", "date,change,stage\n2026-06-01,huddle,aware\n"),
            returned("falls-elm.csv", "month,falls,bed_days\n2026-05-01,1,300\n"),
        ]

        result = collect(*files, "--write")

        assert result.exit_code == 0, result.output
        assert Path("sites/elm/adoption.csv").read_text() == (
            "date,change,stage,barrier,reason,note,by,seen\n2026-06-01,huddle,aware,,,,,\n"
        )
        assert Path("sites/elm/falls.csv").read_text() == "month,falls,bed_days\n2026-05-01,1,300\n"
        loaded = load_plan(Path("spread-plan.yaml"))
        assert loaded.problems == []

    def test_a_changed_row_is_replaced_in_the_file_of_its_site(self) -> None:
        file = returned("falls-ash.csv", "month,falls,bed_days\n2026-04-01,4,500\n")

        collect(file, "--write", "--accept-changes")

        assert Path("sites/ash/falls.csv").read_text() == "month,falls,bed_days\n2026-04-01,4,500\n"

    def test_what_was_written_when_a_second_file_fails_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        files = [
            returned("ash.csv", "date,change,stage\n2026-06-01,huddle,implementing\n"),
            returned("falls-ash.csv", "month,falls,bed_days\n2026-05-01,1,300\n"),
        ]
        write = table_draft.write_whole

        def fail_on_falls(path: Path, text: str) -> None:
            if path.name == "falls.csv":
                raise OSError(28, "No space left on device")
            write(path, text)

        monkeypatch.setattr(table_draft, "write_whole", fail_on_falls)

        result = CliRunner().invoke(app, ["collect", "--as-of", "2026-06-30", "--write", *files])

        assert (
            '"sites/ash/falls.csv" cannot be written: No space left on device; written before it: '
            '"sites/ash/adoption.csv"; mend the cause and run again: rows that are there already are left alone'
        ) in str(result.exception)
        assert "implementing" in Path("sites/ash/adoption.csv").read_text()
        assert "2026-05" not in Path("sites/ash/falls.csv").read_text()


def test_measures_that_share_a_file_are_filled_from_one_return(folder: Path) -> None:
    shared = PLAN.replace("data/falls.csv", "data/all.csv").replace("data/huddles.csv", "data/all.csv")
    table = "month,site,falls,bed_days,held,due\n2026-04-01,ash,1,500,,\n"
    lay_out(folder, {**FILES, "spread-plan.yaml": shared, "data/all.csv": table})
    file = returned("ash.csv", "month,falls,bed_days,held,due\n2026-04-01,1,500,40,60\n2026-05-01,2,500,41,62\n")

    result = collect(file, "--write", "--accept-changes")

    assert result.exit_code == 0, result.output
    assert (folder / "data" / "all.csv").read_text() == (
        "month,site,falls,bed_days,held,due\n2026-04-01,ash,1,500,40,60\n2026-05-01,ash,2,500,41,62\n"
    )


def test_a_table_that_fits_two_measures_is_known_by_its_name(folder: Path) -> None:
    second = PLAN + (
        "  falls-before:\n    title: Falls before\n    kind: outcome\n    better: lower\n"
        "    data: {file: data/falls-before.csv, date: month, count: falls, per: bed_days, site: site}\n"
    )
    lay_out(folder, {**FILES, "spread-plan.yaml": second, "data/falls-before.csv": "month,site,falls,bed_days\n"})
    content = "month,falls,bed_days\n2024-05-01,1,500\n"

    named = in_json(returned("falls-before-ash.csv", content))
    message = refused(returned("ash.csv", content))[0][1]

    assert [row["file"] for row in named["rows"]] == ["data/falls-before.csv"]
    assert (
        'fits several tables of the plan ("falls-rate" and "falls-before"); put the id of one into the name' in message
    )


def test_a_series_without_sites_takes_no_rows_of_sites(folder: Path) -> None:
    lay_out(folder, {**FILES, "spread-plan.yaml": PLAN.replace(", site: site", "")})
    lay_out(folder, {"data/falls.csv": "month,falls,bed_days\n2026-04-01,3,500\n"})
    of_sites = returned("falls.csv", "month,site,falls,bed_days\n2026-05-01,ash,1,500\n")
    of_all = returned("falls-all.csv", "month,falls,bed_days\n2026-05-01,4,900\n")

    assert 'add "site: site" to its data' in refused(of_sites)[0][1]
    assert in_json(of_all)["rows"][0]["site"] is None


@pytest.mark.usefixtures("plan")
def test_a_file_that_is_not_there_is_wrong_usage() -> None:
    result = CliRunner().invoke(app, ["collect", "back/none.csv"])

    assert 'there is no file "back/none.csv"' in str(result.exception)


@pytest.mark.usefixtures("plan")
def test_a_table_that_keeps_being_changed_by_an_editor_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    file = returned("ash.csv", "date,change,stage\n2026-06-01,huddle,implementing\n")
    append = table_draft.TableDraft.append

    def append_late(draft: table_draft.TableDraft, rows: Any) -> None:
        append(draft, rows)
        draft.path.write_bytes(draft.path.read_bytes() + b"2026-05-02,elm,huddle,testing,,,,\n")

    monkeypatch.setattr(table_draft.TableDraft, "append", append_late)

    result = CliRunner().invoke(app, ["collect", "--as-of", "2026-06-30", "--write", file])

    assert "changed meanwhile by someone else; nothing was written" in str(result.exception)
    assert Path("adoption.csv").read_text().startswith(ADOPTION + "2026-05-02,elm,huddle,testing,,,,\n")
    assert "2026-06-01" not in Path("adoption.csv").read_text()


@pytest.mark.usefixtures("plan")
def test_a_row_that_an_editor_saved_meanwhile_is_kept_beside_the_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    file = returned("ash.csv", "date,change,stage\n2026-06-01,huddle,implementing\n")
    theirs = ADOPTION + "2026-05-02,elm,huddle,testing,,,,\n"
    append = table_draft.TableDraft.append

    def append_late(draft: table_draft.TableDraft, rows: Any) -> None:
        append(draft, rows)
        draft.path.write_text(theirs)

    monkeypatch.setattr(table_draft.TableDraft, "append", append_late)

    result = CliRunner().invoke(app, ["collect", "--as-of", "2026-06-30", "--write", file])

    assert result.exit_code == 0, result.output
    assert Path("adoption.csv").read_text() == theirs + "2026-06-01,ash,huddle,implementing,,,,\n"


def keys_in(data: Any) -> Any:
    """Return the names of all keys, with the kinds of what is below them."""
    if isinstance(data, dict):
        free = {"cells", "old"}
        return {name: None if name in free else keys_in(below) for name, below in data.items()}
    return [keys_in(data[0])] if isinstance(data, list) and data else None


@pytest.mark.usefixtures("plan")
def test_json_has_exactly_the_promised_keys() -> None:
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    promised = json.loads(page.partition("spreadkit collect --format json`\n\n```json")[2].partition("```")[0])
    rows = [["date", "change", "stage"], [date(2026, 5, 1), "huddle", "aware"], [date(2026, 6, 1), "huddle", "doing"]]
    file = workbook("ash.xlsx", {"Sheet1": rows, "Lists": [["aware"]]}, hidden=("Lists",))

    said = in_json(file)

    assert keys_in(said) == keys_in({**promised, "written": []})


@pytest.mark.usefixtures("plan")
def test_rows_that_are_not_there_after_writing_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    file = returned("ash.csv", "date,change,stage\n2026-06-01,huddle,implementing\n")
    monkeypatch.setattr(table_draft, "write_whole", lambda *_: None)

    result = CliRunner().invoke(app, ["collect", "--as-of", "2026-06-30", "--write", file])

    assert 'was written into "adoption.csv", but is not in the plan as it is read now' in str(result.exception)


cells = st.fixed_dictionaries(
    {
        "date": st.sampled_from(["2026-05-01", "2026-05-02", "2026-07-01", ""]),
        "site": st.sampled_from(["ash", "elm", "ahs", ""]),
        "change": st.sampled_from(["huddle", "board", "hudle"]),
        "stage": st.sampled_from(["aware", "testing", "paused", "done", ""]),
        "note": st.sampled_from(["", "a;b", 'She said "no"\nand left', "=1+1"]),
    }
)


@given(rows=st.lists(cells, max_size=6), accept_changes=st.booleans())
def test_every_row_is_taken_refused_or_left_out_and_all_or_none_is_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], *, accept_changes: bool
) -> None:
    folder = lay_out(tmp_path_factory.mktemp("plan"), FILES)
    with (folder / "back.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["date", "site", "change", "stage", "note"], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    before = contents(folder)

    def take() -> Collection:
        return spreadkit.collect(
            [folder / "back.csv"], folder, as_of=date(2026, 6, 30), accept_changes=accept_changes, write=True
        )

    first = take()

    refused_lines = {place.line for each in first.refused for place in each.places or (each.place,)}
    left_out = sum(not row["date"] and not row["stage"] for row in rows)
    assert len(first.rows) + len(refused_lines) + left_out == len(rows)
    assert bool(first.written) == (first.is_sound and first.has_news)
    if not first.written:
        assert contents(folder) == before
        return
    assert [row.verdict for row in take().rows] == [RowVerdict.SAME] * len(first.rows)
    old = before[(folder / "adoption.csv").as_posix()].decode().splitlines()
    new = (folder / "adoption.csv").read_text(encoding="utf-8")
    assert [line for line in old if line not in new.splitlines()] == [
        line for line in old[1:] if first.those(RowVerdict.CHANGED)
    ]


def taken(plan: Path, name: str, text: str) -> Collection:
    (plan / name).write_text(text, encoding="utf-8")
    return spreadkit.collect([plan / name], plan, as_of=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("heading", "cell"), [("Unit", "Elm Ward"), ("Ward", "elm"), ("Hospital", "ELM WARD"), ("Where", "Ward 3")]
)
def test_a_column_that_speaks_of_another_site_than_the_name_of_the_file_is_refused(
    plan: Path, heading: str, cell: str
) -> None:
    collection = taken(plan, "ash.csv", f"month,{heading},falls,bed_days\n2026-05-01,{cell},2,480\n")

    (refusal,) = collection.refused
    assert refusal.message == (
        f'the name of the file speaks of "ash", but its column "{heading}" of "{cell}"; correct the name of the file, '
        "or the column"
    )
    assert collection.rows == ()


def test_a_column_that_speaks_of_the_same_site_or_of_none_is_left_out(plan: Path) -> None:
    collection = taken(plan, "ash.csv", "month,Unit,Team,falls,bed_days\n2026-05-01,Ash Ward,Blue,2,480\n")

    assert collection.refused == ()
    assert [row.site for row in collection.rows] == ["ash"]


@pytest.mark.parametrize(
    ("site", "change", "stage"),
    [("Elm Ward", "huddle", "testing"), ("ELM", "Huddle", "Testing"), ("elm ward", "Safety board", "3")],
)
def test_names_and_capitals_are_taken_for_the_one_thing_that_they_can_mean(
    plan: Path, site: str, change: str, stage: str
) -> None:
    collection = taken(plan, "back.csv", f"date,site,change,stage\n2026-05-02,{site},{change},{stage}\n")

    assert collection.refused == ()
    assert [(row.site, row.cells["stage"]) for row in collection.rows] == [("elm", "testing")]


def test_a_name_that_two_sites_have_is_refused(plan: Path) -> None:
    (plan / "sites.csv").write_text(SITES.replace("Ward 3", "Elm Ward"), encoding="utf-8")

    collection = taken(plan, "back.csv", "date,site,change,stage\n2026-05-02,Elm Ward,huddle,testing\n")

    assert [refusal.slug for refusal in collection.refused] == ["bad-id"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("sep=;\nmonth;site;falls;bed_days\n2026-05-01;elm;2;480,5\n", {"falls": "2", "bed_days": "480.5"}),
        ("month;site;falls;bed_days\n2026-05-01;elm;2;1.250,5\n", {"falls": "2", "bed_days": "1250.5"}),
        ('month,site,falls,bed_days\n2026-05-01,elm,2,"1,300"\n', {"falls": "2", "bed_days": "1300"}),
    ],
)
def test_numbers_are_taken_as_the_file_writes_them(plan: Path, text: str, cells: dict[str, str]) -> None:
    collection = taken(plan, "back.csv", text)

    assert collection.refused == ()
    assert [{name: row.cells[name] for name in cells} for row in collection.rows] == [cells]


def test_cells_of_one_cause_are_refused_once_with_all_their_places(plan: Path) -> None:
    rows = "".join(f"{1 + row % 12:02}-{4 + row // 12:02}-2026,elm,{row},480\n" for row in range(20))

    collection = taken(plan, "back.csv", f"month,site,falls,bed_days\n{rows}")

    (refusal,) = collection.refused
    assert refusal.message == (
        '20 rows of "month" are not dates, such as "01-04-2026", "02-04-2026", "03-04-2026" and 17 more: it can be '
        "day, month, year or month, day, year; write year-month-day, such as 2026-03-31; if the day comes first, run "
        "again with --dates day-first; if the month comes first, run again with --dates month-first"
    )
    assert (refusal.place.line, refusal.place.column) == (2, 1)
    assert [place.line for place in refusal.places] == list(range(2, 22))

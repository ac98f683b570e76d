"""What sites write in their own way: months as columns, days day-first, words for stages, merged cells, titles."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from spreadkit.cli.app import app
from spreadkit.model.adoption import LADDER, AdoptionStage
from spreadkit.model.stage_words import stage_words

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls-rate:
    title: Falls per 1000 bed days
    kind: outcome
    better: lower
    data: {file: data/falls.csv, date: month, count: falls, per: bed_days, times: 1000, site: site}
  ulcers: {title: Ulcers, kind: outcome, better: lower, data: {file: data/ulcers.csv, count: new, site: site}}
"""
FILES = {
    "spread-plan.yaml": PLAN,
    "sites.csv": "id,name\nash,Ash Ward\nelm,Elm Ward\noak,Oak Ward\n",
    "adoption.csv": "date,site,change,stage,barrier,reason,note,by\n",
    "data/falls.csv": "month,site,falls,bed_days\n",
    "data/ulcers.csv": "date,site,new\n",
}
SITES = ("ash", "elm", "oak")
MONTHS = st.lists(st.dates(date(1990, 1, 1), date(2026, 5, 1)).map(lambda day: day.replace(day=1)), unique=True)
WRITTEN = ("{:%b %Y}", "{:%B %Y}", "{:%Y-%m}", "{:%m/%Y}", "{:%Y-%m-%d}", "{:%b-%Y}")


def lay_out(files: Mapping[str, str]) -> None:
    for name, content in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")


@pytest.fixture(autouse=True)
def _plan(folder: Path) -> None:
    assert folder.is_dir()
    lay_out(FILES)


def returned(name: str, content: str) -> str:
    lay_out({f"back/{name}": content})
    return f"back/{name}"


def sheet(name: str, rows: list[list[Any]], merged: tuple[str, ...] = (), *, title: str = "Sheet1") -> str:
    book = Workbook()
    made = book.worksheets[0]
    made.title = title
    for row in rows:
        made.append(row)
    for cells in merged:
        made.merge_cells(cells)
    Path("back").mkdir(exist_ok=True)
    book.save(f"back/{name}")
    return f"back/{name}"


def collect(*words: str) -> Any:
    words = ("collect", "--as-of", "2026-06-30", "--format", "json", *words)
    return json.loads(CliRunner().invoke(app, words).stdout)


def rows_of(found: Any) -> list[dict[str, str]]:
    return sorted((row["cells"] for row in found["rows"]), key=json.dumps)


def only(found: list[Any]) -> Any:
    (one,) = found
    return one


@given(
    months=MONTHS.filter(lambda months: len(months) > 1),
    sites=st.lists(st.sampled_from(SITES), min_size=1, unique=True),
    form=st.sampled_from(WRITTEN),
    data=st.data(),
)
def test_a_table_turned_is_read_as_the_same_rows(
    months: list[date], sites: list[str], form: str, data: st.DataObject
) -> None:
    months.sort()
    figures = {
        (site, name, day): str(data.draw(st.integers(1, 999)))
        for site in sites
        for name in ("falls", "bed_days")
        for day in months
    }
    down = [
        f"{day},{site},{figures[site, 'falls', day]},{figures[site, 'bed_days', day]}"
        for site in sites
        for day in months
    ]
    labels = data.draw(st.permutations([(site, name) for site in sites for name in ("falls", "bed_days")]))
    across = [",".join([site, name, *(figures[site, name, day] for day in months)]) for site, name in labels]
    heading = ",".join(["Ward", "Measure", *(form.format(day) for day in months)])

    one = collect(returned("down.csv", "\n".join(["month,site,falls,bed_days", *down])))
    other = collect(returned("across.csv", "\n".join([heading, *across])))

    assert rows_of(one) == rows_of(other)
    assert len(one["rows"]) == len(sites) * len(months)
    assert not other["refused"]
    assert "stand as columns" in only(other["remarks"])


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("elm.csv", ",Jan-26,Feb-26,\nFalls,3,2,\nBed days,400,410,\n", 2),
        ("ulcers.csv", "Ward;Jan 2026;Feb 2026;März 2026\nElm Ward;1;2;3\nAsh;4;5;\n", 5),
        ("elm-ulcers.csv", "Ulcers on Elm,,\n,,\nNew,2026-01,2026-02\n,1,2\n", 2),
    ],
    ids=["labels without a name", "one column only", "titles above, measure in the corner"],
)
def test_months_as_columns_are_read_where_site_and_measure_are_known(name: str, content: str, read: int) -> None:
    found = collect(returned(name, content))

    assert not found["refused"]
    assert len(found["rows"]) == read


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "falls.csv",
            "Ward,Jan-26,Feb-26\nAsh,3,2\nElm,2,2\n",
            '"month,site,falls,bed_days", and below it "2026-01-01,Ash,3,…"',
        ),
        ("elm.csv", "Measure,Jan-26,Feb-26\nFalls,3,2\nBed days,9,9\nStaff,1,1\n", '"Staff" is none of the columns'),
        ("elm.csv", "Measure,Jan-26,Feb-26,Total\nFalls,3,2,5\nBed days,9,9,18\n", 'the column "Total" is no month'),
        ("elm.csv", "Measure,Jan,Feb,Mar\nFalls,3,2,5\nBed days,9,9,18\n", 'such as "Jan 2026"'),
        ("rota.csv", "Ward,Jan-26,Feb-26\nAsh,3,2\n", "named by its rows, its sheet or its file"),
        ("elm.csv", "Measure,Jan-26,Feb-26\nFalls,3,2\nBed days,9,9\nFalls,3,2\n", "about the same"),
        ("falls.csv", "Ward,Lead,Jan-26,Feb-26\nAsh,Mo,3,2\n", 'the column "Lead" is neither'),
    ],
)
def test_what_cannot_be_turned_says_why_and_shows_its_first_row(name: str, content: str, says: str) -> None:
    found = collect(returned(name, content))

    assert says in only(found["refused"])["message"]
    assert not found["rows"]


def test_a_turned_cell_keeps_its_place() -> None:
    rows = [["Measure", "Jan 2026", "Feb 2026"], ["Falls", 1, 2], ["Bed days", 400, "many"]]

    refused = only(collect(sheet("elm.xlsx", rows))["refused"])

    assert refused["from"]["cell"] == "C3"


def test_days_of_one_month_are_no_months() -> None:
    refused = only(collect(returned("falls.csv", "Ward,Jan-26,Jan-27,Jan-28\nAsh,1,2,3\n"))["refused"])

    assert "fits no table" in refused["message"]


ORDERED = {"day-first": "{:%d/%m/%Y}", "month-first": "{:%m/%d/%Y}"}


@given(
    days=st.lists(st.dates(date(1990, 1, 1), date(2026, 6, 30)), min_size=1, unique=True),
    order=st.sampled_from(sorted(ORDERED)),
    separator=st.sampled_from("/.-"),
)
def test_no_day_is_ever_read_as_another(days: list[date], order: str, separator: str) -> None:
    written = [ORDERED[order].format(day).replace("/", separator) for day in days]
    path = returned("elm.csv", "\n".join(["month,falls,bed_days", *(f"{text},1,9" for text in written)]))

    undeclared, declared = collect(path), collect(path, "--dates", order)

    expected = {day.isoformat() for day in days}
    assert {row["date"] for row in declared["rows"]} == expected
    assert len([remark for remark in declared["remarks"] if "was read with" in remark]) == 1
    if undeclared["refused"]:
        message = only(undeclared["refused"])["message"]
        assert f"--dates {order}" in message
        assert not undeclared["rows"]
    else:
        assert {row["date"] for row in undeclared["rows"]} == expected
        assert any("was read with" in remark for remark in undeclared["remarks"])


@given(
    days=st.lists(st.dates(date(1990, 1, 1), date(2026, 6, 30)), min_size=1, unique=True),
    order=st.sampled_from(sorted(ORDERED)),
    declare=st.sampled_from(["plan", "data", "nowhere"]),
)
def test_the_tables_of_a_plan_are_read_as_it_declares(days: list[date], order: str, declare: str) -> None:
    plan = PLAN + f"dates: {order}\n" * (declare == "plan")
    plan = plan.replace("times: 1000", f"times: 1000, dates: {order}") if declare == "data" else plan
    rows = "".join(f"{ORDERED[order].format(day)},ash,1,9\n" for day in days)
    lay_out({"spread-plan.yaml": plan, "data/falls.csv": f"month,site,falls,bed_days\n{rows}"})

    words = ("check", "--as-of", "2026-06-30", "--format", "json")
    findings = json.loads(CliRunner().invoke(app, words).stdout)["findings"]
    about = [one for one in findings if one["file"] == "data/falls.csv"]
    found = [one for one in about if one["slug"] in {"wrong-value", "days-read-by-order"}]
    points = CliRunner().invoke(app, ["measure", "falls-rate", "--as-of", "2026-06-30", "--format", "csv"]).stdout

    if any(one["slug"] == "wrong-value" for one in found):
        assert declare == "nowhere"
        assert f"dates: {order}" in only(found)["message"]
        return
    read = {line.split(",")[2] for line in points.splitlines()[1:] if line}
    assert read == {day.isoformat() for day in days}
    assert [one["slug"] for one in found] == ["days-read-by-order"] * (declare == "nowhere")


def test_a_sheet_whose_days_may_have_been_turned_is_refused() -> None:
    first = date(2026, 4, 3)
    rows = [["Month", "Falls", "Bed days"], [first, 1, 400], ["13/05/2026", 2, 410]]

    for words in ((), ("--dates", "day-first")):
        refused = only(collect(sheet("elm.xlsx", rows), *words)["refused"])
        assert "exchanged day and month" in refused["message"]
        assert refused["from"]["cell"] == "A3"


def test_rows_are_added_to_a_table_that_is_written_day_first() -> None:
    lay_out({"data/falls.csv": "month,site,falls,bed_days\n13/04/2026,ash,1,400\n01/05/2026,ash,2,410\n"})

    found = collect(returned("ash.csv", "month,falls,bed_days\n13/04/2026,1,400\n02/06/2026,3,420\n"), "--write")

    assert found["summary"] == {"new": 1, "same": 1, "changed": 0, "refused": 0}
    assert Path("data/falls.csv").read_text(encoding="utf-8").endswith("\n2026-06-02,ash,3,420\n")


STAGES = [stage.value for stage in AdoptionStage]
OWN = st.dictionaries(
    st.from_regex(r"[A-Za-z]{2,8}( [a-z]{1,6})?", fullmatch=True).filter(
        lambda word: (
            word.casefold().replace(" ", "-") not in {*STAGES, "yes", "no", "on", "off", "true", "false", "null"}
        )
    ),
    st.sampled_from(STAGES),
    min_size=1,
    max_size=6,
)


@given(own=OWN, data=st.data())
def test_own_words_mean_what_the_plan_says(own: dict[str, str], data: st.DataObject) -> None:
    own = {word: own[word] for word in {word.casefold(): word for word in own}.values()}
    keys = {
        data.draw(st.sampled_from([word, word.replace(" ", "-"), word.upper()])): stage for word, stage in own.items()
    }
    listed = ", ".join(f"'{word}': {stage}" for word, stage in keys.items())
    written = {data.draw(st.sampled_from([word, word.title(), word.replace(" ", "_")])): own[word] for word in own}
    lines = [f"{date(2026, 1, 1) + timedelta(index)},huddle,{word}" for index, word in enumerate(written)]
    path = returned("elm.csv", "\n".join(["date,change,stage", *lines, ""]))

    lay_out({"spread-plan.yaml": PLAN})
    before = collect(path)
    lay_out({"spread-plan.yaml": f"{PLAN}words: {{stages: {{{listed}}}}}\n"})
    after = collect(path)

    assert only(before["refused"])["message"].startswith(f"{len(written)} row")
    assert "words: {stages: {" in only(before["refused"])["message"]
    assert not before["rows"]
    assert [row["cells"]["stage"] for row in after["rows"]] == list(written.values())
    assert not after["refused"]
    assert any("were read" in remark for remark in after["remarks"])


def test_numbers_of_the_tracker_stand_for_stages_unless_the_plan_numbers_them_itself() -> None:
    assert [stage_words({})[str(number)] for number in range(7)] == list(LADDER)
    own = stage_words({"1": AdoptionStage.TESTING})
    assert (own["1"], own.get("2")) == (AdoptionStage.TESTING, None)


def test_in_the_plans_own_table_a_word_is_only_suggested() -> None:
    lay_out(
        {
            "spread-plan.yaml": f"{PLAN}words: {{stages: {{in-progress: testing}}}}\n",
            "adoption.csv": "date,site,change,stage\n2026-05-01,ash,huddle,In progress\n",
        }
    )

    shown = CliRunner().invoke(app, ["check", "--all", "--as-of", "2026-06-30"]).stdout

    assert '"In progress" is a word for testing; write that' in shown


def test_words_for_one_site_and_several_come_together() -> None:
    lay_out({"spread-plan.yaml": f"{PLAN}words: {{site: ward}}\n"})

    shown = CliRunner().invoke(app, ["check", "--all", "--as-of", "2026-06-30"]).stdout

    assert 'write both "site" and "sites"' in shown


@given(spans=st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_a_merged_cell_holds_for_each_of_its_rows(spans: list[int]) -> None:
    rows: list[list[Any]] = [["Site", "Month", "Falls", "Bed days"]]
    merged = []
    for site, span in zip(SITES, spans, strict=False):
        merged += [f"A{len(rows) + 1}:A{len(rows) + span}"] * (span > 1)
        rows += [[site if not month else None, date(2026, 1 + month, 1), month, 400] for month in range(span)]

    found = collect(sheet("all.xlsx", rows, tuple(merged)))

    assert not found["refused"]
    counts = [sum(row["site"] == site for row in found["rows"]) for site in SITES]
    assert counts == [*spans, *[0] * (len(SITES) - len(spans))]
    assert len(found["remarks"]) == (1 if merged else 0)


def test_figures_that_are_merged_count_once() -> None:
    rows = [["Month", "Falls", "Bed days"], [date(2026, 1, 1), 1, 800], [date(2026, 2, 1), 2, None]]

    found = collect(sheet("elm.xlsx", rows, ("C2:C3",)))

    assert [row["cells"].get("bed_days") for row in found["rows"]] == ["800", None]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_titles_above_and_empty_columns_beside_do_not_matter(separator: str) -> None:
    text = "Falls, report for Elm\n,,,\nMonth,Falls,Bed days,,\n2026-02-01,2,410,,\n,,,,\n"
    text = text.replace(",", separator)

    found = collect(returned("elm.csv", text))

    assert not found["refused"]
    assert only(found["rows"])["from"]["line"] == 4


def test_titles_are_searched_for_data_of_patients() -> None:
    found = collect(returned("elm.csv", "NHS 943 476 5919\nMonth,Falls,Bed days\n2026-02-01,2,410\n"))

    assert only(found["refused"])["slug"] == "looks-like-patient-data"

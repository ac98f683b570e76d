"""The StaRI checklist: 27 items in order, each with what the plan holds and where, and nothing that it does not."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import spreadkit
from spreadkit import PatientDataError, build_report, get_format
from spreadkit.api.plans import _view
from spreadkit.cli.app import app
from spreadkit.formats.markdown import escaped
from spreadkit.model.measure import MeasureKind
from spreadkit.model.report import Group, Report, ReportTable, walk
from spreadkit.reporting.stari.checklist import WRITERS_OF_ITEMS, FilledItem, ItemState, filled_items
from spreadkit.reporting.stari.entries import WHOLE_PLAN, EntryState
from spreadkit.reporting.stari.items import ITEMS

from big_plan import AS_OF as BIG_DAY
from big_plan import write_big_plan
from matrix import AS_OF, EXAMPLES, TOP

HUDDLES = TOP / "examples" / "north-network-huddles"
HEADING = re.compile(r"^### (\d+)\\?\. ", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{2,}")
FIVE_ANSWERS = """\
schema: spreadkit/plan@1
title: Huddles
frameworks: [{use: ihi-spread@2006.1}]
answers:
  ihi-spread:
    leadership.executive-sponsor: {level: good, because: Named}
    leadership.strategic-priority: {level: partial, because: Half}
    aim.what: {level: good, because: Named}
    aim.by-when: {level: unknown}
    aim.how-good: {level: absent, because: None}
"""


def plan_in(folder: Path, text: str, **tables: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spread-plan.yaml").write_text(text, encoding="utf-8")
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    return folder


def a_plan(more: str) -> str:
    return f"schema: spreadkit/plan@1\ntitle: Huddles\n{more}"


def filled(folder: Path, as_of: date = AS_OF) -> dict[int, FilledItem]:
    view = _view(folder, as_of)
    return {each.item.number: each for each in filled_items(view, view.answers)}


def checklist(folder: Path, as_of: date = AS_OF, **more: Any) -> Report:
    return build_report(folder, as_of=as_of, reader="journal", **more)


def markdown(report: Report) -> str:
    return str(get_format("md", "report").render_report(report))


def numbered(report: Report) -> list[str]:
    """Return the headings of the items, in the order of the report."""
    groups = (block for part in report.sections for block in walk(part.blocks) if isinstance(block, Group))
    return [group.title for group in groups if re.match(r"\d+\. ", group.title)]


def states(item: FilledItem) -> dict[str, EntryState]:
    return {entry.term: entry.state for entry in item.entries}


# All 27 items


def test_the_catalogue_has_27_items_and_a_writer_for_each_strand() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 28)) == sorted(WRITERS_OF_ITEMS)
    assert [item.number for item in ITEMS if item.intervention] == [4, 8, 9, 11, 13, 17, 18, 20, 22, 26]
    assert all(len(WRITERS_OF_ITEMS[item.number]) == (2 if item.intervention else 1) for item in ITEMS)
    assert len({text for item in ITEMS for text in (item.asks, item.intervention) if text}) == 37


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_shows_every_item_once_and_in_order(example: str) -> None:
    report = checklist(TOP / "examples" / example)

    word = docx.Document(BytesIO(get_format("docx", "report").render_report(report)))
    headings = [line.text for line in word.paragraphs if line.style and line.style.name == "Heading 2"]
    assert numbered(report) == [f"{item.number}. {item.title}" for item in ITEMS]
    assert [int(number) for number in HEADING.findall(markdown(report))] == list(range(1, 28))
    assert [int(title.split(".")[0]) for title in headings if title[0].isdigit()] == list(range(1, 28))
    assert word.paragraphs[0].text.startswith("StaRI checklist")


def test_a_plan_of_five_answers_says_nothing_about_nearly_all(tmp_path: Path) -> None:
    found = filled(plan_in(tmp_path, FIVE_ANSWERS))

    says = [number for number, each in found.items() if each.state is ItemState.SAYS]
    assert says == [1, 4]
    assert {each.state for number, each in found.items() if number not in says} == {ItemState.NOTHING}
    assert "**2 of 27**" in markdown(checklist(tmp_path))


def test_a_plan_of_a_title_alone_can_be_reported_in_every_format(tmp_path: Path) -> None:
    report = checklist(plan_in(tmp_path, a_plan("")))

    for name in ("html", "markdown", "text", "json", "docx"):
        assert get_format(name, "report").render_report(report)
    assert numbered(report) == [f"{item.number}. {item.title}" for item in ITEMS]


def test_a_large_plan_is_told_in_counts_and_not_site_by_site(tmp_path: Path) -> None:
    write_big_plan(tmp_path)

    text = markdown(checklist(tmp_path, BIG_DAY))

    assert [int(number) for number in HEADING.findall(text)] == list(range(1, 28))
    assert "60 of 60" in text
    assert len(text) < 60_000


# What is known, and what is not


STUDY = """\
study:
  funding: unknown
  ethics: Approved by the board, 12/2025
  not-applicable: {13: No economic evaluation was planned}
"""


def test_said_unknown_missing_and_not_applicable_are_four_things(tmp_path: Path) -> None:
    found = filled(plan_in(tmp_path, a_plan(STUDY)))

    assert states(found[27]) == {
        "Ethics and other approvals": EntryState.SAYS,
        "Registration, or protocol": EntryState.MISSING,
        "Funding": EntryState.UNKNOWN,
        "Conflicts of interest": EntryState.MISSING,
    }
    assert found[13].state is ItemState.NOT_APPLICABLE
    text = markdown(checklist(tmp_path))
    assert "Not applicable, says the plan" in text
    assert "No economic evaluation was planned" in text
    assert "Add under study.interests: the conflicts of interest" in text
    assert "study.economics" not in text
    assert "| Funding | **○ Unknown, says the plan** | study.funding |" in text


def test_an_item_of_which_all_is_unknown_counts_as_unknown(tmp_path: Path) -> None:
    keys = ("funding", "ethics", "registered", "interests")
    found = filled(plan_in(tmp_path, a_plan("study:\n" + "".join(f"  {key}: Unknown\n" for key in keys))))

    assert found[27].state is ItemState.UNKNOWN


@pytest.mark.parametrize(
    ("table", "items"), [("sites", {8: "Sites that are meant"}), ("adoption", {17: "Sites that have begun"})]
)
def test_a_table_that_cannot_be_read_is_not_taken_for_one_that_is_missing(
    tmp_path: Path, table: str, items: dict[int, str]
) -> None:
    plan = a_plan(
        "sites: sites.csv\nadoption: adoption.csv\npackage: {version: '1', changes: {b: {title: B, core: yes}}}\n"
    )
    tables = {"sites": "id,name\nash,Ash\n", "adoption": "date,site,change,stage\n2026-01-01,ash,b,testing\n"}
    folder = plan_in(tmp_path, plan, **tables)
    (folder / f"{table}.csv").write_bytes(b"\xff\xfe\x00id")

    found = filled(folder)

    for number, term in items.items():
        assert EntryState.UNREAD in states(found[number]).values()
        assert states(found[number]).get(term) is not EntryState.MISSING
    assert "**■ Not read**" in markdown(checklist(folder))


def test_values_of_a_part_that_cannot_be_read_are_told_beside_what_can(tmp_path: Path) -> None:
    found = filled(plan_in(tmp_path, a_plan("aim: {statement: All wards, by: 2026-02-30}\n")))

    assert states(found[5])["Aim"] is EntryState.SAYS
    assert states(found[5])["Not read"] is EntryState.UNREAD
    assert "By when" not in states(found[5])


def test_what_is_dated_after_the_day_has_not_happened(tmp_path: Path) -> None:
    plan = a_plan(
        "revisions: [{on: 2026-06-01, what: Earlier one}, {on: 2026-07-01, what: Later one}]\n"
        "learning: [{on: 2026-07-01, what: Learnt later}]\n"
        "adaptations: [{on: 2026-07-01, change: b, what: Adapted later, judged: harmful}]\n"
        "measures: {m: {title: M, kind: outcome, better: lower, annotations: [{on: 2026-07-01, says: Noted later}]}}\n"
    )

    before, after = (markdown(checklist(plan_in(tmp_path, plan), day)) for day in (AS_OF, date(2026, 7, 1)))

    assert "Earlier one" in before
    assert not re.search(r"Later one|Learnt later|Adapted later|Noted later", before)
    assert all(text in after for text in ("Later one", "Learnt later", "Adapted later", "Noted later"))


def test_people_are_told_by_their_roles(tmp_path: Path) -> None:
    plan = a_plan(
        "people: {ap: {name: Anjali Prasad, role: executive-sponsor, organisation: North Network, time: unknown}}\n"
        "embedding: {owner: ap}\n"
    )

    text = markdown(checklist(plan_in(tmp_path, plan)))

    assert "Anjali" not in text
    assert "Executive sponsor: North Network; share of a full week: unknown" in text
    assert "North Network; not accepted yet" in text


def test_an_item_that_there_is_not_is_a_finding(tmp_path: Path) -> None:
    plan = plan_in(tmp_path, a_plan("study: {not-applicable: {28: None, thirteen: None}}\n"))

    found = [each for each in spreadkit.check([plan], as_of=AS_OF).findings if each.slug == "wrong-value"]

    assert [each.message.partition(";")[0] for each in found] == [
        '"28" is no item of the StaRI checklist',
        '"thirteen" is no item of the StaRI checklist',
    ]
    assert {each.location.line for each in found} == {3}


# The same figures as in every report


def test_the_answers_are_those_of_the_pack() -> None:
    pack, text = build_report(HUDDLES, as_of=AS_OF, reader="appendix"), markdown(checklist(HUDDLES))

    told = {verdict.question: verdict.says for verdict in pack.verdicts}
    for question in ("working", "on-track", "stuck", "lasting", "trust"):
        assert escaped(told[question].replace("\u2068", "").replace("\u2069", "")) in text
    assert pack.headline is not None
    assert escaped(pack.headline.says.replace("\u2068", "").replace("\u2069", "")) in text


def test_the_measures_say_what_they_say_in_the_pack() -> None:
    view, found = _view(HUDDLES, AS_OF), filled(HUDDLES)

    shown = "\n".join(entry.says for number in (18, 19, 24) for entry in found[number].entries)
    told = [each.says for each in view.charts.values() if each.line.known]
    assert len(told) == 4
    assert all(says in shown for says in told)
    assert {each.measure.kind for each in view.charts.values()} == set(MeasureKind)


def test_counts_of_sites_say_which_are_as_last_seen_and_of_how_many_it_is_not_known() -> None:
    found = filled(HUDDLES)

    told = {entry.term: entry.says for number in (18, 21) for entry in found[number].entries}
    assert (
        told["In place: Safety huddle at the start of each day and night shift"]
        == "8 of 16 target sites; one of them last seen in April: Dunlin Ward; not known of 1 site"
    )
    groups = told["Every core change in place, by kind of site"].splitlines()
    assert groups[3] == "Dunlin Bay Hospital: 1 of 4 sites; last seen in April: Dunlin Ward; not known of 1 site"
    assert sum(int(line.split(": ")[1].split(" of ")[0]) for line in groups) == 7


def test_since_a_day_what_moved_stands_at_the_top() -> None:
    assert checklist(HUDDLES).moved is None
    assert checklist(HUDDLES, since="2026-03-31").moved is not None


# Nothing that neither the plan nor the catalogue says


def every_text(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in every_text(part))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in every_text(item))


@cache
def catalogue() -> frozenset[str]:
    """Return every word of a text in the code."""
    files = Path(spreadkit.__file__).parent.rglob("*.py")
    trees = (ast.parse(path.read_text("utf-8")) for path in files)
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    months = "January February March April May June July August September October November December"
    return frozenset(WORD.findall(" ".join([months, *(text for text in texts if isinstance(text, str))]).casefold()))


def words_shown(report: Report) -> set[str]:
    data = report.model_dump(mode="json", exclude={"brand", "facts", "revision", "plan"})
    return set(WORD.findall(" ".join(every_text(data)).casefold()))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_word_of_an_example_comes_from_its_files_or_from_the_catalogue(example: str) -> None:
    folder = TOP / "examples" / example
    files = [path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in {".yaml", ".csv"}]
    titles = [path.read_text("utf-8") for path in (TOP / "frameworks").glob("*.yaml")]
    own = set(WORD.findall(" ".join([*files, *titles]).casefold()))

    assert words_shown(checklist(folder)) - own - catalogue() == set()


def is_there(data: Any, route: str) -> bool:
    """Whether keys lead to something in a plan."""
    for key in route.split("."):
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True


def keys_with_dots(data: Any, route: str) -> bool:
    """Whether keys, some of which hold dots, lead to something in a plan."""
    if not route:
        return True
    if not isinstance(data, dict):
        return False
    return any(
        (route == key or route.startswith(f"{key}.")) and keys_with_dots(data[key], route[len(key) + 1 :])
        for key in map(str, data)
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_said_stands_where_it_is_said_to_stand(example: str) -> None:
    folder = TOP / "examples" / example
    data = yaml.safe_load((folder / "spread-plan.yaml").read_text("utf-8"))

    for each in filled(folder).values():
        for entry in each.entries:
            if entry.is_held:
                assert all(keys_with_dots(data, route) for route in entry.at.splitlines()), entry
            elif entry.state is EntryState.MISSING:
                assert entry.at
                assert not is_there(data, entry.at) or "." not in entry.at, entry


TOKENS = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=9, max_size=14)
SHOWN = (
    *("summary", "caveat", "aim.statement", "aim.because", "aim.for", "approach.because", "approach.stop-when"),
    *(
        "package.title",
        "package.principles",
        "package.adapting",
        "package.changes.b.title",
        "package.changes.b.adopted",
    ),
    *("package.changes.b.because", "package.changes.b.adaptable", "waves.w.title", "waves.w.because"),
    *("obstacles.o.what", "support.s.title", "communities.c.title", "resources.r.title", "resources.r.need"),
    *("measures.m.definition", "measures.m.sample", "measures.m.source", "embedding.signal", "embedding.budget"),
    *("strata.t.title", "partners.p.title", "case.all.says", "tests.e.what", "successful-sites.x.result"),
    *(f"study.{key}" for key in ("problem", "design", "context", "subgroups", "economics", "ethics")),
    *(f"study.{key}" for key in ("registered", "funding", "interests")),
)
"""Texts of a plan that the checklist shows."""
FIXED: dict[str, Any] = {
    "schema": "spreadkit/plan@1",
    "title": "Huddles",
    "package": {"version": "1", "changes": {"b": {"title": "B"}}},
    "support": {"s": {"title": "S"}},
    "communities": {"c": {"title": "C"}},
    "resources": {"r": {"title": "R", "kind": "staff"}},
    "measures": {"m": {"title": "M", "kind": "outcome", "better": "lower"}},
    "strata": {"t": {"title": "T"}},
    "partners": {"p": {"title": "P"}},
    "tests": {"e": {"what": "E"}},
    "successful-sites": {"x": {"title": "X"}},
    "obstacles": {"o": {"what": "O"}},
    "case": {"all": {"says": "A"}},
}


@settings(max_examples=25, deadline=None)
@given(data=st.dictionaries(st.sampled_from(SHOWN), TOKENS, min_size=1))
def test_every_text_of_the_plan_is_shown_and_no_other(
    data: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan = json.loads(json.dumps(FIXED))
    for route, text in data.items():
        *above, last = route.split(".")
        part = plan
        for key in above:
            part = part.setdefault(key, {})
        part[last] = text

    report = checklist(plan_in(tmp_path_factory.mktemp("plan"), json.dumps(plan)))

    own = set(WORD.findall(" ".join(every_text(plan)).casefold()))
    cells = {
        cell.text
        for part in report.sections
        for block in walk(part.blocks)
        if isinstance(block, ReportTable)
        for row in block.rows
        for cell in row
    }
    assert words_shown(report) - own - catalogue() == set()
    assert {text for text in data.values() if not any(text in shown for shown in cells)} == set()
    assert WHOLE_PLAN in cells


# Data of patients, and the command


def test_data_of_patients_are_refused_or_masked(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, a_plan("study: {ethics: The patient had the NHS number 943 476 5919}\n"))

    with pytest.raises(PatientDataError):
        checklist(folder)
    text = markdown(checklist(folder, redact=True))
    assert "5919" not in text
    assert "The patient had the NHS number" in text


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", str(HUDDLES), "--as-of", "2026-06-30", *words])
    return result.exit_code, result.output or str(result.exception)


@pytest.mark.parametrize("name", ["stari", "StaRI", "STARI"])
def test_the_command_writes_markdown_by_its_name(name: str) -> None:
    code, text = run("--format", name)

    assert code == 0
    assert text.startswith("# Safety huddles")
    assert [int(number) for number in HEADING.findall(text)] == list(range(1, 28))


@pytest.mark.parametrize(("ending", "begins"), [(".md", b"# Safety"), (".docx", b"PK"), (".html", b"<!doctype html>")])
def test_the_command_writes_as_the_output_ends(tmp_path: Path, ending: str, begins: bytes) -> None:
    code, _ = run("--format", "stari", "--output", str(tmp_path / f"list{ending}"))
    other, _ = run("--for", "journal", "--output", str(tmp_path / f"other{ending}"))

    assert (code, other) == (0, 0)
    assert (tmp_path / f"list{ending}").read_bytes().lower().startswith(begins.lower())
    assert (tmp_path / f"list{ending}").read_bytes() == (tmp_path / f"other{ending}").read_bytes()


def test_the_checklist_is_for_no_other_reader() -> None:
    code, said = run("--format", "stari", "--for", "sponsor")

    assert code != 0
    assert 'the StaRI checklist is for a journal, not for "sponsor"; leave out --for' in said


def test_the_page_of_the_manual_is_a_plan_that_can_be_read(tmp_path: Path) -> None:
    page = (TOP / "docs" / "stari.md").read_text("utf-8")
    study = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(study) == 1

    found = filled(plan_in(tmp_path, a_plan(study[0])))

    assert found[10].state is ItemState.NOT_APPLICABLE
    assert set(states(found[27]).values()) == {EntryState.SAYS}
    assert spreadkit.check([tmp_path], as_of=AS_OF).count(spreadkit.Severity.ERROR) == 0

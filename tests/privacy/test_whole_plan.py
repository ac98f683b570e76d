"""Everything that enters a repository or a report is looked through, and no report shows what has no place in it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import spreadkit
from spreadkit.api.plans import build_report
from spreadkit.model.collection import Collection
from spreadkit.model.finding import Finding

AS_OF = date(2026, 6, 30)
HEAD = "schema: spreadkit/plan@1\ntitle: Example\n"
NHS = "943 476 5919"
ALLOWED = f"privacy:\n  allow:\n    - {{pattern: '{NHS}', because: An order, by: ap, until: 2026-12-31}}\n"

Write = Callable[[dict[str, str]], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def run(files: dict[str, str]) -> None:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")

    return run


def found_by(slug: str) -> list[Finding]:
    return [each for each in spreadkit.check([Path()], as_of=AS_OF).findings if each.slug == slug]


def patients_found() -> list[tuple[str, int]]:
    """Say where the data of patients were found."""
    return [(each.location.file, each.location.line) for each in found_by("looks-like-patient-data")]


@pytest.mark.parametrize(
    ("plan", "file"),
    [
        ("evidence:\n  e: {kind: file, file: evidence/a.md}\n", "evidence/a.md"),
        ("evidence:\n  e: {kind: file, file: evidence/a.txt}\n", "evidence/a.txt"),
        ("evidence:\n  e: {kind: file, file: a.csv}\n", "a.csv"),
        ("package: {version: '1', changes: {a: {title: A, how-to: guide.md}}}\n", "guide.md"),
        ("report: {pages: [{title: Own, file: own.md}]}\n", "own.md"),
    ],
)
def test_files_that_a_plan_names_are_looked_through(plan: str, file: str, write: Write) -> None:
    write({"spread-plan.yaml": HEAD + plan, file: f"Fine\nFell twice: {NHS}\n"})

    assert patients_found() == [(file, 2)]


def test_headings_of_evidence_are_looked_through(write: Write) -> None:
    write({"spread-plan.yaml": HEAD + "evidence:\n  e: {kind: file, file: a.csv}\n", "a.csv": "date,surname\n"})

    assert [each.location.column for each in found_by("looks-like-patient-data")] == [6]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("id,name,patient", 9),
        ("date,Postcode", 6),
        ("date,CHI", 6),
        ("date,NHS", 6),
        ("date,x-forename", 6),
        ("date;gender;age", 6),
        ('date,"Date of birth"', 6),
        ("date,bed_days,patients", None),
        ("id,name,postcode", None),
        ("date,age,falls", None),
        ("date,site,count", None),
    ],
)
def test_headings_about_patients_are_found(heading: str, column: int | None, write: Write) -> None:
    write({"spread-plan.yaml": HEAD + "sites: sites.csv\n", "sites.csv": f"{heading}\n"})

    columns = [each.location.column for each in found_by("looks-like-patient-data")]

    assert columns[:1] == ([] if column is None else [column])


def test_headings_of_the_team_are_found(write: Write) -> None:
    plan = "sites: sites.csv\nprivacy: {headings: Bed number}\n"
    write({"spread-plan.yaml": HEAD + plan, "sites.csv": "id,name,bed_number\n"})

    assert patients_found() == [("sites.csv", 1)]


def test_names_of_files_are_looked_through_and_masked(write: Write) -> None:
    write(
        {
            "spread-plan.yaml": HEAD + "adoption: sites/*/adoption.csv\n",
            f"sites/{NHS}/adoption.csv": "date,change,stage\n",
        }
    )

    found = found_by("looks-like-patient-data")

    assert [each.location.file for each in found] == ["sites/*** *** ****/adoption.csv"]
    assert "the name of this file" in found[0].message


def test_what_is_no_plan_is_looked_through_too(write: Write) -> None:
    write({"spread-plan.yaml": f"schema: spreadkit/plan@1\nsummary: {NHS}\n"})

    assert patients_found() == [("spread-plan.yaml", 2)]


def test_allowed_text_is_not_found_until_the_entry_ends(write: Write) -> None:
    write({"spread-plan.yaml": f"{HEAD}summary: The order {NHS}\nx-note: {NHS}\n{ALLOWED}"})

    assert patients_found() == []
    assert found_by("privacy-entry-incomplete") == []
    later = spreadkit.check([Path()], as_of=date(2027, 1, 31)).findings
    assert {"looks-like-patient-data", "privacy-entry-incomplete"} <= {each.slug for each in later}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("pattern: '943*', because: x, by: ap", "lacks until"),
        ("pattern: '943*', until: 2027-01-01", "lacks because and by"),
        ("pattern: '943*', because: x, by: ap, until: 2026-01-01", "ended on 2026-01-01"),
        ("pattern: '9*', because: x, by: ap, until: 2027-01-01", "fits too much"),
        ("pattern: '[!a]*', because: x, by: ap, until: 2027-01-01", "fits too much"),
        ("pattern: 'MRN 123*', because: x, by: ap, until: 2027-01-01", "nothing"),
    ],
)
def test_entry_that_allows_too_much_or_nothing_is_found(entry: str, said: str, write: Write) -> None:
    write({"spread-plan.yaml": f"{HEAD}summary: Fell {NHS}\nprivacy:\n  allow:\n    - {{{entry}}}\n"})

    found = found_by("privacy-entry-incomplete")

    assert [said in each.message for each in found] == [True]
    assert ("spread-plan.yaml", 3) in patients_found()


def test_no_report_is_made_while_patient_data_are_found(write: Write) -> None:
    write({"spread-plan.yaml": f"{HEAD}summary: Fell {NHS}\n"})

    with pytest.raises(spreadkit.PatientDataError, match=r"spreadkit check .*--redact") as caught:
        build_report(Path(), as_of=AS_OF, reader="appendix")

    assert caught.value.exit_code == 1
    assert "943" not in str(caught.value)


def test_what_looks_like_patient_data_cannot_be_ignored(write: Write) -> None:
    entry = "{rule: looks-like-patient-data, because: Known, by: ap, until: 2027-01-01}"
    write({"spread-plan.yaml": f"{HEAD}summary: Fell {NHS}\nignore:\n  - {entry}\n"})

    with pytest.raises(spreadkit.PatientDataError):
        build_report(Path(), as_of=AS_OF, reader="appendix")

    assert ("spread-plan.yaml", 3) in patients_found()
    assert ["cannot be ignored" in finding.message for finding in found_by("unused-ignore")] == [True]


@pytest.mark.parametrize("name", ["html", "md", "json", "text"])
def test_report_that_is_redacted_shows_none_of_it(name: str, write: Write) -> None:
    plan = (
        f"summary: Fell {NHS}\nsites: sites.csv\nreport: {{pages: [{{title: Own, file: own.md}}]}}\n"
        "people:\n  ap: {name: 'A. Patel, x 9434765919', role: executive-sponsor}\n"
    )
    write(
        {
            "spread-plan.yaml": HEAD + plan,
            "sites.csv": "id,name\na,943-476-5919\n",
            "own.md": "Mrs Okafor fell; DOB 3 May 1948\n",
        }
    )

    report = build_report(Path(), as_of=AS_OF, redact=True, reader="appendix")
    written = spreadkit.get_format(name, "report").render_report(report)

    assert report.title == "Example"
    assert [part for part in ("9434765919", "943 476", "943-476", "Okafor", "1948") if part in written] == []


def test_command_says_how_to_see_the_place_and_masks_when_asked(write: Write) -> None:
    write({"spread-plan.yaml": f"{HEAD}summary: Fell {NHS}\n"})
    command = [sys.executable, "-m", "spreadkit", "report", ".", "--format", "md"]

    refused = subprocess.run(command, check=False, capture_output=True, text=True)
    made = subprocess.run([*command, "--redact"], check=False, capture_output=True, text=True)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "spreadkit check ." in refused.stderr
    assert made.returncode == 0
    assert "943" not in made.stdout


def test_report_without_patient_data_is_the_same_when_redacted(write: Write) -> None:
    write({"spread-plan.yaml": f"{HEAD}summary: Falls fell by a third\n"})

    assert build_report(Path(), as_of=AS_OF, redact=True, reader="appendix") == build_report(
        Path(), as_of=AS_OF, reader="appendix"
    )


def test_what_was_in_the_plan_once_is_masked_in_what_moved(write: Write) -> None:
    action = "actions:\n  a: {{do: 'Ring {}', due: 2026-01-01}}\n"
    write({"spread-plan.yaml": HEAD + action.format(f"Mrs Okafor, aged 71, {NHS}")})
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    write({"spread-plan.yaml": HEAD + action.format("the ward")})

    report = build_report(Path(), as_of=date(2100, 1, 1), since="HEAD", reader="appendix")

    text = spreadkit.get_format("json", "report").render_report(report)
    assert [part for part in (NHS, "Okafor") if part in text] == []


def returned_with(rows: str, name: str, extra: str, write: Write) -> Collection:
    """Take a file back into a plan with one site."""
    write(
        {
            "spread-plan.yaml": HEAD + "sites: sites.csv\nadoption: adoption.csv\n" + extra,
            "sites.csv": "id,name\na,A\n",
            "adoption.csv": "date,site,change,stage,note\n",
            name: f"date,site,change,stage,note{rows}",
        }
    )
    return spreadkit.collect([Path(name)], Path(), as_of=AS_OF)


def test_return_is_judged_by_what_the_plan_says_of_privacy(write: Write) -> None:
    row = f"\n2026-05-01,a,h,testing,order {NHS}\n".replace("order", "after")

    allowed = returned_with(row, "back.csv", ALLOWED, write)
    heading = returned_with(",bed_number\n", "back.csv", "privacy: {headings: bed number}\n", write)

    assert "looks-like-patient-data" not in {each.slug for each in allowed.refused}
    assert "looks-like-patient-data" in {each.slug for each in heading.refused}


def test_return_whose_name_holds_a_number_is_refused(write: Write) -> None:
    collection = returned_with("\n2026-05-01,a,h,testing,x\n", f"back {NHS}.csv", "", write)

    assert "looks-like-patient-data" in {each.slug for each in collection.refused}


def test_return_with_patient_data_is_refused_without_showing_it(write: Write) -> None:
    collection = returned_with("\n2026-05-01,a,h,testing,age 71 943\u00a0476\u20095919\n", "back.csv", "", write)

    assert [(each.slug, each.place.column) for each in collection.refused] == [("looks-like-patient-data", 24)]
    assert "943" not in str(collection)


FALLS = (
    "measures:\n"
    "  falls: {title: Falls, kind: outcome, better: lower, data: {file: falls.csv, count: falls, site: site}}\n"
)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("", "2 of 4 counts by site lie below 5"),
        ("privacy: {small-counts: 3}\n", "1 of 4 counts by site lies below 3"),
        ("privacy: {small-counts: 10}\n", "3 of 4 counts by site lie below 10"),
        ("privacy: {small-counts: 0}\n", None),
        ("fictional: yes\n", None),
    ],
)
def test_small_counts_by_site_are_told_once_a_table(extra: str, said: str | None, write: Write) -> None:
    rows = "date,site,falls\n2026-01-01,a,0\n2026-02-01,a,4\n2026-03-01,a,2\n2026-04-01,a,5\n"
    write({"spread-plan.yaml": HEAD + FALLS + extra, "falls.csv": rows})

    found = found_by("small-counts-by-site")

    assert [each.message.partition(",")[0] for each in found] == ([] if said is None else [said])


@pytest.mark.parametrize("change", ["kind: process", "kind: spread", "count: falls}"])
def test_counts_of_work_and_of_the_whole_are_not_small(change: str, write: Write) -> None:
    plan = FALLS.replace("count: falls, site: site}" if change.endswith("}") else "kind: outcome", change)
    write({"spread-plan.yaml": HEAD + plan, "falls.csv": "date,site,falls\n2026-01-01,a,1\n"})

    assert found_by("small-counts-by-site") == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "is of a kind that is not searched"),
        ("a.docx", b"PK", "is no Word document that can be read"),
        ("a.xlsx", b"PK", "cannot be searched"),
        ("a.md", b"a" * 10_000_001, "is larger than 10 MB"),
        ("a.txt", b"a\0b", "is no text"),
    ],
)
def test_what_is_not_searched_is_said(name: str, content: bytes, said: str, write: Write) -> None:
    write({"spread-plan.yaml": f"{HEAD}evidence:\n  a: {{kind: file, file: {name}}}\n"})
    Path(name).write_bytes(content)

    (finding,) = found_by("file-not-searched")

    assert finding.message.startswith(f'1 file is not searched for data of patients: "{name}" ({said}')
    assert finding.location.line == 4


def test_text_larger_than_a_megabyte_is_searched_to_its_end(write: Write) -> None:
    plan = "evidence:\n  a: {kind: file, file: a.md}\n  b: {kind: file, file: b.csv}\n"
    write(
        {"spread-plan.yaml": HEAD + plan, "a.md": "Fine\n" * 300_000 + NHS, "b.csv": "a,b\n" + "1,2\n" * 300_000 + NHS}
    )

    assert patients_found() == [("a.md", 300_001), ("b.csv", 300_002)]


def test_text_in_utf_16_is_searched(write: Write) -> None:
    write({"spread-plan.yaml": HEAD + "evidence:\n  a: {kind: file, file: a.md}\n"})
    Path("a.md").write_bytes(f"Fell: {NHS}".encode("utf-16"))

    assert patients_found() == [("a.md", 1)]


@pytest.mark.parametrize(
    "file",
    [
        *("frameworks/own.yaml", "frameworks/concepts.yaml", "frameworks/signposts.yaml"),
        "frameworks/crosswalks/own--ihi-spread.yaml",
    ],
)
def test_frameworks_beside_a_plan_are_searched_once(file: str, write: Write) -> None:
    write({"spread-plan.yaml": HEAD, file: f"x-note: {NHS}\n"})

    assert patients_found() == [(file, 1)]
    assert [
        finding for finding in spreadkit.check([Path("spread-plan.yaml")], as_of=AS_OF).findings if NHS in str(finding)
    ] == []
    assert patients_found() == [(file, 1)]


def test_what_is_allowed_now_is_not_masked_in_the_past(write: Write) -> None:
    action = "actions:\n  a: {{do: 'Ring {}', due: 2026-01-01}}\n"
    write({"spread-plan.yaml": HEAD + action.format(NHS)})
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    write({"spread-plan.yaml": HEAD + action.format(NHS) + ALLOWED.replace("2026-12-31", "2200-01-01")})

    report = build_report(Path(), as_of=date(2100, 1, 1), since="HEAD", reader="appendix")

    assert NHS in spreadkit.get_format("json", "report").render_report(report)

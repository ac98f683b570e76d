"""What moved since a day or a revision of git, in real repositories."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spreadkit import SpreadkitError, get_format
from spreadkit.api.plans import build_report
from spreadkit.library.revisions import as_day, plan_at
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.moves import Move, MoveDirection, MoveKind, Moves
from spreadkit.model.report import Report, ReportTable, Section, walk
from spreadkit.reporting.compare import compare
from test_sections import view_of

from rule_examples import write_example

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git: apt install git")

AS_OF = date(2026, 6, 30)
PLAN = """
title: Moving
frameworks: [{use: tiny@1}]
aim: {where: all, by: 2027-03-31}
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
people: {bo: {name: Bo, role: executive-sponsor, organisation: North, duties: [Opens doors]}}
sites: sites.csv
adoption: adoption.csv
actions: {leads: {do: Name leads, owner: bo, due: 2026-05-01}}
answers:
  tiny:
    leadership.sponsor: {level: SPONSOR, because: So it is, reviewed: 2026-05-20}
--- sites.csv
id,name,status,lead,joined
ash,Ash,target,bo,
birch,Birch,target,bo,
cedar,Cedar,target,bo,2026-05-05
--- adoption.csv
date,site,change,stage
2026-01-10,ash,huddle,testing
2026-01-10,birch,huddle,implemented
"""
LATER = "2026-05-10,ash,huddle,implemented\n2026-06-10,birch,huddle,paused\n2026-06-11,cedar,huddle,not-started\n"


def git(folder: Path, *words: str, on: str = "2026-04-01") -> None:
    dates = {"GIT_AUTHOR_DATE": f"{on}T12:00:00+0000", "GIT_COMMITTER_DATE": f"{on}T12:00:00+0000"}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, env={**dates, "PATH": "/usr/bin:/bin"}
    )


def written(folder: Path, sponsor: str, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    return write_example(folder, PLAN.replace("SPONSOR", sponsor) + more, about="plan").main


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with a plan in a folder, as of April in its first commit, and as of today in its files."""
    git(folder, "init", "-q")
    written(folder / "plan", "partial")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "April")
    written(folder / "plan", "good", LATER)
    return folder / "plan"


def moved(report: Report) -> Section:
    return next(each for each in report.sections if each.id == "moved")


def rows(report: Report) -> dict[str, list[list[str]]]:
    tables = (block for block in walk(moved(report).blocks) if isinstance(block, ReportTable))
    return {each.title.partition(":")[0]: [[cell.text for cell in row] for row in each.rows] for each in tables}


@needs_git
def test_a_revision_is_compared_with_all_that_moved(repository: Path) -> None:
    report = build_report(repository, as_of=AS_OF, since="HEAD", reader="appendix")

    told = rows(report)
    assert moved(report).title == "What changed since 1 April 2026"
    assert "Compared with revision " in moved(report).intro
    assert ["Ash: Huddle", "3 testing", "5 implemented", "▲ better"] in told["Sites"]
    assert ["Birch: Huddle", "5 implemented", "P paused", "▼ worse"] in told["Sites"]
    assert ["Cedar", "no target site", "a target site", "◆ changed"] in told["Sites"]
    assert [row[1:] for row in told["Answers"]] == [["Partly in place", "In place", "▲ better"]]
    assert [row[3] for row in told["Gates"]] == ["▲ better"]
    assert any("1 May 2026" in row[0] or "2026-05-01" in row[0] for row in told["Errors and warnings of the check"])


@needs_git
def test_the_tracker_marks_what_moved(repository: Path) -> None:
    report = build_report(repository, as_of=AS_OF, since="HEAD", reader="appendix")

    tracker = next(each for each in report.sections if each.id == "tracker")
    grid = next(
        block for block in walk(tracker.blocks) if isinstance(block, ReportTable) and "each site" in block.title
    )
    told = {row[0].text: (row[2].text, row[2].note.partition("; ")[2]) for row in grid.rows}
    assert told["Ash"] == ("5 implemented ▲", "before: 3 testing")
    assert told["Birch"] == ("P paused ▼", "before: 5 implemented")


@needs_git
def test_a_day_shows_only_what_is_dated(repository: Path) -> None:
    report = build_report(repository, as_of=AS_OF, since="2026-04-01", reader="appendix")

    told = rows(report)
    assert "only what carries a date is seen to move" in moved(report).intro
    assert "Gates" not in told
    assert ["Ash: Huddle", "3 testing", "5 implemented", "▲ better"] in told["Sites"]
    assert [row[1:] for row in told["Answers"]] == [["not on record", "In place, looked at again", "◆ changed"]]
    assert {row[3] for row in told["Errors and warnings of the check"]} == {"▼ worse"}


@needs_git
def test_the_sponsor_hears_it_in_short_and_a_site_of_itself(repository: Path) -> None:
    sponsor = build_report(repository, as_of=AS_OF, reader="sponsor", since="HEAD")
    ash = build_report(repository, as_of=AS_OF, reader="site", site="ash", since="HEAD")

    since = next(each for each in sponsor.sections if each.id == "since")
    assert since.title == "Since 1 April"
    assert len(since.blocks[0].items) <= 7  # type: ignore[union-attr]
    assert [row[0] for row in rows(ash)["Sites"]] == ["Ash: Huddle"]
    assert "## Since 1 April" in get_format("md", "report").render_report(sponsor)


@needs_git
def test_nothing_moved_is_said(repository: Path) -> None:
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "June", on="2026-06-30")

    report = build_report(repository, as_of=AS_OF, since="HEAD", reader="appendix")

    assert [block.text for block in moved(report).blocks] == ["Nothing moved."]  # type: ignore[union-attr]


@needs_git
def test_a_plan_that_was_moved_is_found(repository: Path) -> None:
    git(repository, "mv", "-k", "../plan", "../elsewhere")
    git(repository.parent, "commit", "-qm", "Moved", on="2026-05-01")

    report = build_report(repository.parent / "elsewhere", as_of=AS_OF, since="HEAD~1", reader="appendix")

    assert ["Birch: Huddle", "5 implemented", "P paused", "▼ worse"] in rows(report)["Sites"]


@needs_git
@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("aprli", 'git knows no revision "aprli"'),
        ("--output=x", "is neither a day such as 2026-03-31 nor a revision of git"),
        ("", "is neither a day"),
        ("HEAD:plan", "git knows no revision"),
    ],
)
def test_what_is_no_revision_is_told(repository: Path, revision: str, says: str) -> None:
    with pytest.raises(SpreadkitError, match=says):
        build_report(repository, as_of=AS_OF, since=revision, reader="appendix")


@needs_git
def test_a_revision_before_the_plan_and_one_after_the_report_are_told(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "empty")
    git(repository.parent, "rm", "-rqf", "--cached", ".")
    (repository.parent / "README.md").write_text("Empty", encoding="utf-8")
    git(repository.parent, "add", "README.md")
    git(repository.parent, "commit", "-qm", "Nothing", on="2026-07-07")
    plan = repository

    with pytest.raises(SpreadkitError, match=r'no plan "plan/spread-plan\.yaml" in revision "empty"'):
        build_report(plan, as_of=AS_OF, since="empty", reader="appendix")
    with pytest.raises(SpreadkitError, match="later than the report"):
        build_report(
            plan, as_of=date(2026, 3, 1), since="master" if _has(plan, "master") else "main", reader="appendix"
        )


def _has(folder: Path, branch: str) -> bool:
    told = subprocess.run(["git", "branch", "--list", branch], cwd=folder, capture_output=True, text=True, check=True)
    return branch in told.stdout


def test_without_a_repository_a_day_is_asked_for(folder: Path) -> None:
    plan = written(folder / "plan", "good")

    with pytest.raises(SpreadkitError, match="is not a git repository"):
        build_report(plan, as_of=AS_OF, since="HEAD", reader="appendix")


def test_without_git_a_day_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = written(folder / "plan", "good")
    (folder / ".git").mkdir()
    monkeypatch.setenv("PATH", str(folder))

    with pytest.raises(SpreadkitError, match="git is not installed"):
        build_report(plan, as_of=AS_OF, since="HEAD", reader="appendix")


@needs_git
def test_the_past_is_laid_out_elsewhere_and_thrown_away(repository: Path) -> None:
    (repository / "evidence.pdf").write_bytes(b"%PDF" * 1000)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Evidence", on="2026-06-01")
    (repository / "link.csv").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "A link", on="2026-06-02")

    with plan_at(repository / "spread-plan.yaml", "HEAD") as then:
        laid = {path.name: path.stat().st_size for path in then.plan.parent.iterdir() if path.is_file()}
        folder = then.plan.parent

    assert laid["evidence.pdf"] == 0
    assert laid["adoption.csv"] > 0
    assert "link.csv" not in laid
    assert (then.on, len(then.revision)) == (date(2026, 6, 2), 10)
    assert not folder.exists()


def test_a_day_is_told_from_a_revision() -> None:
    assert as_day("2026-03-31") == date(2026, 3, 31)
    assert as_day("v1.2") is None
    assert as_day("20260331") is None


STAGES = {stage.value: stage for stage in AdoptionStage}


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [
        ("testing", "implemented", MoveDirection.BETTER),
        ("implemented", "implementing", MoveDirection.WORSE),
        ("implemented", "discontinued", MoveDirection.WORSE),
        ("paused", "aware", MoveDirection.BETTER),
        ("paused", "discontinued", MoveDirection.OTHER),
        (None, "not-started", MoveDirection.OTHER),
        (None, "aware", MoveDirection.BETTER),
        ("testing", None, MoveDirection.OTHER),
        ("testing", "not-applicable", MoveDirection.OTHER),
    ],
)
def test_which_way_a_site_moved(folder: Path, old: str | None, new: str | None, way: MoveDirection) -> None:
    view = view_of(folder, PLAN.replace("SPONSOR", "good"))
    views = [
        replace(view, standing=replace(view.standing, plan=view.plan.with_adoption(_events(each))))
        for each in (old, new)
    ]

    moves = compare(views[0], views[1], revision="abc").of(MoveKind.SITE)

    assert [each.way for each in moves if each.what == "Ash: Huddle"] == [way]


def _events(stage: str | None) -> list[AdoptionEvent]:
    return [] if stage is None else [AdoptionEvent(date(2026, 1, 1), "ash", "huddle", STAGES[stage])]


def test_comparing_a_plan_with_itself_finds_nothing(folder: Path) -> None:
    view = view_of(folder, PLAN.replace("SPONSOR", "good") + LATER)

    assert compare(view, view, revision="abc") == Moves(view.as_of, "abc", ())
    assert compare(view, view).all == ()


def test_the_other_way_round_every_way_turns(folder: Path) -> None:
    early, late = (
        view_of(folder, PLAN.replace("SPONSOR", sponsor) + more) for sponsor, more in (("partial", ""), ("good", LATER))
    )
    turned = {
        MoveDirection.BETTER: MoveDirection.WORSE,
        MoveDirection.WORSE: MoveDirection.BETTER,
        MoveDirection.OTHER: MoveDirection.OTHER,
    }

    there = compare(early, late, revision="a").all
    back = compare(late, early, revision="b").all

    told = {(each.kind, each.what): each.way for each in back if each.kind is not MoveKind.SITE}
    assert {(each.kind, each.what): turned[each.way] for each in there if each.kind is not MoveKind.SITE} == told
    assert all(isinstance(each, Move) for each in there)

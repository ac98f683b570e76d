"""The one door to files: what leads out of a repository, into .git, or to no regular file is a finding, never shown."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit import SpreadkitError
from spreadkit.api.collect import collect
from spreadkit.api.frameworks import begin_framework
from spreadkit.api.plans import begin_plan, build_report, check, list_frameworks, migrate, open_plan
from spreadkit.errors import ChangedMeanwhileError
from spreadkit.formats import json
from spreadkit.library.frameworks import Library, open_framework
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import CheckResult, Severity
from spreadkit.reading.files import RefusedFileError, place_of, read_file, repository_left
from spreadkit.reading.tables import MAX_COLUMNS, MAX_LINE, parse_table
from spreadkit.writing.plan_draft import Draft
from spreadkit.writing.table_draft import TableDraft
from support_files import PRIVATE, outside, repository

DAY = date(2026, 6, 30)
TABLE = "id,title\nash,Ash\n"


def found(*paths: Path) -> CheckResult:
    """Check paths, and hold that nothing private is told of in any form."""
    result = check(list(paths), as_of=DAY)
    assert PRIVATE not in repr(result)
    assert PRIVATE not in json.render_check(result)
    return result


def slugs(result: CheckResult) -> set[str]:
    return {finding.slug for finding in result.findings}


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


SPECIAL = [make_pipe, make_socket]


@pytest.mark.parametrize(
    "name", ["spread-plan.yaml", "frameworks", "frameworks/tiny.yaml", "sites.csv", "adoption.csv"]
)
def test_links_that_lead_round_in_a_ring_are_told_of(name: str, folder: Path) -> None:
    plan = repository(folder, "title: Example\nsites: sites.csv\nadoption: adoption.csv\nframeworks: [{use: tiny@1}]\n")
    ring = plan.parent / name
    ring.parent.mkdir(exist_ok=True)
    ring.unlink(missing_ok=True)
    ring.symlink_to(ring.name)

    for asked in (
        lambda: check([plan], as_of=DAY),
        lambda: check([plan.parent], as_of=DAY),
        lambda: open_plan(plan, as_of=DAY),
        lambda: collect([plan], plan=plan, as_of=DAY, write=True),
        lambda: list_frameworks(plan.parent),
    ):
        with suppress(SpreadkitError):  # and no other error: `Path.resolve` raises RuntimeError before Python 3.13
            asked()

    assert [finding for finding in check([plan.parent], as_of=DAY).findings if finding.severity is Severity.ERROR]


def test_a_regular_file_is_read_up_to_a_byte_more_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcdef")

    assert read_file(tmp_path / "a", 6, top=tmp_path) == b"abcdef"
    assert read_file(tmp_path / "a", 3, top=None) == b"abcd"


@pytest.mark.parametrize("make", [*SPECIAL, link_to_device, Path.mkdir], ids=lambda make: make.__name__)
def test_what_is_no_file_is_refused_and_never_waited_for(make: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:  # the name of a socket must be short
        make(Path(folder) / "x")

        with pytest.raises(RefusedFileError, match="not a file; put a file in its place") as refused:
            read_file(Path(folder) / "x", 10, top=None)

    assert refused.value.slug == "unreadable-file"


@pytest.mark.parametrize("name", ["no", "a\0b", "x" * 300, "circle"])
def test_a_name_that_leads_to_nothing_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")

    with pytest.raises(RefusedFileError):
        read_file(tmp_path / name, 10, top=tmp_path)


@pytest.mark.parametrize("name", [".git/config", ".GIT/config", "sub/.git/config", ".git", "git~1/config", ".git./x"])
def test_git_s_own_folder_is_closed(name: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="git's own folder"):
        place_of(tmp_path / name, top=tmp_path)


@pytest.mark.parametrize("name", [".github/x", "a.git/x", ".gitignore", "digit"])
def test_folders_that_are_called_alike_are_open(name: str, tmp_path: Path) -> None:
    assert place_of(tmp_path / name, top=tmp_path) == str(tmp_path / name)


PARTS = st.sampled_from(["a", "b", "..", ".", "in", "out", "deep"])


@given(st.lists(PARTS, max_size=6))
def test_no_path_of_folders_and_links_leads_out(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    """Whatever way is taken over links and upwards, what is let through lies in the folder."""
    base = tmp_path_factory.mktemp("ways")
    top = base / "top"
    (top / "a" / "b").mkdir(parents=True)
    (top / "a" / "in").symlink_to(top)
    (top / "in").symlink_to("a")
    (top / "out").symlink_to(base)
    (top / "a" / "out").symlink_to("../..")
    (top / "deep").symlink_to("a/out/top/a/b")
    path = Path(top, *parts)

    try:
        place = place_of(path, top=top)
    except RefusedFileError:
        assert not path.resolve().is_relative_to(top)
    else:
        assert Path(place) == path.resolve()
        assert path.resolve().is_relative_to(top)


@pytest.mark.parametrize("name", ["spread-plan.yaml", "frameworks/x.yaml", "frameworks/crosswalks/a--b.yaml"])
def test_a_link_to_outside_in_a_searched_folder_is_a_finding(name: str, tmp_path: Path) -> None:
    plan = repository(tmp_path)
    link = plan.parent / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(outside(tmp_path))

    for result in (found(plan.parent), found(link)):
        assert ("path-escape", 1) in {(finding.slug, finding.location.line) for finding in result.findings}
        assert {finding.location.excerpt for finding in result.findings if finding.slug == "path-escape"} == {""}


def test_a_link_to_outside_without_a_repository_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "spread-plan.yaml").symlink_to(outside(tmp_path))

    assert slugs(found(tmp_path / "plans")) == {"path-escape"}


def test_what_the_user_names_may_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").symlink_to(repository(tmp_path))

    assert "path-escape" not in slugs(check([tmp_path / "mine.yaml"], as_of=DAY))
    assert repository_left(tmp_path / "mine.yaml") is None


def test_links_inside_the_repository_work(tmp_path: Path) -> None:
    plan = repository(tmp_path, "title: Example\nsites: tables/sites.csv\n")
    (plan.parent / "kept").mkdir()
    (plan.parent / "kept" / "sites.csv").write_text(TABLE, encoding="utf-8")
    (plan.parent / "tables").symlink_to("kept")
    (plan.parent / "team").mkdir()
    (plan.parent / "team" / "spread-plan.yaml").symlink_to("../real.yaml")
    (plan.parent / "real.yaml").write_text("schema: spreadkit/plan@1\ntitle: Linked\n", encoding="utf-8")

    result = found(plan.parent)

    assert not slugs(result) & {"path-escape", "unreadable-file"}
    assert (result.checked.plans, result.checked.tables) == (2, 1)


@pytest.mark.parametrize("verb", ["check", "open", "report"])
def test_a_whole_folder_that_leads_outside_is_not_looked_into(verb: str, tmp_path: Path) -> None:
    plan = repository(tmp_path)
    outside(tmp_path, "spread-plan.yaml")
    (tmp_path / "private" / ".git").mkdir()
    (plan.parent / "plans").symlink_to(tmp_path / "private")
    verbs = {
        "check": lambda path: check([path], as_of=DAY),
        "open": lambda path: open_plan(path, as_of=DAY),
        "report": lambda path: build_report(path, as_of=DAY, reader="appendix"),
    }

    for path in (plan.parent / "plans", plan.parent / "plans" / "spread-plan.yaml"):
        if verb == "check" and path.suffix:
            assert slugs(found(path)) == {"path-escape"}
            continue
        with pytest.raises(SpreadkitError, match="leads outside") as refused:
            verbs[verb](path)
        assert PRIVATE not in str(refused.value)
    assert slugs(found(plan.parent)) <= slugs(found(plan))


def test_own_frameworks_that_lead_outside_are_not_even_listed(tmp_path: Path) -> None:
    plan = repository(tmp_path, "title: Example\nframeworks: [{use: privatf}]\n")
    outside(tmp_path, "privat.yaml")
    outside(tmp_path, "concepts.yaml")
    (plan.parent / "frameworks").symlink_to(tmp_path / "private")

    result = found(plan.parent)

    assert "unknown-framework" in slugs(result)
    assert '"privat"' not in repr(result)
    assert "privat" not in list_frameworks(plan.parent)
    assert "privat" not in Library(plan.parent).ids()


NAMED = {
    "table": "sites: {}\n",
    "tables": "sites: [{}]\n",
    "answers": "answers: {{x: {}}}\n",
    "series": "measures: {{a: {{title: A, kind: outcome, better: lower, data: {{file: {}, count: n}}}}}}\n",
    "framework": "frameworks: [{{use: ./{}}}]\n",
    "evidence": "evidence: {{a: {{kind: file, file: {}}}}}\n",
    "guide": "package: {{version: 1, changes: {{a: {{title: A, how-to: {}}}}}}}\n",
}
ATTACHED = {
    "logo": "brand: {{name: N, logo: {}}}\n",
    "page": "report: {{pages: [{{title: P, file: {}}}]}}\n",
}


@pytest.mark.parametrize("name", [*NAMED, *ATTACHED])
@pytest.mark.parametrize("way", ["link", "folder", "git", "up", "absolute"])
def test_what_a_plan_names_outside_is_told_at_its_place(name: str, way: str, tmp_path: Path) -> None:
    ending = {"framework": ".yaml", "answers": ".yaml", "logo": ".svg"}.get(name, ".csv")
    target = outside(tmp_path, f"x{ending}")
    paths = {
        "link": f"x{ending}",
        "folder": f"linked/x{ending}",
        "git": f".git/x{ending}",
        "up": f"../private/x{ending}",
        "absolute": str(target),
    }
    plan = repository(tmp_path, "title: Example\n" + {**NAMED, **ATTACHED}[name].format(paths[way]))
    (plan.parent / f"x{ending}").symlink_to(target)
    (plan.parent / "linked").symlink_to(target.parent)
    (plan.parent / ".git" / f"x{ending}").write_text(f"{PRIVATE}: 123\n", encoding="utf-8")
    if name == "framework" and way == "absolute":
        pytest.skip("./ before it makes it a path below the plan")

    result = found(plan)

    wanted = {"logo": "brand-logo-not-usable", "page": "report-page-not-usable"}.get(name, "path-escape")
    places = [finding.location for finding in result.findings if finding.slug == wanted]
    assert [(place.file.endswith("spread-plan.yaml"), place.line) for place in places] == [(True, 3)]


@pytest.mark.parametrize("name", ["table", "tables", "answers", "series", *ATTACHED])
@pytest.mark.parametrize("make", SPECIAL, ids=lambda make: make.__name__)
def test_what_a_plan_names_that_is_no_file_is_a_finding(
    name: str, make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "x.svg" if name == "logo" else "x.csv"
    plan = repository(tmp_path, "title: Example\n" + {**NAMED, **ATTACHED}[name].format(path))
    monkeypatch.chdir(plan.parent)
    make(Path(path))

    told = " ".join(finding.message for finding in found(plan).findings)

    assert "not a file; put a file in its place" in told


@pytest.mark.parametrize("named", [True, False])
def test_a_pipe_in_place_of_a_plan_is_a_finding(named: bool, tmp_path: Path) -> None:  # noqa: FBT001 - parametrized
    plan = repository(tmp_path)
    plan.unlink()
    make_pipe(plan)

    assert slugs(found(plan if named else plan.parent)) == {"unreadable-file"}
    with pytest.raises(SpreadkitError, match="cannot be read as a plan"):
        open_plan(plan if named else plan.parent, as_of=DAY)


@pytest.mark.parametrize("path", ["sites/*/x.csv", "linked/*/x.csv", ".git/*/x.csv"])
def test_files_for_each_site_stay_inside(path: str, tmp_path: Path) -> None:
    plan = repository(tmp_path, f'title: Example\nadoption: "{path}"\n')
    (tmp_path / "private" / "hidden-name").mkdir(parents=True)
    (tmp_path / "private" / "hidden-name" / "x.csv").write_text(f"{PRIVATE}\n", encoding="utf-8")
    (plan.parent / ".git" / "ash").mkdir()
    (plan.parent / ".git" / "ash" / "x.csv").write_text(f"{PRIVATE}\n", encoding="utf-8")
    (plan.parent / "linked").symlink_to(tmp_path / "private")
    (plan.parent / "sites").mkdir()
    (plan.parent / "sites" / "ash").symlink_to(tmp_path / "private" / "hidden-name")

    result = found(plan)

    assert "path-escape" in slugs(result)
    assert "hidden-name" not in repr(result)


def test_a_return_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    plan = repository(tmp_path, "title: Example\nadoption: adoption.csv\n")
    (plan.parent / "adoption.csv").write_text("date,site,change,stage\n", encoding="utf-8")
    for name in ("sent.csv", "sent.xlsx"):
        make_pipe(tmp_path / name)

    told = collect([tmp_path / "sent.csv", tmp_path / "sent.xlsx"], plan, as_of=DAY)

    assert [refusal.slug for refusal in told.refused] == ["unreadable-file"] * 2


def test_a_return_in_the_repository_does_not_lead_out_of_it(tmp_path: Path) -> None:
    plan = repository(tmp_path, "title: Example\nadoption: adoption.csv\n")
    (plan.parent / "sent.csv").symlink_to(outside(tmp_path))

    with pytest.raises(SpreadkitError, match="leads outside its repository"):
        collect([plan.parent / "sent.csv"], plan, as_of=DAY)


def swap_for_link(path: Path, folder: Path) -> None:
    path.unlink()
    path.symlink_to(outside(folder))


def swap_for_pipe(path: Path, _folder: Path) -> None:
    path.unlink()
    make_pipe(path)


@pytest.mark.parametrize("swap", [swap_for_link, swap_for_pipe])
@pytest.mark.parametrize("kind", ["plan", "table", "answers"])
def test_what_is_swapped_before_it_is_written_is_not_read(
    kind: str, swap: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    plan = repository(tmp_path, "title: Example\nanswers: {ihi-spread: answers.yaml}\n")
    for name, text in {"adoption.csv": "date,site\n", "answers.yaml": "x: {level: good}\n"}.items():
        (plan.parent / name).write_text(text, encoding="utf-8")
    top = plan.parent
    if kind == "table":
        table = TableDraft(top / "adoption.csv", top=top)
        table.append([{"site": "ash"}])
        swap(top / "adoption.csv", tmp_path)
        save = table.save
    else:
        draft = Draft.of_plan(load_plan(plan, top=top))
        draft.set(("title",) if kind == "plan" else ("answers", "ihi-spread", "x", "level"), "Other")
        swap(top / ("answers.yaml" if kind == "answers" else plan.name), tmp_path)
        save = draft.save

    with pytest.raises((RefusedFileError, ChangedMeanwhileError)) as refused:
        save()

    assert PRIVATE not in str(refused.value)
    assert outside(tmp_path).read_text(encoding="utf-8") == f"{PRIVATE}: 123\n"


def test_the_file_of_an_old_edition_does_not_lead_out_of_its_repository(tmp_path: Path) -> None:
    plan = repository(tmp_path, "title: Example\nframeworks: [{use: ihi-spread}]\n")
    (plan.parent / "old.yaml").symlink_to(outside(tmp_path))

    with pytest.raises(SpreadkitError, match="cannot be read as a framework") as refused:
        migrate(plan, source=plan.parent / "old.yaml")

    assert PRIVATE not in str(refused.value)


@pytest.mark.parametrize("make", [*SPECIAL, lambda path: path.symlink_to("/dev/zero")])
def test_what_stands_where_a_framework_would_be_copied_to_is_not_waited_for(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    framework = begin_framework("ward-check", tmp_path / "elsewhere")
    (tmp_path / "top" / "frameworks").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "top" / "frameworks")  # the name of a socket must be short
    make(Path("ward-check.yaml"))

    with pytest.raises(RefusedFileError):
        begin_plan(tmp_path / "top", title="Example", frameworks=[str(framework)])


@pytest.mark.parametrize("name", ["data", "evidence", "sites.csv", ".spreadkit"])
def test_a_new_plan_is_not_written_outside(name: str, tmp_path: Path) -> None:
    top = repository(tmp_path).parent
    (top / "spread-plan.yaml").unlink()
    (tmp_path / "private").mkdir()
    (top / name).symlink_to(tmp_path / "private" / ("new.csv" if name.endswith("csv") else ""))

    with pytest.raises(SpreadkitError, match="outside the repository"):
        begin_plan(top, title="Example", frameworks=["ihi-spread"])

    assert list((tmp_path / "private").iterdir()) == []
    assert not (top / "spread-plan.yaml").exists()


def test_a_new_framework_is_not_written_outside(tmp_path: Path) -> None:
    top = repository(tmp_path).parent
    (tmp_path / "private").mkdir()
    (top / "frameworks").symlink_to(tmp_path / "private")

    with pytest.raises(SpreadkitError, match="outside the repository"):
        begin_framework("ward-check", top)

    assert list((tmp_path / "private").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("name", ["spread-plan.yaml", "sites.csv", "notes.md"])
def test_files_that_another_user_cannot_read_are_findings(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        Path(folder).chmod(0o755)
        text = "title: Example\nsites: sites.csv\nreport: {pages: [{title: Notes, file: notes.md}]}\n"
        plan = repository(Path(folder), text)
        for beside, content in (("sites.csv", TABLE), ("notes.md", "Notes\n")):
            (plan.parent / beside).write_text(content, encoding="utf-8")
        (plan.parent / name).chmod(0)

        told = as_another(folder, plan)

    assert any("cannot be opened: Permission denied; you need the right" in line for line in told), told


def as_another(folder: str, plan: Path, ask: Callable[[], list[str]] | None = None) -> list[str]:
    """Check a folder as another user (or ask for something else), and return what is found, a finding a line.

    They may have no right to read Python itself: so in a copy of this process, which has checked something before.
    """
    Path(folder).chmod(0o755)  # pytest's own folders are closed to others
    ask = ask or (lambda: [f"{found.slug} {found.message}" for found in check([plan.parent], as_of=DAY).findings])
    with suppress(SpreadkitError):
        ask()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            told = ask()
        except Exception as error:  # noqa: BLE001 - told to who waits
            told = [f"raised {error!r}"]
        os.write(writer, "\n".join(told).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as said:
        return said.read().decode().splitlines()


CLOSED = "cannot be looked into: Permission denied; you need the right to do this there"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
@pytest.mark.parametrize("has_git", [True, False])
@pytest.mark.parametrize("name", ["plans", "plans/deep", "frameworks", "sites/ash", "build"])
def test_folders_that_another_user_cannot_look_into_are_findings(name: str, mode: int, *, has_git: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = repository(Path(folder), 'title: Example\nadoption: "sites/*/adoption.csv"\n')
        if has_git:
            shutil.rmtree(plan.parent / ".git")
            subprocess.run(["git", "init", "--quiet"], cwd=plan.parent, check=True)
        (plan.parent / ".gitignore").write_text("build/\n", encoding="utf-8")
        for place in ("plans/deep/a.spread.yaml", "frameworks/a.yaml", "build/a.spread.yaml", "sites/ash/adoption.csv"):
            (plan.parent / place).parent.mkdir(parents=True, exist_ok=True)
            (plan.parent / place).write_text("date,change,stage\n", encoding="utf-8")
        (plan.parent / name).chmod(mode)

        told = [line for line in as_another(folder, plan) if CLOSED in line]

    assert len(told) == (name != "build") + (name == "sites/ash"), told
    assert all(line.startswith("unreadable-file the folder ") for line in told)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_a_file_whose_folder_gives_names_only_is_not_passed_over() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = repository(Path(folder))
        plan.parent.chmod(0o444)

        assert any("cannot be " in line for line in as_another(folder, plan))
        plan.parent.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_frameworks_that_cannot_be_seen_are_not_taken_for_none() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = repository(Path(folder))
        (plan.parent / "frameworks").mkdir(mode=0)
        asks = {
            "list": lambda: [list_frameworks(plan.parent)],
            "open": lambda: [str(open_framework("ward-check", plan.parent))],
        }

        told = {name: as_another(folder, plan, ask) for name, ask in asks.items()}

    assert all(CLOSED in line for lines in told.values() for line in lines), told


@pytest.mark.parametrize("place", [".gitignore", "plans/.gitignore"])
def test_git_does_not_wait_for_a_pipe_in_the_place_of_what_is_ignored(place: str, tmp_path: Path) -> None:
    plan = repository(tmp_path)
    (plan.parent / "plans").mkdir()
    make_pipe(plan.parent / place)

    for folder in (plan.parent, plan.parent / "plans"):
        if folder == plan.parent or place == ".gitignore":
            assert slugs(found(folder)) >= {"unreadable-file"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n" + b"," * (MAX_LINE + 1), "longer than"),
        (b"a,b\n1,2\n" + b"x" * (MAX_LINE * 3), "longer than"),
        (b",".join(b"c%d" % number for number in range(MAX_COLUMNS + 1)), "columns"),
    ],
)
def test_lines_and_columns_have_limits(content: bytes, says: str) -> None:
    table = parse_table(content, "t.csv")

    (problem,) = table.problems
    assert problem.slug == "over-limit"
    assert says in problem.message
    assert table.broken


def test_long_tables_of_short_lines_are_within_the_limits() -> None:
    table = parse_table(b"a,b\n" + b"1,2\n" * (MAX_LINE // 2), "t.csv")

    assert table.problems == []

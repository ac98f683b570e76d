"""What is kept never changes an answer: whatever is changed in between, a run says what it says without."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit import SpreadkitError
from spreadkit.cli.report_watch import Made, make_again
from spreadkit.kept import place, store
from spreadkit.kept.findings import as_data, from_data
from spreadkit.kept.runs import Run
from spreadkit.kept.store import Store
from spreadkit.model.finding import Finding, Location, Severity
from spreadkit.reading.questions import Witness, witnessed
from test_cli import Result, environment, run
from test_questions import forget

from trees import TREES, hostile

pytestmark = pytest.mark.usefixtures("cache")

DAY = ("--as-of", "2026-06-30")
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "plan", *DAY),
    "check one": ("check", "plan/spread-plan.yaml", *DAY, "--format", "json", "--fail-on", "note"),
    "score": ("score", "plan", *DAY, "--explain"),
    "report": ("report", "plan", *DAY, "--format", "md", "--redact", "--since", "2026-03-31"),
}


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own in which results are kept, which is not there yet."""
    folder = tmp_path_factory.mktemp("cache") / "spreadkit"
    monkeypatch.delenv(place.SWITCH_VARIABLE)
    monkeypatch.setenv(place.FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def said_again(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Tells of each run that could be kept whether it was said again."""
    told = list[bool]()
    real = Run.again

    def again(self: Run, search: Any) -> Any:
        found = real(self, search)
        told.append(found is not None)
        return found

    monkeypatch.setattr(Run, "again", again)
    return told


def run_anew(*words: str) -> Result:
    """Run as a new process does, which has nothing in mind."""
    forget()
    return run(*words)


def everything_in(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {path: path.lstat() for path in sorted(folder.rglob("*"))}
    return {str(path): (seen.st_mode, seen.st_size, seen.st_mtime_ns) for path, seen in found.items()}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("tree", TREES)
def test_an_unchanged_run_says_the_same_again(tree: str, command: str, folder: Path, said_again: list[bool]) -> None:
    TREES[tree](folder)
    before = everything_in(folder)
    fresh = run_anew(*COMMANDS[command], "--no-cache")
    first, second = run_anew(*COMMANDS[command]), run_anew(*COMMANDS[command])

    assert first == second == fresh
    is_refused = fresh.stdout == ""
    assert said_again == [False, not is_refused]
    assert everything_in(folder) == before, "a run writes nothing beside plans"


# ---- one thing is changed --------------------------------------------------------------------------------------------


def files_in(top: Path) -> list[Path]:
    return sorted(path for path in top.rglob("*") if path.is_file() and not path.is_symlink())


def flip(top: Path, draw: Callable[..., Any]) -> str:
    path = draw(st.sampled_from(files_in(top)))
    content = bytearray(path.read_bytes())
    if content:
        where = draw(st.integers(0, len(content) - 1))
        content[where] ^= 1 << draw(st.integers(0, 7))
    before = path.stat()
    path.write_bytes(content)
    if draw(st.booleans()):  # the time of a change is not what is believed
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"a bit of {path}"


def remove(top: Path, draw: Callable[..., Any]) -> str:
    path = draw(st.sampled_from(files_in(top)))
    path.unlink()
    return f"no {path}"


def add(top: Path, draw: Callable[..., Any]) -> str:
    names = ("frameworks/new.yaml", "frameworks/signposts.yaml", "nothing/here.md", "sites/yew/adoption.csv")
    path = top / draw(st.sampled_from((*names, "other.spread.yaml", ".gitignore", "sites/.git/HEAD", "tables.csv")))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = draw(st.sampled_from(("*\n", "schema: spreadkit/plan@1\ntitle: Other\n", "id: new\n")))
    if not path.is_symlink():
        path.write_text(text, encoding="utf-8")
    return f"{path} is added"


def link(top: Path, draw: Callable[..., Any]) -> str:
    path, target = draw(st.sampled_from(files_in(top))), draw(st.sampled_from(files_in(top)))
    path.unlink()
    path.symlink_to(draw(st.sampled_from((str(target), "/etc/passwd", path.name))))
    return f"{path} is a link"


def close(top: Path, draw: Callable[..., Any]) -> str:
    path = draw(st.sampled_from(files_in(top)))
    path.chmod(0)
    return f"{path} is closed"


def leave(top: Path, draw: Callable[..., Any]) -> str:
    (top / ".git").rename(top / draw(st.sampled_from(("git", ".got"))))
    return "no repository any more"


CHANGES = (flip, flip, flip, remove, add, link, close, leave)
OPTIONS = (
    *((), ("--as-of", "2026-07-01"), ("--as-of", "2027-01-01"), ("--format", "json"), ("--output", "out.md")),
    ("--format", "xml"),
)


@settings(max_examples=25)
@given(st.data())
def test_whatever_is_changed_the_answer_is_that_without(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("tree")
    tree = data.draw(st.sampled_from(["hostile", "mayo-vte"]), label="tree")
    words = COMMANDS[data.draw(st.sampled_from([*COMMANDS]), label="command")]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv(place.SWITCH_VARIABLE, raising=False)
        patch.setenv(place.FOLDER_VARIABLE, str(folder / "cache"))
        TREES[tree](folder)
        run_anew(*words)
        for _ in range(data.draw(st.integers(0, 2))):
            change = data.draw(st.sampled_from(CHANGES))
            if change is not leave or (folder / "plan/.git").exists():
                data.draw(st.just(change(folder / "plan", data.draw)), label="change")
        words = (*words, *data.draw(st.sampled_from(OPTIONS), label="options"))
        with_kept = run_anew(*words)
        written = (folder / "out.md").read_bytes() if (folder / "out.md").exists() else None
        again = run_anew(*words)
        without = run_anew(*words, "--no-cache")

        assert with_kept == again == without
        assert written == ((folder / "out.md").read_bytes() if (folder / "out.md").exists() else None)


def test_another_day_is_noticed(folder: Path, said_again: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    TREES["north-network-huddles"](folder)
    from spreadkit.cli import surroundings

    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(2031, 1, 1)

    first = run_anew("check", "plan")
    monkeypatch.setattr(surroundings, "date", Later)
    later = run_anew("check", "plan")

    assert said_again == [False, False]
    assert later == run_anew("check", "plan", "--no-cache")
    assert later != first


def test_a_terminal_in_colour_is_another_run(folder: Path, said_again: list[bool]) -> None:
    TREES["broken"](folder)
    plain = run("check", "plan", *DAY)
    coloured = run("check", "plan", *DAY, env={"FORCE_COLOR": "1"})

    assert said_again == [False, False]
    assert "\x1b[" in coloured.stdout
    assert "\x1b[" not in plain.stdout


def test_a_new_file_in_a_searched_folder_is_found(folder: Path) -> None:
    plan = TREES["mayo-vte"](folder)
    run_anew("check", "plan", *DAY)
    (plan.parent / "two.spread.yaml").write_text("schema: spreadkit/plan@1\n")

    assert "checked 2 plans" in run_anew("check", "plan", *DAY).stderr


def test_what_a_file_that_is_no_plan_stands_for_is_looked_for_anew(folder: Path) -> None:
    plan = TREES["mayo-vte"](folder)
    words = ("check", "plan/sites.csv", *DAY)
    assert run_anew(*words) == run_anew(*words)
    plan.write_text("schema: spreadkit/plan@1\ntitle: Uses no table\n")

    assert "passed over 1 file that no plan uses" in run_anew(*words).stderr


def test_of_many_files_only_the_changed_one_is_looked_at_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spreadkit.api import plans

    for number in range(5):
        (folder / f"{number}.spread.yaml").write_text("schema: spreadkit/plan@1\ntitle: Plan\n")
    run_anew("check", ".", *DAY)
    (folder / "3.spread.yaml").write_text("schema: spreadkit/plan@1\ntitle: Changed\nstage: none\n")
    looked, real = list[str](), plans._look_at  # noqa: SLF001 - what is looked at cannot be seen from outside
    with monkeypatch.context() as patch:
        patch.setattr(plans, "_look_at", lambda target, day: looked.append(target.path.name) or real(target, day))
        changed = run_anew("check", ".", *DAY)

    assert looked == ["3.spread.yaml"]
    assert changed == run_anew("check", ".", *DAY, "--no-cache")
    assert "3.spread.yaml:3" in changed.stdout


def test_many_processes_keep_what_they_find(folder: Path, cache: Path, said_again: list[bool]) -> None:
    for number in range(70):
        (folder / f"{number}.spread.yaml").write_text(f"schema: spreadkit/plan@1\ntitle: Plan {number}\nstage: none\n")
    words = ("check", ".", *DAY, "--jobs", "2")
    first, second = run_anew(*words), run_anew(*words)

    assert said_again == [False, True]
    assert first == second == run_anew(*words, "--no-cache")
    assert Store(cache).amount().entries == 71


# ---- what is kept and what is not ------------------------------------------------------------------------------------


def test_a_file_that_a_report_goes_to_is_written_again(folder: Path, said_again: list[bool]) -> None:
    TREES["mayo-vte"](folder)
    words = ("report", "plan", *DAY, "--output", "report.html", "--no-charts")
    first, content = run_anew(*words), (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    second = run_anew(*words)

    assert said_again == [False, True]
    assert first == second
    assert (folder / "report.html").read_bytes() == content


@pytest.mark.parametrize(
    "words",
    [
        ("adoption", "show", "plan"),
        ("report", "plan", "--format", "docx", "--output", "report.docx", "--no-charts"),
        ("report", "plan", "--for", "site", "--site", "all", "--format", "md", "--output", "sheets"),
        ("report", "plan", "--since", "HEAD", "--format", "md"),
        ("score", "plan", "--no-cache"),
        ("--ascii", "score", "plan"),
        ("check", "nowhere"),
        ("check", "--help"),
    ],
    ids=" ".join,
)
def test_other_runs_are_not_kept(words: tuple[str, ...], folder: Path, cache: Path) -> None:
    plan = TREES["mayo-vte"](folder)
    (plan.parent / ".git").rmdir()
    subprocess.run(
        "git init -q && git add . && git -c user.name=a -c user.email=a@b commit -qm a", shell=True, check=True
    )
    run_anew(*words)

    assert Store(cache).amount().entries == 0


def test_a_run_that_watches_is_not_kept(folder: Path) -> None:
    def interrupted() -> Made:
        raise KeyboardInterrupt

    witness = Witness()
    with witnessed(witness), suppress(SpreadkitError):
        make_again(hostile(folder), folder / "report.html", interrupted)

    assert witness.is_lost


def test_nothing_is_kept_where_the_environment_says_so(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    TREES["mayo-vte"](folder)
    monkeypatch.setenv(place.SWITCH_VARIABLE, "1")
    run_anew("check", "plan")

    assert not cache.exists()


def test_data_of_patients_are_kept_masked_only(folder: Path, cache: Path, said_again: list[bool]) -> None:
    plan = hostile(folder)
    text = plan.read_text("utf-8").replace("title: Safety huddles", 'title: "Mrs Okafor fell, 943 476 5870"')
    plan.write_text(text, encoding="utf-8")
    (plan.parent / "minutes.md").write_text("Mrs Okafor fell, 943 476 5870\n", encoding="utf-8")
    for command in ("check", "check one", "report"):
        said = run_anew(*COMMANDS[command])
        assert run_anew(*COMMANDS[command]) == said
    content = b"".join(path.read_bytes() for path in cache.iterdir())

    assert said_again == [False, True] * 3
    assert b"looks-like-patient-data" in content
    assert not [secret for secret in (b"Okafor", b"943 476", b"5870") if secret in content]


def test_an_exit_code_is_kept(folder: Path, said_again: list[bool]) -> None:
    TREES["hostile"](folder)

    assert [run_anew("check", "plan", *DAY).returncode for _ in range(2)] == [1, 1]
    assert said_again == [False, True]


# ---- what is not believed --------------------------------------------------------------------------------------------


@pytest.fixture
def kept_file(folder: Path, cache: Path, said_again: list[bool]) -> Iterator[Path]:
    """The file in which a run is kept; nothing of it is believed after the test has worked on it."""
    TREES["mayo-vte"](folder)
    fresh = run_anew(*COMMANDS["check"])
    assert run_anew(*COMMANDS["check"]) == fresh
    assert said_again == [False, True]
    yield place.cache_file(cache)
    assert run_anew(*COMMANDS["check"]) == fresh
    assert said_again == [False, True, False]


def test_what_was_made_by_another_version_is_not_believed(kept_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spreadkit.kept import program

    monkeypatch.setattr(program, "__version__", "0.0.1")
    assert kept_file.exists()


def test_a_folder_that_is_open_to_others_is_not_believed(kept_file: Path) -> None:
    kept_file.parent.chmod(0o755)


def test_a_file_that_is_open_to_others_is_not_believed(kept_file: Path) -> None:
    kept_file.chmod(0o620)


def test_a_linked_file_is_not_believed(kept_file: Path) -> None:
    kept_file.symlink_to(kept_file.rename(kept_file.with_name("elsewhere")))


def test_a_file_of_two_names_is_not_believed(kept_file: Path) -> None:
    kept_file.with_name("elsewhere").hardlink_to(kept_file)


def test_a_linked_folder_is_not_believed(kept_file: Path) -> None:
    folder = kept_file.parent
    folder.symlink_to(folder.rename(folder.with_name("elsewhere")))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_is_not_believed(kept_file: Path) -> None:
    os.chown(kept_file, 1, -1)


def test_a_file_that_is_no_database_is_not_believed(kept_file: Path) -> None:
    kept_file.write_bytes(b"not a database, and longer than its header is" * 100)


def test_an_entry_under_another_key_is_not_believed(kept_file: Path) -> None:
    with closing(sqlite3.connect(kept_file)) as database, database:
        rows = database.execute("SELECT key, content FROM kept ORDER BY key").fetchall()
        contents = [content for _, content in reversed(rows)]
        for (key, _), content in zip(rows, contents, strict=True):
            database.execute("UPDATE kept SET content = ? WHERE key = ?", (content, key))


def test_a_table_of_other_columns_is_not_believed(kept_file: Path) -> None:
    with closing(sqlite3.connect(kept_file)) as database, database:
        database.executescript("DROP TABLE kept; CREATE TABLE kept (key, at, size); INSERT INTO kept VALUES (1, 2, 3);")


def test_entries_of_other_types_are_not_believed(kept_file: Path) -> None:
    with closing(sqlite3.connect(kept_file)) as database, database:
        database.execute("UPDATE kept SET content = 5")


@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_changes_no_answer(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "cache"
    kept, contents = Store(folder), {bytes([number]) * 20: bytes([number]) * 3000 for number in range(20)}
    kept.keep(contents)
    file = place.cache_file(folder)
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 40))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2, 100, 0]))])
    found = kept.find([*contents])

    assert all(contents[key] == value for key, value in found.items())
    kept.keep(contents)
    kept.amount()


@pytest.mark.parametrize("folder_name", ["/dev/null/spreadkit", "/proc/spreadkit", "not/a/full/path"])
def test_a_run_goes_on_where_nothing_can_be_kept(
    folder_name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    TREES["mayo-vte"](folder)
    monkeypatch.setenv(place.FOLDER_VARIABLE, folder_name)
    before = everything_in(folder)

    assert run_anew(*COMMANDS["check"]) == run_anew(*COMMANDS["check"], "--no-cache")
    assert everything_in(folder) == before


def test_a_full_disk_is_as_if_nothing_were_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Store(cache)
    kept.keep({b"a" * 20: b"x"})
    real = sqlite3.connect

    def small(*args: Any, **named: Any) -> sqlite3.Connection:
        database = real(*args, **named)
        database.execute("PRAGMA max_page_count = 6")
        return database

    monkeypatch.setattr(sqlite3, "connect", small)
    kept.keep({b"b" * 20: b"y" * 1_000_000})

    assert kept.find([b"a" * 20, b"b" * 20]) == {b"a" * 20: b"x"}


# ---- the store -------------------------------------------------------------------------------------------------------


def test_the_folder_is_the_users_alone(cache: Path) -> None:
    Store(cache).keep({b"a" * 20: b"x"})

    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in cache.iterdir()] == [0o600]


def test_the_oldest_entries_go(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_ENTRIES", 10)
    kept, keys = Store(cache), [bytes([number]) * 20 for number in range(25)]
    for key in keys:
        kept.keep({key: b"x"})

    assert kept.amount().entries <= 10
    assert keys[-1] in kept.find(keys)
    assert set(kept.find(keys)) == set(keys[-len(kept.find(keys)) :])


def test_no_more_bytes_are_kept_than_may_be(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_BYTES", 10_000)
    monkeypatch.setattr(store, "MOST_OF_ONE", 5_000)
    kept = Store(cache)
    for number in range(20):
        kept.keep({bytes([number]) * 20: b"x" * 4_000, b"large" * 4: b"x" * 6_000})
        assert kept.amount().bytes <= 10_000

    assert b"large" * 4 not in kept.find([b"large" * 4])


def test_several_at_once_are_safe(cache: Path) -> None:
    keys = [bytes([number]) * 20 for number in range(40)]

    def work(number: int) -> None:
        kept = Store(cache)
        for key in keys[number::4]:
            kept.keep({key: key * 500})
            assert all(value == key * 500 for key, value in kept.find(keys).items())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert len(Store(cache).find(keys)) == 40


def test_two_processes_at_once_say_the_same(folder: Path, cache: Path) -> None:
    hostile(folder)
    fresh = run_anew(*COMMANDS["check"], "--no-cache")
    command = [sys.executable, "-m", "spreadkit", *COMMANDS["check"]]
    env = environment({place.FOLDER_VARIABLE: str(cache)})
    for _ in range(2):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        running = [subprocess.Popen(command, env=env, **pipes) for _ in range(3)]  # type: ignore[call-overload]
        for process in running:
            out, err = process.communicate(timeout=120)
            assert Result(process.returncode, out.decode(), err.decode()) == fresh


# ---- findings --------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(), max_size=20)
PLACES = st.builds(
    Location,
    file=TEXTS,
    line=st.integers(1),
    column=st.integers(1),
    end_line=st.integers(1),
    end_column=st.integers(1),
    excerpt=TEXTS,
)
ROUTES = st.lists(TEXTS | st.integers(0), max_size=4).map(tuple)
FINDINGS = st.builds(
    Finding,
    code=TEXTS,
    slug=TEXTS,
    severity=st.sampled_from(Severity),
    message=TEXTS,
    location=PLACES,
    route=ROUTES,
    help=TEXTS,
    places=st.lists(PLACES, max_size=3).map(tuple),
    routes=st.lists(ROUTES, max_size=3).map(tuple),
    about=TEXTS,
    cause=TEXTS,
    plainly=TEXTS,
    next_step=TEXTS,
    owners=st.lists(TEXTS, max_size=3).map(tuple),
)


@given(FINDINGS)
def test_findings_come_back_equal(finding: Finding) -> None:
    back = from_data(json.loads(json.dumps(as_data(finding))))

    assert back == finding
    assert repr(back) == repr(finding)


def test_every_field_of_a_finding_is_kept() -> None:
    from dataclasses import fields

    finding = Finding(code="", slug="", severity=Severity.NOTE, message="", location=Location(file=""))

    assert len(fields(Finding)) == len(as_data(finding))
    assert [each.name for each in fields(Location)] == ["file", "line", "column", "end_line", "end_column", "excerpt"]


# ---- the command -----------------------------------------------------------------------------------------------------


def test_the_command_tells_where_and_how_much_and_takes_it_away(folder: Path, cache: Path) -> None:
    hostile(folder)
    assert "nothing is kept so far" in run("cache", "info").stdout
    assert run("cache", "clear").stdout == "nothing is kept\n"
    run_anew(*COMMANDS["check"])
    told = run("cache", "info").stdout
    assert str(cache) in told
    assert "kept: 5 results" in told
    assert run("cache", "clear").stdout == "took away 5 results\n"
    assert [*cache.iterdir()] == []


def test_the_command_says_why_nothing_is_kept(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(folder)
    run_anew(*COMMANDS["check"])
    cache.chmod(0o777)
    assert "nothing is kept: the folder is open to other users" in run("cache", "info").stdout
    refused = run("cache", "clear")
    assert refused.returncode == 2
    assert "is open to other users" in refused.stderr
    assert place.cache_file(cache).exists()
    monkeypatch.setenv(place.SWITCH_VARIABLE, "1")
    assert f"nothing is kept: {place.SWITCH_VARIABLE} is set" in run("cache", "info").stdout

"""What the machine refuses has a sentence and exit code 2: it is no bug of ours. Who stops reading hears nothing."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from spreadkit.__main__ import main
from spreadkit.errors import SpreadkitError, sentence_of

COMMAND = f"{sys.executable} -m spreadkit"
INIT = f"{COMMAND} init plan --framework ihi-spread --title Huddles"
PLAN = """\
schema: spreadkit/plan@1
title: Huddles
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
sites: sites.csv
adoption: adoption.csv
"""
ADD = f"{COMMAND} adoption add --site ash --change huddle --stage testing --date 2026-05-01"
HEADING = "date,site,change,stage\n"
FILES = {"spread-plan.yaml": PLAN, "sites.csv": "id,name\nash,Ash Ward\n", "adoption.csv": HEADING}
FULL = "No space left on device; free some room on that disk, and run again"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def shell(
    command: str, folder: Path, *, env: dict[str, str] | None = None, files: int | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command in bash; its exit code is that of the first in a pipe that fails."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))) if files else None
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ if env is None else env,
        preexec_fn=limit,
        timeout=60,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def assert_refused(ended: "subprocess.CompletedProcess[str]", words: str) -> None:
    assert ended.returncode == 2, ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "bug in spreadkit" not in ended.stderr
    assert "None" not in ended.stderr


@pytest.mark.parametrize("verb", ["--version", "check", "score", "adoption"])
def test_stdout_that_is_closed_is_refused_before_anything_is_done(verb: str, plan: Path) -> None:
    assert_refused(shell(f"{COMMAND} {verb} >&-", plan), "stdout is closed, so nothing can be printed")


def test_nothing_is_written_where_stdout_is_closed(plan: Path) -> None:
    assert_refused(shell(f"{ADD} >&-", plan), "stdout is closed")
    assert (plan / "adoption.csv").read_text() == HEADING


@pytest.mark.parametrize("closed", ["2>&-", "<&-", "2>/dev/full", "2>&- <&-"])
def test_closed_stdin_and_stderr_stop_nothing(closed: str, plan: Path) -> None:
    ended = shell(f"{ADD} {closed}", plan)

    assert ended.returncode == 0, ended.stderr
    assert (plan / "adoption.csv").read_text() == HEADING + "2026-05-01,ash,huddle,testing\n"


def test_who_stops_reading_changes_neither_the_exit_code_nor_what_is_written(plan: Path) -> None:
    checked, added = shell(f"{COMMAND} check --fail-on note | true", plan), shell(f"{ADD} | true", plan)
    shown = shell(f"{COMMAND} --version | true", plan)

    assert (checked.returncode, added.returncode, shown.returncode) == (1, 0, 0)
    assert (plan / "adoption.csv").read_text() == HEADING + "2026-05-01,ash,huddle,testing\n"
    assert all("Error" not in ended.stderr for ended in (checked, added, shown))


def test_nobody_who_reads_what_is_said_stops_nothing(plan: Path) -> None:
    ended = shell(f"{ADD} 2>&1 | true", plan)

    assert ended.returncode == 0
    assert (plan / "adoption.csv").read_text() != HEADING


@pytest.mark.parametrize("verb", ["--version", "check", "report"])
def test_full_disk_behind_stdout(verb: str, plan: Path) -> None:
    assert_refused(shell(f"{COMMAND} {verb} > /dev/full", plan), f'"stdout" cannot be written: {FULL}')


def test_full_disk_behind_an_output(plan: Path) -> None:
    assert_refused(shell(f"{COMMAND} score -o /dev/full", plan), f'"/dev/full" cannot be written: {FULL}')


@pytest.fixture
def small_disk() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", name], check=False, capture_output=True
        )
        if mounted.returncode:
            pytest.skip("no disk can be mounted here")
        yield Path(name)
        subprocess.run(["umount", "-l", name], check=True)


@pytest.mark.skipif(not IS_ROOT or shutil.which("mount") is None, reason="only root can mount a small disk")
def test_disk_that_fills_up_in_init_names_the_file(small_disk: Path) -> None:
    ended = shell(INIT, small_disk)

    assert_refused(ended, f"cannot be written: {FULL}")
    assert not (small_disk / "plan" / "spread-plan.yaml").exists()
    assert not list((small_disk / "plan").rglob(".*.spreadkit"))


@pytest.mark.parametrize("verb", ["check", "adoption show", "score spread-plan.yaml"])
def test_working_folder_that_was_removed(verb: str, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()

    ended = shell(f"cd gone && rmdir ../gone && {COMMAND} {verb}", tmp_path)

    assert_refused(ended, "the folder that you are in is not there any more: go to one that is (cd)")


@pytest.mark.parametrize("verb", ["check", "report -o report.pdf", "report -o report.docx", "report -o report.html"])
def test_no_home_is_needed(verb: str, plan: Path) -> None:
    env = {name: text for name, text in os.environ.items() if name != "HOME" and not name.startswith("XDG")}

    without = shell(f"{COMMAND} {verb}", plan, env=env)
    missing = shell(f"{COMMAND} {verb}", plan, env={**env, "HOME": "/nonexistent", "XDG_CACHE_HOME": "/proc/none"})

    assert without.returncode == missing.returncode == 0, without.stderr + missing.stderr


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_ascii_locale_and_names_that_are_not_ascii(env: dict[str, str], plan: Path) -> None:
    folder = plan / "Größe"
    folder.mkdir()
    for path in plan.glob("*.*"):
        shutil.copy(path, folder)
    env = {**os.environ, **env}

    checked = shell(f"{COMMAND} check --all Größe", plan, env=env)
    added = shell(f"{ADD} --plan Größe", plan, env=env)
    begun = shell(f"{COMMAND} init Straße --framework ihi-spread", plan, env=env)

    assert checked.stdout.startswith("Größe/spread-plan.yaml:1:1: ")
    assert added.returncode == 0, added.stderr
    assert begun.returncode == 0 or "set the locale to one with UTF-8" in begun.stderr
    assert all("Traceback" not in ended.stderr for ended in (checked, added, begun))


def test_name_that_is_no_text_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    ended = shell(f"{COMMAND} init n --framework ihi-spread --title $'b\\xff'", tmp_path)

    assert_refused(ended, "bytes that are no text in UTF-8")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("files", [6, 8, 10, 12])
def test_too_many_open_files(files: int, plan: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "spreadkit", "report", "-o", "report.html"],
        cwd=plan,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
    )

    if ended.returncode:
        assert ended.returncode == 2
        assert "Too many open files; raise the limit (ulimit -n 1024), and run again" in ended.stderr
        assert "bug in spreadkit" not in ended.stderr


def planted(plan: Path, error: str) -> "subprocess.CompletedProcess[str]":
    """Run a check in which something raises an error."""
    (plan / "sitecustomize.py").write_text(
        f"import spreadkit.api.plans\ndef planted(*_, **__): raise {error}\nspreadkit.api.plans.check = planted\n"
    )
    return shell(f"{COMMAND} check", plan, env={**os.environ, "PYTHONPATH": str(plan)})


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("PermissionError(13, 'Permission denied', 'x.csv')", '"x.csv" cannot be used: Permission denied; you need'),
        ("OSError(116, 'Stale file handle', 'x.csv')", "the network share went away meanwhile"),
        ("FileNotFoundError(2, 'No such file or directory', 'x.csv')", '"x.csv" cannot be used: No such file'),
        ("MemoryError()", "there is not enough memory"),
    ],
)
def test_what_the_system_refuses_anywhere_is_no_bug(error: str, says: str, plan: Path) -> None:
    assert_refused(planted(plan, error), says)


@pytest.mark.parametrize("error", ["OSError('ours')", "ValueError('ours')", "type('Panic', (BaseException,), {})()"])
def test_our_own_mistakes_stay_bugs(error: str, plan: Path) -> None:
    ended = planted(plan, error)

    assert ended.returncode == 70
    assert "this is a bug in spreadkit" in ended.stderr


def test_sentence_says_what_why_and_what_to_do() -> None:
    known, unknown = OSError(13, "Permission denied", "a"), OSError(9999, "odd")

    assert sentence_of(known, "b.csv").startswith('"b.csv" cannot be written: Permission denied; you need the right')
    assert sentence_of(known, done="opened").startswith('"a" cannot be opened: ')
    assert sentence_of(unknown) == "the system refused: odd"
    assert sentence_of(OSError("only words")) == "the system refused: only words"


def run_as_nobody(folder: Path, words: list[str]) -> tuple[int, str]:
    """Run a command in a folder as another user.

    They may have no right to read Python itself: so in a copy of this process, which has run the command elsewhere.
    """
    said = os.memfd_create("said")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(said, 1)
            os.dup2(said, 2)
            sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
            with TemporaryDirectory() as copy:
                shutil.copytree(folder, copy, dirs_exist_ok=True)
                run_inside(Path(copy), words)
                os.chdir(folder)
            os.ftruncate(said, 0)
            os.setgid(65534)
            os.setuid(65534)
            code = run_inside(folder, words)
            sys.stderr.flush()
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, os.pread(said, 10_000, 0).decode().strip("\0")


def run_inside(folder: Path, words: list[str]) -> int:
    os.chdir(folder)
    sys.argv = ["spreadkit", *words]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.skipif(not IS_ROOT, reason="root becomes another user here")
@pytest.mark.parametrize("words", [ADD, INIT, f"{COMMAND} score -o score.txt", f"{COMMAND} report -o report.html"])
def test_no_right_to_write_as_another_user(words: str) -> None:
    with TemporaryDirectory() as name:  # below tmp_path only root may look
        folder = Path(name)
        folder.chmod(0o755)
        for file, text in FILES.items():
            (folder / file).write_text(text)

        code, said = run_as_nobody(folder, words.split()[3:])

        assert code == 2, said
        assert "cannot be written: Permission denied; you need the right to do this there" in said
        assert {path.name for path in folder.iterdir()} == set(FILES)


def test_exit_code_of_a_refusal_is_that_of_wrong_usage() -> None:
    assert SpreadkitError.exit_code == 2

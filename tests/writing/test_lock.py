"""One writer at a time: nobody is refused, nothing is lost, and nobody who is gone keeps others waiting."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from spreadkit.errors import ChangedMeanwhileError, SpreadkitError
from spreadkit.writing import lock
from spreadkit.writing.lock import LOCK_NAME, change_alone, only_writer

from many_writers import HEADING, lay_out, run_all

HOLDS = """
import sys, time
from pathlib import Path
from spreadkit.writing.lock import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder: Path) -> "subprocess.Popen[str]":
    """Start a process that holds the lock of a folder, and return it once it does."""
    process = subprocess.Popen([sys.executable, "-c", HOLDS, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_many_who_write_at_once_lose_no_row_and_nobody_is_refused(tmp_path: Path) -> None:
    commands = lay_out(tmp_path, 20)

    outcomes = run_all(commands, at_once=10)

    assert [outcome for outcome in outcomes if outcome.code] == []
    rows = (tmp_path / "adoption.csv").read_text().removeprefix(HEADING).splitlines()
    assert sorted(rows) == sorted(f"2026-05-01,site-{number},huddle,testing,,,," for number in range(20))
    assert {path.name for path in tmp_path.iterdir()} == {"spread-plan.yaml", "sites.csv", "adoption.csv", "returns"}


def test_lock_is_there_while_it_is_held_and_gone_afterwards(tmp_path: Path) -> None:
    with only_writer(tmp_path):
        during = {path.name for path in tmp_path.iterdir()}

    assert during == {LOCK_NAME}
    assert list(tmp_path.iterdir()) == []


def test_lock_that_a_killed_process_left_blocks_nobody(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (tmp_path / LOCK_NAME).exists()

    started = time.monotonic()
    with only_writer(tmp_path):
        waited = time.monotonic() - started

    assert waited < 5
    assert list(tmp_path.iterdir()) == []


def test_waiting_ends_with_a_plain_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT", 0.2)
    process = holder(tmp_path)

    with pytest.raises(SpreadkitError, match=r"someone else has been writing .* nothing was written: wait until"):
        change_alone(tmp_path / "spread-plan.yaml", lambda: None)

    process.kill()
    process.communicate()


def test_plan_is_read_anew_when_an_editor_was_quicker(tmp_path: Path) -> None:
    seen = iter([ChangedMeanwhileError("first"), ChangedMeanwhileError("second"), None])

    def change() -> str:
        if error := next(seen):
            raise error
        return "written"

    assert change_alone(tmp_path / "spread-plan.yaml", change) == "written"


def test_who_always_finds_it_changed_is_refused(tmp_path: Path) -> None:
    tries = []

    def change() -> None:
        tries.append(1)
        raise ChangedMeanwhileError("changed")

    with pytest.raises(SpreadkitError, match="changed"):
        change_alone(tmp_path / "spread-plan.yaml", change)

    assert 2 <= len(tries) <= 10
    assert list(tmp_path.iterdir()) == []


def test_a_plan_behind_a_link_has_the_lock_of_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "spread-plan.yaml").write_text("x")
    (tmp_path / "spread-plan.yaml").symlink_to("real/spread-plan.yaml")

    during = change_alone(tmp_path / "spread-plan.yaml", lambda: [path.name for path in (tmp_path / "real").iterdir()])

    assert LOCK_NAME in during


def test_link_in_place_of_the_lock_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).symlink_to(tmp_path / "theirs")

    with pytest.raises(SpreadkitError, match="cannot be written"), only_writer(tmp_path):
        pass

    assert not (tmp_path / "theirs").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes are of Unix")
def test_another_user_can_open_what_a_killed_run_left(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        with only_writer(tmp_path):
            mode = stat.S_IMODE((tmp_path / LOCK_NAME).stat().st_mode)
    finally:
        os.umask(old)

    assert mode == 0o666


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_two_users_who_share_a_folder_exclude_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT", 0.2)
    with TemporaryDirectory() as name:  # below tmp_path only root may look
        Path(name).chmod(0o777)
        process = holder(Path(name))
        code = as_nobody(Path(name))
        process.kill()
        process.communicate()

    assert code == 0


def as_nobody(folder: Path) -> int:
    """Try to write as another user; 0 when another writer is in the way."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            with only_writer(folder):
                pass
        except SpreadkitError as error:
            code = 0 if "someone else has been writing" in str(error) else 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

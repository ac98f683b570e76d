"""`--output` onto what is no file: it is written into, and never replaced."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from spreadkit import SpreadkitError
from spreadkit.cli.saying import put

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    put("a report\n" * 20_000, pipe)

    reader.join(timeout=10)
    assert read == [b"a report\n" * 20_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_device_is_written_into_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/null")

    for path in (Path("/dev/null"), tmp_path / "link"):
        put(b"a report", path)

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_that_is_full_is_told_of() -> None:
    with pytest.raises(SpreadkitError, match="cannot be written: No space left"):
        put("a report", Path("/dev/full"))


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
@pytest.mark.parametrize("to_file", [True, False])
def test_dev_stdout_is_stdout(to_file: bool, tmp_path: Path) -> None:  # noqa: FBT001 - parametrized
    code = "from pathlib import Path; from spreadkit.cli.saying import put; put('a report', Path('/dev/stdout'))"
    if to_file:
        with (tmp_path / "out").open("wb") as out:
            out.write(b"before: ")
            out.flush()
            subprocess.run([sys.executable, "-c", code], stdout=out, check=True, timeout=60)
        written = (tmp_path / "out").read_text(encoding="utf-8")
    else:
        written = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        ).stdout

    assert written == ("before: a report" if to_file else "a report")


def test_a_file_is_replaced_whole_and_a_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")

    put("new", tmp_path / "old")

    assert (tmp_path / "old").read_text(encoding="utf-8") == "new"
    with pytest.raises(SpreadkitError, match="cannot be written"):
        put("new", tmp_path)

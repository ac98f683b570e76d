"""What stays of a file that is replaced, what is never replaced, and what a run that was killed leaves behind."""

import os
import stat
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.writing.atomic import LEFT_AFTER, clear_leftovers, write_new, write_whole

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
LEFT = ".sites.csv.ab12_z9x.spreadkit"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_is_kept_whatever_the_umask(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("old")
    path.chmod(mode)
    old = os.umask(0o077)
    try:
        write_whole(path, "new")
    finally:
        os.umask(old)

    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not IS_ROOT, reason="only root can give files away")
def test_owner_is_kept_when_root_writes(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("old")
    os.chown(path, 65534, 65534)
    path.chmod(0o640)

    write_whole(path, "new")

    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 65534, 0o640)


def test_file_of_another_owner_is_written_where_the_owner_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("old")
    if IS_ROOT:
        os.chown(path, 65534, 65534)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)

    write_whole(path, "new")

    assert path.read_text() == "new"


def test_nobody_else_can_read_a_private_file_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("old")
    path.chmod(0o600)
    seen = list[int]()
    chmod = Path.chmod
    monkeypatch.setattr(Path, "chmod", lambda self, mode: (seen.append(mode), chmod(self, mode))[1])

    write_whole(path, "new")

    assert seen == [0o600]


def test_other_hard_links_keep_the_old_content(tmp_path: Path) -> None:
    path, other = tmp_path / "sites.csv", tmp_path / "backup.csv"
    path.write_text("old")
    other.hardlink_to(path)

    write_whole(path, "new")

    assert (path.read_text(), other.read_text()) == ("new", "old")


def test_folder_is_synced_after_the_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = list[str]()
    fsync, replace = os.fsync, os.replace

    def sync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def put(*paths: Path) -> None:
        steps.append("replace")
        replace(*paths)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", put)

    write_whole(tmp_path / "sites.csv", "new")

    assert steps == ["file", "replace", "folder"]


def test_a_folder_that_cannot_be_synced_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", sync)

    write_whole(tmp_path / "sites.csv", "new")

    assert (tmp_path / "sites.csv").read_text() == "new"


@pytest.mark.parametrize("write", [write_whole, write_new])
def test_old_leftovers_of_ours_are_taken_away_and_young_ones_stay(write: object, tmp_path: Path) -> None:
    assert callable(write)
    young, old = tmp_path / LEFT, tmp_path / LEFT.replace("ab12", "cd34")
    young.write_text("half")
    old.write_text("half")
    long_ago = time.time() - LEFT_AFTER - 100
    os.utime(old, (long_ago, long_ago))

    write(tmp_path / "sites.csv", "new")

    assert names(tmp_path) == {"sites.csv", LEFT}


def test_who_holds_the_lock_takes_all_leftovers_of_a_file_away(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_text("half")

    clear_leftovers(tmp_path / "sites.csv")

    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    "name",
    [
        ".sites.csv.original",
        ".sites.csv.swp",
        "sites.csv.ab12_z9x.spreadkit",
        ".sites.csv.ab12_z9x.spreadkit.bak",
        ".sites.csv.AB12_Z9X.spreadkit",
        ".other.csv.ab12_z9x.spreadkit",
        ".sitesXcsv.ab12_z9x.spreadkit",
    ],
)
def test_files_of_others_are_never_taken_away(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("theirs")
    os.utime(tmp_path / name, (0, 0))

    clear_leftovers(tmp_path / "sites.csv")
    write_whole(tmp_path / "sites.csv", "new")

    assert (tmp_path / name).read_text() == "theirs"


def test_a_folder_or_link_by_the_name_of_a_leftover_stays(tmp_path: Path) -> None:
    (tmp_path / LEFT).mkdir()
    (tmp_path / LEFT.replace("ab12", "cd34")).symlink_to("nowhere")

    clear_leftovers(tmp_path / "sites.csv")

    assert len(names(tmp_path)) == 2


@given(text=st.binary(max_size=200_000))
def test_a_pipe_is_written_into_and_stays_a_pipe(text: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    pipe = tmp_path_factory.mktemp("pipes") / "out"
    os.mkfifo(pipe)
    read = list[bytes]()
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    write_whole(pipe, text)

    reader.join(10)
    assert read == [text]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(pipe.parent) == {"out"}


def test_a_device_is_written_into_and_stays_a_device() -> None:
    write_whole(Path(os.devnull), "x")

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_full_device_says_so() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_whole(Path("/dev/full"), "x")

    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))

    write_whole(tmp_path / "sites.csv", "a text of several pieces")

    assert (tmp_path / "sites.csv").read_text() == "a text of several pieces"

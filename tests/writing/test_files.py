"""Writing files: whole or not at all, and never over what must stay."""

import os
import stat
from pathlib import Path

import pytest

from spreadkit.writing.atomic import write_new, write_whole


def fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_file_is_written_as_it_is_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "report.md"

    write_whole(path, "é😀\r\n\nlast")

    assert path.read_bytes() == "é😀\r\n\nlast".encode()
    assert names(tmp_path) == {"report.md"}


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"

    write_whole(path, b"PK\x00\xff\r\n")

    assert path.read_bytes() == b"PK\x00\xff\r\n"
    assert names(tmp_path) == {"report.docx"}


def test_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("a much longer text that was there before")
    path.chmod(0o640)

    write_whole(path, "new")

    assert path.read_text() == "new"
    assert mode(path) == 0o640


def test_new_files_have_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_whole(tmp_path / "one", "x")
        write_new(tmp_path / "two", "x")
    finally:
        os.umask(old)

    assert (mode(tmp_path / "one"), mode(tmp_path / "two")) == (0o640, 0o640)


def test_symbolic_link_is_followed_to_the_real_file(tmp_path: Path) -> None:
    real, link = tmp_path / "kept" / "report.md", tmp_path / "report.md"
    real.parent.mkdir()
    real.write_text("old")
    link.symlink_to(real)

    write_whole(link, "new")

    assert link.is_symlink()
    assert real.read_text() == "new"
    assert names(real.parent) == {"report.md"}


def test_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "report.md"
    link.symlink_to(tmp_path / "later.md")

    write_whole(link, "new")

    assert (tmp_path / "later.md").read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_old_file_stays_whole_when_writing_fails(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")
    monkeypatch.setattr(os, step, fail)

    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new")

    assert path.read_text() == "old"
    assert names(tmp_path) == {"report.md"}


def test_nothing_is_left_when_writing_a_new_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "plan.yaml", "new")

    assert names(tmp_path) == set()


def test_new_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"

    first, second = write_new(path, "first"), write_new(path, "second")

    assert (first, second) == (True, False)
    assert path.read_text() == "first"
    assert names(tmp_path) == {"plan.yaml"}


@pytest.mark.parametrize("there", ["file", "folder", "link", "broken link"])
def test_new_file_never_takes_the_place_of_what_is_there(there: str, tmp_path: Path) -> None:
    path, real = tmp_path / "plan.yaml", tmp_path / "real.yaml"
    if there == "file":
        path.write_text("old")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to(real)
        if there == "link":
            real.write_text("old")
    before = names(tmp_path)

    assert write_new(path, "new") is False

    assert names(tmp_path) == before
    assert not path.is_file() or path.read_text() == "old"


def test_new_file_can_be_written_where_hard_links_are_not_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "plan.yaml"

    first, second = write_new(path, "first"), write_new(path, "second")

    assert (first, second) == (True, False)
    assert path.read_text() == "first"
    assert names(tmp_path) == {"plan.yaml"}


def test_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "report.md", "x")

"""A new plan: written last, never through a link that leads elsewhere, and begun again where it was interrupted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spreadkit import SpreadkitError, begin_plan
from spreadkit.writing import atomic, write_starter


def begin(folder: Path) -> list[str]:
    begun = begin_plan(folder, title="Huddles", frameworks=["ihi-spread"])
    return [path.relative_to(folder).as_posix() for path in begun.written]


def test_plan_is_written_last_and_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = list[str]()

    def write(path: Path, text: str) -> bool:
        order.append(path.name)
        return atomic.write_new(path, text)

    monkeypatch.setattr(write_starter, "write_new", write)

    told = begin(tmp_path / "plan")

    assert order[-1] == "spread-plan.yaml"
    assert told[0] == "spread-plan.yaml"
    assert len(order) == len(told)


@pytest.mark.parametrize("name", ["data", "evidence", ".spreadkit"])
def test_link_out_of_the_repository_is_never_written_through(name: str, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "plan", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / name).symlink_to(elsewhere)

    with pytest.raises(
        SpreadkitError, match="outside the repository, where a symbolic link leads; nothing was written"
    ):
        begin(folder)

    assert list(elsewhere.iterdir()) == []
    assert [path.name for path in folder.iterdir()] == [name]


def test_link_into_what_git_keeps_is_never_written_through(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "data").symlink_to("../.git")

    with pytest.raises(SpreadkitError, match="outside the repository"):
        begin(tmp_path / "plan")

    assert list((tmp_path / ".git").iterdir()) == []


def test_link_inside_the_repository_works(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "data").symlink_to("../shared")

    begin(tmp_path / "plan")

    assert (tmp_path / "shared" / "README.md").exists()


def test_a_plan_that_is_a_link_to_nowhere_is_a_plan_already(tmp_path: Path) -> None:
    (tmp_path / "spread-plan.yaml").symlink_to("nowhere")

    with pytest.raises(SpreadkitError, match="there is a plan already"):
        begin(tmp_path)


def test_full_disk_names_the_file_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(SpreadkitError) as raised:
        begin(tmp_path / "plan")

    assert str(raised.value) == (
        f'"{tmp_path / "plan" / "sites.csv"}" cannot be written: No space left on device; '
        "free some room on that disk, and run again"
    )


def test_two_who_begin_one_plan_at_once_make_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "spreadkit", "init", "plan", "--framework", "ihi-spread", "--title"]
    started = [
        subprocess.Popen([*command, title], cwd=tmp_path, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for title in ("One", "Two")
    ]
    said = [process.communicate()[1] for process in started]

    codes = sorted(process.returncode for process in started)
    assert codes == [0, 2]
    assert any("there is a plan already" in text for text in said)

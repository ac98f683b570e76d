"""Frameworks that links lead to: inside a repository they are read, outside of it they are not."""

import shutil
from pathlib import Path

import pytest

from spreadkit import SpreadkitError
from spreadkit.library.frameworks import open_framework
from spreadkit.loading.loader import load_framework
from spreadkit.reading.shipped import builtin_frameworks
from support_files import repository

EXTENDING = """\
schema: spreadkit/framework@1
id: ours
edition: "1"
title: Ours
extends: ihi-spread@2006.2
"""


def copied(path: Path) -> Path:
    shutil.copy(builtin_frameworks() / "ihi-spread.yaml", path)
    return path


def test_a_framework_that_the_user_names_does_not_leave_its_repository_by_a_link(tmp_path: Path) -> None:
    top = repository(tmp_path).parent
    (top / "in.yaml").symlink_to(copied(top / "ihi-spread.yaml"))
    (top / "out.yaml").symlink_to(copied(tmp_path / "ihi-spread.yaml"))

    assert open_framework(str(top / "in.yaml"), top)[1].id == "ihi-spread"
    assert open_framework(str(tmp_path / "ihi-spread.yaml"), top)[1].id == "ihi-spread"
    with pytest.raises(SpreadkitError, match="cannot be read as a framework"):
        open_framework(str(top / "out.yaml"), top)


@pytest.mark.parametrize("is_outside", [True, False])
def test_a_base_is_not_taken_from_outside_by_a_link(is_outside: bool, tmp_path: Path) -> None:  # noqa: FBT001
    top = repository(tmp_path).parent
    (top / "ours.yaml").write_text(EXTENDING, encoding="utf-8")
    kept = copied((tmp_path if is_outside else top) / "kept.yaml")
    (top / "ihi-spread.yaml").symlink_to(kept)

    loaded = load_framework(top / "ours.yaml", top=top)

    assert loaded.base is not None
    assert loaded.base.path.parent == (builtin_frameworks() if is_outside else top)

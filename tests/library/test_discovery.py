"""Which files are checked: named ones, and plans and frameworks below folders, without what git ignores."""

import os
import subprocess
from pathlib import Path

import pytest

from spreadkit.errors import SpreadkitError
from spreadkit.library.discovery import find_plan, find_targets

PLAN = "schema: spreadkit/plan@1\n"
FRAMEWORK = "schema: spreadkit/framework@1\n"


@pytest.fixture(params=["plain folder", "git repository"])
def root(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A folder, once inside a git repository and once not."""
    if request.param == "git repository":
        git(folder, "init", "--quiet")
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def lay(folder: Path, *names: str, text: str = "") -> None:
    """Make files of these names; what they hold follows from the name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or (FRAMEWORK if path.parent.name == "frameworks" else PLAN))


def found(*paths: Path | str) -> list[str]:
    return [target.path.as_posix() for target in find_targets([Path(path) for path in paths])]


def test_plans_and_frameworks_are_found_at_any_depth_in_order(root: Path) -> None:
    lay(root, "z/spread-plan.yaml", "a/b/spread-plan.yaml", "spread-plan.yaml", "a/ward.spread.yaml")
    lay(root, "frameworks/own.yaml", "a/b/frameworks/other.yaml")
    lay(root, "other.yaml", "spread-plan.yaml.txt", "my-spread-plan.yaml", "frameworks.yaml", text=PLAN)

    assert found(".") == [
        *("a/b/frameworks/other.yaml", "a/b/spread-plan.yaml", "a/ward.spread.yaml"),
        *("frameworks/own.yaml", "spread-plan.yaml", "z/spread-plan.yaml"),
    ]


def test_folder_of_frameworks_can_be_named_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(root, "frameworks/own.yaml", "other/plain.yaml")

    assert found("frameworks") == ["frameworks/own.yaml"]

    monkeypatch.chdir(root / "frameworks")
    assert found(".") == ["own.yaml"]


def test_kind_follows_from_what_the_file_says(root: Path) -> None:
    lay(root, "spread-plan.yaml", "frameworks/own.yaml")
    lay(root, "elsewhere.yaml", text=FRAMEWORK)
    lay(root, "draft.yaml", text='# a plan\nschema: "spreadkit/plan@1"\n')

    kinds = {each.path.name: each.kind for each in find_targets([root, root / "elsewhere.yaml", root / "draft.yaml"])}

    assert kinds == {
        "spread-plan.yaml": "plan",
        "draft.yaml": "plan",
        "own.yaml": "framework",
        "elsewhere.yaml": "framework",
    }


def test_other_files_in_a_folder_of_frameworks_are_passed_over(root: Path) -> None:
    lay(root, "frameworks/compose.yaml", text="schema: other/tool@3\nservices: {}\n")
    lay(root, "frameworks/unsaid.yaml", text="title: A framework without its first line\n")

    assert found(root) == [(root / "frameworks/unsaid.yaml").as_posix()]


def test_plan_that_says_it_is_a_framework_is_still_looked_at(root: Path) -> None:
    lay(root, "spread-plan.yaml", text=FRAMEWORK)

    assert len(find_targets([root])) == 1


def test_what_git_ignores_is_left_out(root: Path) -> None:
    lay(root, "spread-plan.yaml", "build/spread-plan.yaml", "a/old.spread.yaml", "a/new.spread.yaml")
    (root / ".gitignore").write_text("build/\nold.*\n")

    assert found(".") == ["a/new.spread.yaml", "spread-plan.yaml"]


def test_ignore_file_of_an_inner_folder_counts(root: Path) -> None:
    lay(root, "spread-plan.yaml", "a/draft.spread.yaml", "b/draft.spread.yaml")
    (root / "a" / ".gitignore").write_text("draft.*\n")

    assert found(".") == ["b/draft.spread.yaml", "spread-plan.yaml"]


def test_ignore_file_above_the_folder_counts_in_a_repository(folder: Path) -> None:
    git(folder, "init", "--quiet")
    lay(folder, "inner/spread-plan.yaml", "inner/old/spread-plan.yaml")
    (folder / ".gitignore").write_text("old/\n")

    assert found("inner") == ["inner/spread-plan.yaml"]


def test_tracked_file_is_checked_even_where_it_would_be_ignored(folder: Path) -> None:
    git(folder, "init", "--quiet")
    lay(folder, "old.spread.yaml", "older.spread.yaml")
    git(folder, "add", "old.spread.yaml")
    git(folder, "commit", "--quiet", "-m", "Add")
    (folder / ".gitignore").write_text("*.spread.yaml\n")

    assert found(".") == ["old.spread.yaml"]


def test_tracked_file_that_was_deleted_is_not_looked_for(folder: Path) -> None:
    git(folder, "init", "--quiet")
    lay(folder, "gone.spread.yaml", "here.spread.yaml")
    git(folder, "add", ".")
    (folder / "gone.spread.yaml").unlink()

    assert found(".") == ["here.spread.yaml"]


def test_names_beyond_ascii_are_found(root: Path) -> None:
    lay(root, "été/spread-plan.yaml", "with space/😀.spread.yaml")

    assert found(".") == ["with space/😀.spread.yaml", "été/spread-plan.yaml"]


def test_folders_that_no_plan_lives_in_are_passed_over(folder: Path) -> None:
    lay(folder, ".hidden/spread-plan.yaml", "node_modules/x/spread-plan.yaml", "venv/spread-plan.yaml")
    lay(folder, "spread-plan.yaml")

    assert found(".") == ["spread-plan.yaml"]


@pytest.mark.parametrize("place", [".git", ".hidden", "node_modules", "venv"])
def test_the_same_folders_are_passed_over_in_a_repository(place: str, folder: Path) -> None:
    git(folder, "init", "--quiet")
    lay(folder, f"{place}/spread-plan.yaml", "spread-plan.yaml")

    assert found(".") == ["spread-plan.yaml"]


def test_named_file_is_checked_whatever_it_is_called(root: Path) -> None:
    lay(root, "draft.txt", ".hidden/ward.spread.yaml")
    (root / ".gitignore").write_text("*\n")

    assert found("draft.txt", ".hidden/ward.spread.yaml") == ["draft.txt", ".hidden/ward.spread.yaml"]


def test_each_file_is_checked_once_in_the_order_asked_for(root: Path) -> None:
    lay(root, "a/spread-plan.yaml", "b/spread-plan.yaml")

    assert found("b", "a", "b/spread-plan.yaml", ".") == ["b/spread-plan.yaml", "a/spread-plan.yaml"]


def test_one_file_under_two_names_is_checked_once(root: Path) -> None:
    lay(root, "a/spread-plan.yaml")

    assert len(found("a/spread-plan.yaml", "./a/../a/spread-plan.yaml", root / "a")) == 1


def test_folder_that_links_to_itself_ends(folder: Path) -> None:
    lay(folder, "a/spread-plan.yaml")
    (folder / "a" / "again").symlink_to(folder / "a")

    assert found(".") == ["a/spread-plan.yaml"]


def test_path_that_is_not_there_is_refused(root: Path) -> None:
    lay(root, "spread-plan.yaml")

    with pytest.raises(SpreadkitError, match='there is no file or folder "none"'):
        find_targets([root, Path("none")])


def test_folder_without_plans_gives_nothing(root: Path) -> None:
    (root / "empty").mkdir()

    assert find_targets([root]) == []


def test_git_that_is_missing_is_not_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(folder, "a/spread-plan.yaml", "frameworks/own.yaml", ".hidden/spread-plan.yaml")
    monkeypatch.setenv("PATH", os.devnull)

    assert found(".") == ["a/spread-plan.yaml", "frameworks/own.yaml"]


def test_plan_of_a_folder_is_the_only_one_in_it(folder: Path) -> None:
    lay(folder, "one/ward.spread.yaml", "two/a.spread.yaml", "two/spread-plan.yaml", "none/other.yaml")

    assert find_plan(folder / "one") == folder / "one/ward.spread.yaml"
    assert find_plan(folder / "two/a.spread.yaml").name == "a.spread.yaml"
    with pytest.raises(SpreadkitError, match=r"several plans .* a\.spread\.yaml, spread-plan\.yaml"):
        find_plan(folder / "two")
    with pytest.raises(SpreadkitError, match="there is no plan in"):
        find_plan(folder / "none")
    with pytest.raises(SpreadkitError, match="there is no file or folder"):
        find_plan(folder / "gone")

"""All that check, score and report look at goes through questions of the door, so that it can be asked again."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit import SpreadkitError, get_format
from spreadkit.api.plans import build_report, must_be_clean, open_plan, score_by_concept, score_with_verdicts
from spreadkit.checking.run import check_framework, check_plan
from spreadkit.library import frameworks
from spreadkit.loading.loader import load_framework, load_plan
from spreadkit.reading import files, questions
from spreadkit.reading.questions import Witness, is_as_then, witnessed

from told import untold
from trees import TREES, hostile

DAY = date(2026, 6, 30)


def check_it(plan: Path) -> None:
    check_plan(load_plan(plan, top=plan.parent), DAY)
    check_framework(load_framework(plan.parent / "frameworks/own.yaml", top=None))


def score_it(plan: Path) -> None:
    with suppress(SpreadkitError):
        opened = open_plan(plan.parent, as_of=DAY)
        get_format("text", "score").render_score(score_with_verdicts(opened, score_by_concept(opened)))
        must_be_clean(plan, as_of=DAY)


def report_it(plan: Path) -> None:
    with suppress(SpreadkitError):
        report = build_report(plan.parent, as_of=DAY, since="2026-03-31", redact=True)
        for name in ("html", "md", "json"):
            get_format(name, "report").render_report(report)


RUNS = {"check": check_it, "score": score_it, "report": report_it}


def forget() -> None:
    """Forget what this process read before."""
    for name in dir(frameworks):
        if clear := getattr(getattr(frameworks, name), "cache_clear", None):
            clear()
    files._repository_above.cache_clear()  # noqa: SLF001 - as a new process would


@pytest.mark.parametrize("start", ["cold", "warm"])
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("tree", TREES)
def test_every_touch_is_told_and_every_question_has_its_answer_again(
    tree: str, run: str, start: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = TREES[tree](folder).relative_to(folder)
    forget()
    if start == "warm":
        RUNS[run](plan)
    witness = Witness()
    with untold(monkeypatch) as found, witnessed(witness):
        RUNS[run](plan)

    assert found == set()
    assert not witness.is_lost
    assert any("read_file" in question for question in witness.asked)
    assert is_as_then(witness.asked, {})


def test_what_is_remembered_is_told_as_often_as_it_is_used(folder: Path) -> None:
    plan = hostile(folder)
    first, second = Witness(), Witness()
    for witness in (first, second):
        with witnessed(witness):
            check_it(plan)

    assert first.asked == second.asked


def test_a_planted_touch_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "seen.txt").write_text("x")
    looks: list[Callable[[Path], object]] = [
        Path.exists,
        Path.read_text,
        os.listdir,
        os.path.realpath,
        lambda path: os.access(path, os.R_OK),
    ]
    for look in looks:
        with untold(monkeypatch) as found, suppress(NotADirectoryError):
            look(folder / "seen.txt")
        assert str(folder / "seen.txt") in found, look


def test_what_git_says_is_not_kept(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", folder], check=True)
    hostile(folder)
    witness = Witness()
    with witnessed(witness), suppress(SpreadkitError):
        build_report(folder / "plan", as_of=DAY, since="HEAD", redact=True)

    assert witness.is_lost


def test_two_answers_to_one_question_are_not_kept(folder: Path) -> None:
    witness = Witness()
    with witnessed(witness):
        assert not questions.exists("new.txt")
        (folder / "new.txt").write_text("x")
        assert questions.exists("new.txt")

    assert witness.is_lost


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": lambda top: (top / "minutes.md").write_text("Agreeb.\n"),
    "a byte of a framework": lambda top: (top / "frameworks/own.yaml").write_bytes(b"id: own"),
    "a framework more": lambda top: (top / "frameworks/new.yaml").write_text("x"),
    "a vocabulary gone": lambda top: (top / "frameworks/concepts.yaml").unlink(),
    "a site more": lambda top: ((top / "sites/yew").mkdir(), (top / "sites/yew/adoption.csv").write_text("x")),
    "a link that leads elsewhere": lambda top: ((top / "link.md").unlink(), (top / "link.md").symlink_to("mine.yaml")),
    "a file for what was not there": lambda top: ((top / "nothing").mkdir(), (top / "nothing/here.md").write_text("x")),
    "no repository any more": lambda top: (top / ".git").rmdir(),
    "a file that is not asked for": lambda top: (top / "other.txt").write_text("x"),
    "a repository below": lambda top: (top / "sites/.git").mkdir(),
    "a repository above": lambda top: ((top / ".git").rmdir(), (top.parent / ".git").mkdir()),
    "a ring that is cut": lambda top: ((top / "ring.md").unlink(), (top / "ring.md").write_text("x")),
    "a pipe that is a file now": lambda top: ((top / "page.md").unlink(), (top / "page.md").write_text("x")),
}
IDLE = {"a file that is not asked for"}
"""Changes that no answer rests on."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_was_asked_is_noticed(change: str, folder: Path) -> None:
    plan = hostile(folder)
    witness = Witness()
    with witnessed(witness):
        check_it(plan)
    assert is_as_then(witness.asked, {})
    CHANGES[change](plan.parent)
    forget()

    assert is_as_then(witness.asked, {}) is (change in IDLE)


@given(st.text(min_size=1).filter(lambda text: "/" not in text))
def test_any_name_is_asked_for_again_as_it_was(name: str) -> None:
    witness = Witness()
    with witnessed(witness):
        for ask in (questions.exists, questions.is_there, files.resolved):
            with suppress(ValueError, OSError):
                ask(name)

    assert witness.is_lost is ("\0" in name)
    assert witness.is_lost or is_as_then(witness.asked, {})


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="rights hold nobody back here")
def test_a_folder_that_is_closed_meanwhile_is_noticed(folder: Path) -> None:
    plan = hostile(folder)
    witness = Witness()
    with witnessed(witness):
        check_it(plan)
    (plan.parent / "frameworks").chmod(0)
    try:
        assert not is_as_then(witness.asked, {})
    finally:
        (plan.parent / "frameworks").chmod(0o755)


def test_an_answer_that_is_refused_is_an_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    witness = Witness()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", refuse)
        with witnessed(witness), pytest.raises(PermissionError):
            questions.is_seen_as_folder(folder)
        assert is_as_then(witness.asked, {})

    assert not is_as_then(witness.asked, {})


def test_what_is_asked_again_by_another_name_has_another_answer() -> None:
    assert not is_as_then({"no_longer_asked\0/x": "=True"}, {})

"""`report --watch` with the real watcher: every way of saving, a page that is always whole, a clean end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from spreadkit.api.watching import files_of_plan
from test_cli import TINY, environment, run

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
stage: launch
frameworks:
  - {use: tiny, file: frameworks/tiny.yaml}
people:
  jl: {name: J. Lind, role: spread-agent}
package: {version: "1", changes: {huddle: {title: Safety huddle, core: yes}}}
sites: sites.csv
adoption: sites/*/adoption.csv
evidence:
  charter: {kind: file, title: Charter, file: evidence/charter.md}
actions:
  one: {do: Agree a lead, owner: jl, due: 2026-07-01}
"""
HEAD = "date,change,stage\n"
LATE = PLAN.replace("2026-07-01", "2026-05-01")
PATIENCE = 30.0


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for name, text in {
        "spread-plan.yaml": PLAN.replace("{use: tiny, file: frameworks/tiny.yaml}", "{use: tiny}"),
        "sites.csv": "id,name\nash,Ash Ward\nelm,Elm Ward\n",
        "sites/ash/adoption.csv": HEAD + "2026-05-01,huddle,testing\n",
        "evidence/charter.md": "Charter\n",
        "notes/of-nobody.md": "Not of the plan\n",
        "frameworks/tiny.yaml": TINY.read_text(encoding="utf-8"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class Watching:
    """A watcher at work, what it says, and everything that a reader saw of its page meanwhile."""

    def __init__(self, plan: Path) -> None:
        self.plan, self.page = plan, plan / "page.html"
        words = ["report", ".", "--as-of", "2026-06-30", "--watch", "--no-charts", "--output", str(self.page)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "spreadkit", *words],
            cwd=plan,
            env=environment({}),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.lines: list[str] = []
        self.halves: list[str] = []
        self.reads, self.is_reading = 0, True
        self.threads = [Thread(target=self._listen, daemon=True), Thread(target=self._read, daemon=True)]
        for thread in self.threads:
            thread.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self.lines.extend(line for line in self.process.stderr)

    def _read(self) -> None:
        while self.is_reading:
            if self.page.exists():
                text = self.page.read_text(encoding="utf-8")
                self.reads += 1
                if not (text.startswith("<!doctype html>") and text.rstrip().endswith("</html>")):
                    self.halves.append(text[-200:])

    def said(self, words: str, *, count: int = 1) -> list[str]:
        """Wait until so many lines with these words were said, and return all lines."""
        self._until(lambda: sum(words in line for line in list(self.lines)) >= count)
        assert sum(words in line for line in self.lines) >= count, (words, self.lines)
        return list(self.lines)

    def _until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so() and time.monotonic() < end and self.process.poll() is None:
            time.sleep(0.05)

    def quiet(self) -> int:
        """Wait until nothing more is said, and return how many lines there are."""
        before = -1
        while before != len(self.lines):
            before = len(self.lines)
            time.sleep(2)
        return before

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        self.close()
        return code

    def close(self) -> None:
        self.is_reading = False
        self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join(timeout=PATIENCE)
        if self.process.stderr is not None:
            self.process.stderr.close()


@pytest.fixture
def watching(plan: Path) -> Iterator[Watching]:
    watcher = Watching(plan)
    yield watcher
    watcher.close()


def save_over(path: Path, text: str) -> None:
    """Save as editors do: beside it, and then over it."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def test_each_way_of_saving_is_told_once_with_what_it_moved_and_the_page_is_always_whole(watching: Watching) -> None:
    plan = watching.plan / "spread-plan.yaml"
    text = plan.read_text(encoding="utf-8")
    watching.said("watching")

    plan.write_text(text.replace("2026-07-01", "2026-05-01"), encoding="utf-8")
    watching.said("spread-plan.yaml: 1 more finding")
    save_over(plan, text)
    watching.said("spread-plan.yaml: 1 less finding")
    plan.write_text("title: [\n", encoding="utf-8")
    watching.said("no report can be made; the last report stays")
    (watching.plan / "notes/of-nobody.md").write_text("More\n", encoding="utf-8")
    plan.write_text(text + "# the end\n", encoding="utf-8")
    watching.said("it can be made again")
    plan.unlink()
    watching.said("spread-plan.yaml (gone)")
    plan.write_text(text, encoding="utf-8")
    watching.said("it can be made again", count=2)
    told = watching.quiet()
    for number in range(20):
        (watching.plan / "sites.csv").write_text(f"id,name\nash,Ash Ward\nelm,Elm {number}\n", encoding="utf-8")
    lines = watching.said("sites.csv: ")
    after = watching.quiet() - told
    code = watching.end()

    assert code == 0
    assert "stopped watching" in watching.lines[-1]
    assert watching.halves == []
    assert watching.reads > 0
    assert not any("of-nobody" in line for line in lines)
    assert 1 <= after <= 5
    assert "Elm 19" in watching.page.read_text(encoding="utf-8")
    assert not list(watching.plan.glob("*.spreadkit"))


def test_new_files_that_a_pattern_takes_in_are_seen_also_in_new_folders(watching: Watching) -> None:
    watching.said("watching")

    (watching.plan / "sites/elm").mkdir()
    (watching.plan / "sites/elm/adoption.csv").write_text(HEAD + "2026-05-01,huddle,testing\n", encoding="utf-8")
    watching.said("sites/elm/adoption.csv (new)")
    (watching.plan / "evidence/charter.md").unlink()
    watching.said("evidence/charter.md (gone)")
    (watching.plan / "frameworks/tiny.yaml").write_text(TINY.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    watching.said("frameworks/tiny.yaml: ")

    assert watching.end() == 0


def test_a_plan_that_cannot_be_read_is_waited_for_and_that_is_said_once(plan: Path) -> None:
    text = (plan / "spread-plan.yaml").read_text(encoding="utf-8")
    (plan / "spread-plan.yaml").write_text("title: [\n", encoding="utf-8")
    watching = Watching(plan)

    watching.said("watching")
    (plan / "spread-plan.yaml").write_text("title: [ \n", encoding="utf-8")
    watching.quiet()
    (plan / "spread-plan.yaml").write_text(text, encoding="utf-8")
    lines = watching.said('wrote "')
    code = watching.end()

    assert code == 0
    assert sum("no report can be made" in line for line in lines) == 1
    assert not any("the last report stays" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name one: --output"),
        (("--output", "/dev/stdout"), "name one: --output"),
        (("--for", "site", "--site", "all", "--output", "sheets"), "--watch makes one report"),
    ],
)
def test_watching_needs_one_file_to_write(plan: Path, words: tuple[str, ...], says: str) -> None:
    result = run("report", str(plan), "--watch", *words)

    assert result.returncode == 2
    assert says in result.stderr


def test_what_is_watched_is_what_reading_the_plan_looks_at(plan: Path) -> None:
    found = files_of_plan(plan)
    names = {found.name(path) for path in found.states()}

    assert names == {
        *("spread-plan.yaml", "sites.csv", "sites/ash/adoption.csv", "evidence/charter.md", "frameworks/tiny.yaml"),
    }
    assert found.patterns == {"sites/*/adoption.csv"}
    assert found.without(plan / "sites.csv").files == found.files - {plan / "sites.csv"}
    assert os.fspath(plan / "sites" / "ash") in map(os.fspath, found.folders())

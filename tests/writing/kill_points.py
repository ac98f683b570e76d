"""Every command that writes, killed at every call of the system that changes something; and a disk full at each.

Nothing may be torn: each file is the old one or the new one, whole. A second run must end as one that nobody disturbed.

By hand, all points: python tests/writing/kill_points.py
A sample: python tests/writing/kill_points.py --sample 60
"""

import fcntl
import os
import random
import re
import shutil
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple, get_args

from spreadkit import __main__

TINY = Path(__file__).parents[1] / "tiny.yaml"
KILLED = 99
LOCK = ".spreadkit.lock"
LEFTOVER = re.compile(r"\..+\.[a-z0-9_]{8}\.spreadkit")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CALLS = (
    *("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "remove", "chmod", "fchmod", "chown"),
    *("mkdir", "rmdir", "ftruncate", "truncate", "symlink", "utime"),
)
"""The calls that are counted; `write` twice, since half of it may have come onto the disk."""

FULL = {"open", "write", "fsync", "replace", "link", "mkdir"}
"""Those that a full disk refuses."""

SAYS_FULL = re.compile("cannot be written: No space left on device.*(free some room|mend the cause)")

End = Literal["killed", "full"]

SITES = "id,name,status\nash,Ash Ward,target\nelm,Elm Ward,target\nyew,Yew Ward,target\n"
ADOPTION = "date,site,change,stage,barrier,reason,note,by\n2026-05-01,ash,huddle,testing,,,,\n"
KEEPS = """\
schema: spreadkit/plan@1
title: Huddles
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}, board: {title: Board}}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls:
    {title: Falls, kind: outcome, better: lower, data: {file: data/falls.csv, date: month, count: n, site: site}}
"""
BY_SITE = KEEPS.replace("adoption: adoption.csv", "adoption: sites/*/adoption.csv").replace(
    "data/falls.csv", "sites/*/falls.csv"
)
PLAN_FILES = {
    "spread-plan.yaml": KEEPS,
    "sites.csv": SITES,
    "adoption.csv": ADOPTION,
    "data/falls.csv": "month,site,n\n2026-04-01,ash,3\n2026-04-01,elm,1\n",
}
SITE_FILES = {
    "spread-plan.yaml": BY_SITE,
    "sites.csv": SITES,
    "sites/ash/adoption.csv": "date,change,stage\n2026-05-01,huddle,testing\n",
    "sites/ash/falls.csv": "month,n\n2026-04-01,3\n",
}
EVENTS = "date,site,change,stage\n2026-06-01,{0},huddle,implementing\n2026-06-02,{0},board,testing\n"
FALLS = "month,site,n\n2026-04-01,{0},4\n2026-05-01,{0},2\n"
RETURNS = {
    **{f"back/{site}.csv": EVENTS.format(site) for site in ("ash", "elm", "yew")},
    **{f"back/falls-{site}.csv": FALLS.format(site) for site in ("ash", "elm")},
}
NEXT_EDITION = (
    TINY.read_text()
    .replace('edition: "1"', 'edition: "2"')
    .replace("Which one executive answers for this spread?", "Which one director answers for this spread?")
    .replace("leadership.local-leads:", "leadership.leads:")
    .replace(
        "        evidence: [site list]", "        aliases: [leadership.local-leads]\n        evidence: [site list]"
    )
    .replace("communication.channels", "communication.ways")
)
ANSWERS = """\
leadership.sponsor: {level: good, because: Named}
leadership.local-leads: {level: partial, because: Most} # ward 4 lacks one
communication.channels: {level: good, because: Three of them}
"""
FOLLOWS = """\
# Our plan
schema: spreadkit/plan@1
title: Huddles
frameworks: [{use: tiny@1, phase: plan}]
sites: sites.csv
actions:
  name-leads: {do: Name leads, for: [leadership.local-leads]}
answers:
"""
INSIDE = FOLLOWS + "  tiny:\n" + "".join(f"    {line}\n" for line in ANSWERS.splitlines())
EDITIONS = {"frameworks/tiny@1.yaml": TINY.read_text(), "frameworks/tiny.yaml": NEXT_EDITION, "sites.csv": SITES}
BESIDE = {"spread-plan.yaml": FOLLOWS + "  tiny: answers/tiny.yaml\n", "answers/tiny.yaml": ANSWERS}
ROLLOUT = "schema: spreadkit/plan@1\ntitle: Huddles\nsites: sites.csv\n"
COLLECT = ("collect", *RETURNS, "--write", "--accept-changes", "--as-of", "2026-06-30")
ADD = ("adoption", "add", "--site", "elm", "--change", "huddle", "--stage", "testing", "--date", "2026-06-01")
BUILT_IN = tuple(sorted(path.stem for path in (Path(__file__).parents[2] / "frameworks").glob("*-*.yaml")))


def _to_keep() -> dict[str, str]:
    """A plan of 40 sites, six of which joined in the last six months: enough for a forecast on the day of the test."""
    names = [f"ward-{number}" for number in range(40)]
    joined = [date.today() - timedelta(days=10 + 25 * number) for number in range(6)]  # noqa: DTZ011 - as the command
    events = "".join(f"{on},{name},huddle,implemented\n" for on, name in zip(joined, names, strict=False))
    return {
        "spread-plan.yaml": KEEPS.split("measures:", maxsplit=1)[0].replace(", board: {title: Board}", "")
        + f"forecasts: forecasts.csv\naim: {{by: {date.today() + timedelta(days=90)}}}\n",  # noqa: DTZ011 - as above
        "sites.csv": "id,name\n" + "".join(f"{name},Ward\n" for name in names),
        "adoption.csv": f"date,site,change,stage\n{events}",
    }


class Scenario(NamedTuple):
    """A command, and the files that are there before it. `in_the_open`: it holds no lock, and clears up by age."""

    name: str
    files: Mapping[str, str]
    words: tuple[str, ...]
    in_the_open: bool = False


def _with_other_line_ends(files: Mapping[str, str]) -> dict[str, str]:
    return {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in files.items()}


def _scenarios() -> Iterator[Scenario]:
    for framework in BUILT_IN:
        yield Scenario(f"init {framework}", {}, ("init", "plan", "--framework", framework, "--title", "Huddles"))
    several = tuple(word for framework in BUILT_IN for word in ("--framework", framework))
    yield Scenario("init all", {".git/HEAD": "", "data/x": "mine"}, ("init", ".", *several, "--title", "Huddles"))
    copied = {"a/.git/HEAD": "", "b/tiny.yaml": TINY.read_text()}
    yield Scenario("init copy", copied, ("init", "a/deep/plan", "--framework", "b/tiny.yaml", "--title", "Huddles"))
    yield Scenario("add", PLAN_FILES, ADD)
    yield Scenario("add to other line ends", PLAN_FILES | _with_other_line_ends({"adoption.csv": ADOPTION}), ADD)
    yield Scenario("add the first of a site", SITE_FILES, ADD)
    kept = {"forecasts.csv": "made-on,by,of,low,middle,high\n2026-01-31,2026-06-30,40,3,5,9\n"}
    yield Scenario("keep the first forecast", _to_keep(), ("adoption", "keep"))
    yield Scenario("keep a forecast", {**_to_keep(), **kept}, ("adoption", "keep"))
    yield Scenario("collect", {**PLAN_FILES, **RETURNS}, COLLECT)
    yield Scenario("collect by site", {**SITE_FILES, **RETURNS}, COLLECT)
    yield Scenario("collect below a link", {"deep/" + name: text for name, text in PLAN_FILES.items()} | RETURNS,
                   (*COLLECT, "--plan", "deep"))  # fmt: skip
    yield Scenario("migrate", {"spread-plan.yaml": INSIDE, **EDITIONS}, ("migrate", "--write"))
    yield Scenario("migrate answers beside", {**BESIDE, **EDITIONS}, ("migrate", "--write"))
    both = {"frameworks/second.yaml": NEXT_EDITION.replace("id: tiny", "id: second"),
            "frameworks/second@1.yaml": TINY.read_text().replace("id: tiny", "id: second"),
            "answers/second.yaml": ANSWERS}  # fmt: skip
    plan = BESIDE["spread-plan.yaml"].replace("[{", "[{use: second@1}, {") + "  second: answers/second.yaml\n"
    yield Scenario("migrate two", {**BESIDE, **EDITIONS, **both, "spread-plan.yaml": plan}, ("migrate", "--write"))
    yield Scenario("migrate other line ends", {**_with_other_line_ends(BESIDE), **EDITIONS}, ("migrate", "--write"))
    for framework in BUILT_IN:
        words = ("crosswalk", "--to", framework, "--write", "--as-of", "2026-06-30")
        yield Scenario(f"crosswalk {framework}", {"spread-plan.yaml": INSIDE, **EDITIONS}, words)
    waves = ("rollout", "--sites", "60", "--unit-size", "5", "--step-months", "6", "--start", "2026-09-01", "--write")
    yield Scenario("rollout", {"spread-plan.yaml": ROLLOUT, "sites.csv": SITES}, waves)
    for ending in ("txt", "json"):
        words = ("score", "-o", f"score.{ending}", "--as-of", "2026-06-30")
        files = {"spread-plan.yaml": INSIDE, **EDITIONS, f"score.{ending}": "old\n"}
        yield Scenario(f"score to {ending}", files, words, in_the_open=True)
    report = ("report", "--no-charts", "-o", "report.html", "--as-of", "2026-06-30")
    yield Scenario("report", {"spread-plan.yaml": INSIDE, **EDITIONS}, report, in_the_open=True)
    yield Scenario("frameworks new", {}, ("frameworks", "new", "ward-check"), in_the_open=True)


def lay_out(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files into a new folder."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder by their names."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def is_left(name: str) -> bool:
    """Whether a file is one that a killed run may leave."""
    last = name.rpartition("/")[2]
    return last == LOCK or LEFTOVER.fullmatch(last) is not None


class _Watch:
    """Counts the calls that change something, and ends it at one of them."""

    def __init__(self, at: int, how: End) -> None:
        self.count, self.at, self.how = 0, at, how
        for name in CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        fcntl.flock = self._watched("flock", fcntl.flock)  # type: ignore[assignment]

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            if name == "open" and not arguments[1] & WRITING:
                return call(*arguments, **named)
            self._pass(name)
            if name == "write" and len(arguments[1]) > 1:
                half = len(arguments[1]) // 2
                call(arguments[0], arguments[1][:half])
                self._pass(name)
                return half + call(arguments[0], arguments[1][half:])
            return call(*arguments, **named)

        return watched

    def _pass(self, name: str) -> None:
        if self.how == "full" and name not in FULL:
            return
        self.count += 1
        if self.count == self.at and self.how == "full":
            raise OSError(28, "No space left on device")
        if self.count == self.at:
            os._exit(KILLED)


class Ended(NamedTuple):
    """How a run ended: its exit code, what it said, and how many points it passed."""

    code: int
    said: str
    points: int


def run(folder: Path, words: tuple[str, ...], *, at: int = 0, how: End = "killed") -> Ended:
    """Run a command in a copy of this process, and end it at a point."""
    said, counted = os.memfd_create("said"), os.memfd_create("counted")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(said, 1)
            os.dup2(said, 2)
            sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
            os.chdir(folder)
            write, quit_ = os.write, os._exit
            watch = _Watch(at, how)
            code = _inside(words)
            watch.at = 0
            sys.stdout.flush()
            sys.stderr.flush()
            write(counted, str(watch.count).encode())
        finally:
            quit_(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended = Ended(code, os.pread(said, 100_000, 0).decode(), int(os.pread(counted, 20, 0) or 0))
    os.close(said)
    os.close(counted)
    return ended


def _inside(words: tuple[str, ...]) -> int:
    sys.argv = ["spreadkit", *words]
    try:
        __main__.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


class Trial(NamedTuple):
    """One scenario at one point."""

    scenario: Scenario
    how: End
    at: int


def trials(scenario: Scenario, base: Path) -> tuple[dict[str, bytes], list[Trial]]:
    """Run a scenario undisturbed, and return what it ends in, with a trial for each point."""
    made, found = {}, list[Trial]()
    for how in get_args(End):
        folder = base / "undisturbed"
        lay_out(folder, scenario.files)
        ended = run(folder, scenario.words, how=how)
        if ended.code or ended.points == 0:
            raise SystemExit(f"{scenario.name} ends with {ended}")
        made = tree(folder)
        shutil.rmtree(folder)
        found += [Trial(scenario, how, at) for at in range(1, ended.points + 1)]
    return made, found


def faults(trial: Trial, made: Mapping[str, bytes], base: Path) -> Iterator[str]:
    """Go through what is wrong after a run that was ended at a point, and after a second one."""
    folder, scenario = base / "trial", trial.scenario
    lay_out(folder, scenario.files)
    before = tree(folder)
    first = run(folder, scenario.words, at=trial.at, how=trial.how)
    allowed = {KILLED} if trial.how == "killed" else {0, 2}
    if first.code not in allowed:
        yield f"it ended with {first.code}: {first.said}"
    if trial.how == "full" and first.code == 2 and not SAYS_FULL.search(first.said):
        yield f"it said {first.said}"
    yield from _torn(tree(folder), before, made, may_leave=trial.how == "killed")
    second = run(folder, scenario.words)
    if second.code not in {0, 2} or (second.code == 2 and "already" not in second.said):
        yield f"the second run ended with {second.code}: {second.said}"
    after = tree(folder)
    # Without the lock, or refused since all is there, the young leftovers are not taken away.
    if scenario.in_the_open or second.code == 2:
        after = {name: content for name, content in after.items() if not is_left(name)}
    if after != made:
        names = sorted(name for name in {*after, *made} if after.get(name) != made.get(name))
        yield f"the second run did not end as one that nobody disturbed: {names}"
    shutil.rmtree(folder)


def _torn(
    now: Mapping[str, bytes], before: Mapping[str, bytes], made: Mapping[str, bytes], *, may_leave: bool
) -> Iterator[str]:
    for name, content in now.items():
        if is_left(name):
            if not may_leave:
                yield f"{name} was left"
        elif content not in (before.get(name), made.get(name)):
            yield f"{name} is neither the old file nor the new one"
    yield from (f"{name} is gone" for name in before if name not in now)


def main() -> int:
    """Try all points, or a sample of so many; say what was wrong and how many were tried."""
    parser = ArgumentParser()
    parser.add_argument("--sample", type=int, default=0, help="try about so many points of six scenarios")
    parser.add_argument("--only", metavar="NAME", help="try the points of this scenario")
    asked = parser.parse_args()
    scenarios = [scenario for scenario in _scenarios() if asked.only in {None, scenario.name}]
    if asked.sample:
        scenarios = random.Random(0).sample(scenarios, 6)  # noqa: S311
    started = time.monotonic()
    with TemporaryDirectory() as name:
        tried, wrong = _try(scenarios, Path(name), most=asked.sample // len(scenarios))
    sys.stdout.write(
        f"{tried['killed']} points killed, {tried['full']} with a full disk, {wrong} faults, "
        f"{time.monotonic() - started:.0f} s\n"
    )
    return 1 if wrong else 0


def _try(scenarios: Sequence[Scenario], base: Path, *, most: int) -> tuple[Counter[End], int]:
    """Try the points of scenarios (of each at most so many), print the faults, and count both."""
    tried, wrong = Counter[End](), 0
    for number, scenario in enumerate(scenarios):
        _warm(base / "warm", scenario)
        made, found = trials(scenario, base)
        for trial in random.Random(number).sample(found, min(most or len(found), len(found))):  # noqa: S311
            tried[trial.how] += 1
            for fault in faults(trial, made, base):
                wrong += 1
                sys.stdout.write(f"{scenario.name}, {trial.how} at {trial.at}: {fault}\n")
            shutil.rmtree(base / "trial", ignore_errors=True)
    return tried, wrong


def _warm(folder: Path, scenario: Scenario) -> None:
    """Run a scenario in this process, so that its copies need not read the program again."""
    lay_out(folder, scenario.files)
    here, out, err = Path.cwd(), sys.stdout, sys.stderr
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - closed below
    try:
        sys.stdout = sys.stderr = nowhere
        os.chdir(folder)
        _inside(scenario.words)
    finally:
        sys.stdout, sys.stderr = out, err
        os.chdir(here)
        nowhere.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())

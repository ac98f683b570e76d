"""Run spreadkit on files and options that are changed at random, and keep what breaks it.

    python tests/fuzz/run.py --minutes 60              # fuzz; a line of counts every minute
    python tests/fuzz/run.py --runs 2000 --seed 1 --verbs check,collect
    python tests/fuzz/run.py --replay CASE             # run a case that was kept
    python tests/fuzz/run.py --minimise CASE           # make it as small as it goes, in CASE-small

Workers are forks of this process. Each says before a run what it is going to run, so that nothing that takes a worker
down is lost. What makes spreadkit say something new is kept as a seed for the workers that come after.
"""

import argparse
import faulthandler
import hashlib
import json
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from fuzz_case import Case, load, save  # noqa: E402 - found by the line above
from fuzz_judge import Verdict, judge, peak_mb, prepare, verb_of  # noqa: E402
from fuzz_minimise import minimised  # noqa: E402
from fuzz_seeds import Files, Seeds, all_seeds, mutated  # noqa: E402
from fuzz_verbs import RECIPES, words_for  # noqa: E402

RUNS_OF_A_WORKER: Final = 4000
"""After so many runs a worker makes room for a new one, which knows what all have found."""

MOST_MB: Final = 1500
"""A worker that holds more makes room earlier."""

LIMIT_MB: Final = 6000
"""More than this no worker gets: what asks for it fails."""

KILL_AFTER: Final = 60
"""Seconds after which a run is ended from outside, where the alarm inside could not."""

KEPT_OF_A_KIND: Final = 3
MOST_NEW_SEEDS: Final = 1500


@dataclass
class Tally:
    """What was seen so far, over all workers."""

    began: float = field(default_factory=time.monotonic)
    runs: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: tuple[float, tuple[str, ...]] = (0, ())
    peak_mb: float = 0
    news: set[str] = field(default_factory=set)

    def line(self) -> str:
        """Return the counts as lines for a log."""
        total, passed = self.runs.total(), time.monotonic() - self.began
        verbs = ", ".join(f"{verb} {count}" for verb, count in self.runs.most_common())
        costs = ", ".join(f"{verb} {1000 * self.seconds[verb] / count:.0f}" for verb, count in self.runs.most_common())
        faults = "".join(f"\n  {count} x {kind}: {place}" for (kind, place), count in self.faults.most_common(20))
        hangs = sum(count for (kind, _), count in self.faults.items() if kind == "hang")
        return (
            f"{passed / 60:.1f} min: {total} runs ({total / max(passed, 1):.0f} a second), "
            f"{self.faults.total()} failures of {len(self.faults)} kinds, {hangs} hangs, "
            f"{len(self.news)} things said, peak {self.peak_mb:.0f} MB\n"
            f"  runs: {verbs}\n  ms a run: {costs}\n"
            f"  slowest: {self.slowest[0]:.1f} s: {' '.join(self.slowest[1])!r}{faults}"
        )


def main() -> None:
    """Do what the options say; the exit code is 1 where something broke."""
    options = _options()
    prepare()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is in memory is cleared away
    if options.replay:
        sys.exit(_replay(options.replay))
    if options.minimise:
        small = options.minimise.with_name(options.minimise.name + "-small")
        case, verdict = minimised(load(options.minimise), _in_fork)
        save(case, small, fault=str(verdict.fault), detail=verdict.detail)
        print(f"{verdict.fault}\n{verdict.detail}\n-> {small}")
        return
    verbs = options.verbs.split(",") if options.verbs else list(RECIPES)
    if unknown := set(verbs) - set(RECIPES):
        sys.exit(f"there is no verb {sorted(unknown)}; there are: {', '.join(RECIPES)}")
    tally = Parent(options, verbs).run()
    print(tally.line(), flush=True)
    if options.counts:
        options.counts.write_text(json.dumps({"runs": tally.runs, "faults": [list(one) for one in tally.faults]}))
    sys.exit(1 if tally.faults else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=None, help="How long. Default: one minute.")
    parser.add_argument("--runs", type=int, default=None, help="How many runs in all, instead.")
    parser.add_argument(
        "--jobs", type=int, default=1, help="How many workers at once. With one, a seed decides everything."
    )
    parser.add_argument("--seed", default=str(time.time_ns()), help="Where chance begins. Default: anywhere.")
    parser.add_argument("--verbs", default="", help='Only these, such as "check,adoption add".')
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="The folder for what breaks.")
    parser.add_argument("--counts", type=Path, default=None, help="Write the counts into this JSON file, too.")
    parser.add_argument("--replay", type=Path, default=None, metavar="CASE")
    parser.add_argument("--minimise", type=Path, default=None, metavar="CASE")
    return parser.parse_args()


def _scratch() -> Path:
    shared = Path("/dev/shm")  # noqa: S108 - memory is faster than a disk, and a folder of our own is made in it
    return Path(tempfile.mkdtemp(prefix="spreadkit-fuzz-", dir=shared if os.access(shared, os.W_OK) else None))


class Work(NamedTuple):
    """What a worker is to do: which cases to make, where, how many, and until when."""

    seeds: Seeds
    verbs: list[str]
    folder: Path
    seed: str
    runs: int
    until: float


class Parent:
    """Starts workers, hears what they say, ends what hangs, and keeps what breaks."""

    def __init__(self, options: argparse.Namespace, verbs: list[str]) -> None:
        self.options, self.verbs = options, verbs
        self.tally, self.scratch = Tally(), _scratch()
        self.seeds = all_seeds()
        self.base = len(self.seeds.small)
        self.workers = dict[Connection, Any]()
        self.made = 0
        minutes = options.minutes if options.minutes is not None else (1 if options.runs is None else 10_000)
        self.until = time.monotonic() + 60 * minutes

    def run(self) -> Tally:
        print(f"seed {self.options.seed}, {self.base} small and {len(self.seeds.large)} large seeds", flush=True)
        said = time.monotonic()
        try:
            while self._goes_on() or self.workers:
                while len(self.workers) < self.options.jobs and self._goes_on():
                    self._start()
                for pipe in wait(list(self.workers), timeout=1):
                    self._hear(pipe)
                self._end_what_hangs()
                if time.monotonic() - said >= 60:
                    said = time.monotonic()
                    print(self.tally.line(), flush=True)
        finally:
            for process in self.workers.values():
                process.kill()
            shutil.rmtree(self.scratch, ignore_errors=True)
        return self.tally

    def _goes_on(self) -> bool:
        enough = self.options.runs is not None and self.tally.runs.total() >= self.options.runs
        return time.monotonic() < self.until and not enough

    def _start(self) -> None:
        context = get_context("fork")
        mine, theirs = context.Pipe(duplex=False)
        self.made += 1
        left = RUNS_OF_A_WORKER if self.options.runs is None else self.options.runs - self.tally.runs.total()
        runs = min(RUNS_OF_A_WORKER, -(-left // self.options.jobs))
        folder = self.scratch / str(self.made)
        folder.mkdir()
        work = Work(self.seeds, self.verbs, folder, f"{self.options.seed}/{self.made}", runs, self.until)
        process = context.Process(target=worker, args=(theirs, work), name=str(folder))
        process.start()
        theirs.close()
        self.workers[mine] = process

    def _hear(self, pipe: Any) -> None:
        try:
            counts, found = pipe.recv()
        except (EOFError, pickle.UnpicklingError, OSError):
            self._bury(pipe)
            return
        self.tally.runs += counts["runs"]
        self.tally.seconds += counts["seconds"]
        self.tally.peak_mb = max(self.tally.peak_mb, counts["peak"])
        self.tally.slowest = max(self.tally.slowest, counts["slowest"])
        for case, verdict in found:
            self._take(case, verdict)

    def _take(self, case: Case, verdict: Verdict) -> None:
        if verdict.fault is not None:
            self.tally.faults[verdict.fault] += 1
            if self.tally.faults[verdict.fault] <= KEPT_OF_A_KIND:
                kind, place = verdict.fault
                mark = hashlib.sha256(place.encode()).hexdigest()[:8]
                folder = self.options.failures / f"{kind}-{mark}-{self.tally.faults[verdict.fault]}"
                save(case, folder, fault=kind, place=place, detail=verdict.detail[-6000:])
        elif not verdict.news <= self.tally.news and len(self.seeds.small) < self.base + MOST_NEW_SEEDS:
            self.seeds.small.append(case.files)
        self.tally.news |= verdict.news

    def _bury(self, pipe: Any) -> None:
        """Look what a worker that is gone was at; one that ended by itself left nothing behind."""
        process = self.workers.pop(pipe)
        process.join()
        now = Path(process.name, "now")
        if process.exitcode != 0 and now.exists():
            kind = {-signal.SIGKILL: "hang", 1: "harness"}.get(process.exitcode, "crash")
            case = pickle.loads(now.read_bytes())  # noqa: S301 - our own
            logs = [Path(process.name, name) for name in ("crash", "stray")]
            detail = "\n".join(log.read_text(errors="replace") for log in logs if log.exists())
            verdict = Verdict(
                (kind, f"{verb_of(case.words)} exit {process.exitcode}"), detail, KILL_AFTER, 0, frozenset()
            )
            self._take(case, verdict)
        shutil.rmtree(process.name, ignore_errors=True)

    def _end_what_hangs(self) -> None:
        for process in self.workers.values():
            now = Path(process.name, "now")
            try:
                if time.time() - now.stat().st_mtime > KILL_AFTER:
                    process.kill()
            except FileNotFoundError:
                continue


def worker(pipe: Any, work: Work) -> None:
    """Make and judge cases, and tell the parent every second. The first worker begins with each verb once."""
    _apart(work.folder)
    random = Random(work.seed)  # noqa: S311 - nothing is kept secret by it
    weights = [RECIPES[verb].weight for verb in work.verbs]
    first = work.verbs if work.seed.endswith("/1") else []
    told, known = time.monotonic(), set[str]()
    counts, found = _nothing(), list[tuple[Case, Verdict]]()
    for number in range(work.runs):
        verb = first[number] if number < len(first) else random.choices(work.verbs, weights)[0]
        case = made(verb, work.seeds, random)
        (work.folder / "now").write_bytes(pickle.dumps(case))
        verdict = _strayed(judge(case, work.folder / f"run-{number}"), work.folder / "stray", verb)
        counts["runs"][verb] += 1
        counts["seconds"][verb] += verdict.seconds
        counts["peak"] = max(counts["peak"], verdict.peak_mb)
        counts["slowest"] = max(counts["slowest"], (verdict.seconds, case.words))
        if verdict.fault is not None or not verdict.news <= known:
            found.append((case, verdict))
            known |= verdict.news
        if time.monotonic() - told > 1:
            pipe.send((counts, found))
            told, counts, found = time.monotonic(), _nothing(), []
        if time.monotonic() > work.until or peak_mb() > MOST_MB:
            break
    pipe.send((counts, found))
    pipe.close()
    (work.folder / "now").unlink()
    os._exit(0)


def _strayed(verdict: Verdict, stray: Path, verb: str) -> Verdict:
    """Take it for a fault when a library printed past Python, and so past the one door out."""
    if verdict.fault is not None or not stray.stat().st_size:
        return verdict
    printed = stray.read_text(errors="replace")
    os.truncate(stray, 0)
    return verdict._replace(fault=("stray", verb), detail=printed[-3000:])


def _apart(folder: Path) -> None:
    """Limit the memory of this process, and keep what libraries print past Python."""
    faulthandler.enable((folder / "crash").open("w"))
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT_MB * 2**20,) * 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    stray = os.open(folder / "stray", os.O_RDWR | os.O_CREAT | os.O_APPEND)
    for descriptor in (1, 2):
        os.dup2(stray, descriptor)


def _nothing() -> dict[str, Any]:
    return {"runs": Counter(), "seconds": Counter(), "peak": 0.0, "slowest": (0.0, ())}


def made(verb: str, seeds: Seeds, random: Random) -> Case:
    """Make a case of a verb: one in twenty with its files as they are, so that what works is seen, too."""
    files: Files = seeds.choose(random, RECIPES[verb].suits)
    case = Case(files, words_for(verb, files, random))
    return case if random.random() < 0.05 else mutated(case, seeds, random)


def _in_fork(case: Case) -> Verdict:
    """Judge a case in a process of its own, so that nothing it does stays."""
    folder = _scratch()
    mine, theirs = get_context("fork").Pipe(duplex=False)

    def work() -> None:
        for descriptor in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
        theirs.send(judge(case, folder / "run"))
        os._exit(0)

    process = get_context("fork").Process(target=work)
    process.start()
    theirs.close()
    try:
        verdict: Verdict = mine.recv() if mine.poll(KILL_AFTER) else _gone(case, -signal.SIGKILL)
    except EOFError:
        process.join()
        verdict = _gone(case, process.exitcode or 0)
    process.kill()
    process.join()
    shutil.rmtree(folder, ignore_errors=True)
    return verdict


def _gone(case: Case, code: int) -> Verdict:
    kind = "hang" if code == -signal.SIGKILL else "crash"
    return Verdict((kind, f"{verb_of(case.words)} exit {code}"), "", KILL_AFTER, 0, frozenset())


def _replay(folder: Path) -> int:
    case = load(folder)
    verdict = _in_fork(case)
    print(f"spreadkit {' '.join(case.words)!r}\n{verdict.fault}\n{verdict.detail}")
    print(f"{verdict.seconds:.2f} s, {verdict.peak_mb:.0f} MB")
    return 1 if verdict.fault else 0


if __name__ == "__main__":
    main()

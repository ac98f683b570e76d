"""One very large plan: 1,826 sites, 10 changes and 36 months of events, and 5 measures by site: about a million rows.

`python benchmarks/large.py` writes the plan into a temporary folder and runs whole processes over it in turn, with and
without polars, beside one that only reads the same files with the csv module. Read the ratios; seconds differ.
"""

import argparse
import csv
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

_SITES: Final = 1826
CHANGES: Final = 10
_MONTHS: Final = 36
MEASURES: Final = 5
_SECONDS: Final = 15
_MEGABYTES: Final = 1000
_AS_OF: Final = "2026-06-30"
_LADDER: Final = ("not-started", "aware", "committed", "testing", "implementing", "implemented", "sustained")

_ONLY_CSV: Final = (
    "import csv, sys\nfor name in sys.argv[1:]:\n    for row in csv.reader(open(name, newline='')): pass\n"
)
_SPREADKIT: Final = "from spreadkit.__main__ import main; main()"
_WITHOUT_POLARS: Final = f"import sys; sys.modules['polars'] = None; {_SPREADKIT}"


class Cost(NamedTuple):
    """What a run of a process took."""

    seconds: float
    processor: float
    megabytes: float


def write_network(folder: Path, sites: int = _SITES) -> int:
    """Write a plan with its tables, always the same; return how many rows it has."""
    draw = random.Random(1)  # noqa: S311 - made-up data, always the same
    names = [f"site-{index:04}" for index in range(sites)]
    months = [date(2023 + month // 12, month % 12 + 1, 1).isoformat() for month in range(_MONTHS)]
    rows = _write(folder / "sites.csv", ("id", "name", "wave"), ((name, name, "wave-1") for name in names))
    rows += _write(folder / "adoption.csv", ("date", "site", "change", "stage", "by"), _events(names, months, draw))
    for measure in range(MEASURES):
        points = ((month, name, draw.randrange(12), draw.randrange(600, 900)) for month in months for name in names)
        rows += _write(folder / f"measure-{measure}.csv", ("month", "site", "falls", "days"), points)
    (folder / "spread-plan.yaml").write_text(_plan(sites), encoding="utf-8")
    return rows


def _events(names: Sequence[str], months: Sequence[str], draw: random.Random) -> Iterator[tuple[str, ...]]:
    reached: dict[tuple[str, int], int] = {}
    for month in months:
        for name in names:
            for change in range(CHANGES):
                step = reached.get((name, change), 0)
                step = min(len(_LADDER) - 1, step + (draw.random() < 0.15))  # noqa: PLR2004 - one site in seven moves on
                reached[name, change] = step
                yield month, name, f"change-{change}", _LADDER[step], "site lead"


def _write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        return sum(writer.writerow(row) > 0 for row in rows)


def _plan(sites: int) -> str:
    changes = "".join(f"    change-{number}: {{title: Change {number}, core: yes}}\n" for number in range(CHANGES))
    data = "date: month, count: falls, per: days, times: 1000, site: site"
    measures = "".join(
        f"  measure-{number}: {{title: Measure {number}, kind: {'process' if number else 'outcome'}, better: lower, "
        f"every: month, data: {{file: measure-{number}.csv, {data}}}, baseline: {{until: 2023-12-31}}}}\n"
        for number in range(MEASURES)
    )
    return (
        "schema: spreadkit/plan@1\ntitle: A whole country (fictional)\nfictional: yes\nstage: expand\n"
        f"aim: {{measure: measure-0, where: all, population: {sites}, target: 5, baseline: 8, by: 2027-12-31}}\n"
        "waves: {wave-1: {start: 2023-01-01, end: 2026-12-31}}\nsites: sites.csv\nadoption: adoption.csv\n"
        f"package:\n  version: '1'\n  changes:\n{changes}measures:\n{measures}"
    )


def run(code: str, *arguments: str) -> Cost:
    """Run Python code as a process of its own, with nothing shown, and return what it took."""
    started = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", code, *arguments],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 1, 2)],
    )
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise SystemExit(f"a process failed: {arguments}")
    taken, memory = time.perf_counter() - started, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    return Cost(taken, used.ru_utime + used.ru_stime, memory)


def main() -> None:
    """Write the plan, run everything in turn, and print the figures, the ratios and whether the bounds are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=_SITES)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.environ["SPREADKIT_NO_CACHE"] = "1"  # what was kept of an earlier run is not what is measured
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{write_network(folder, asked.sites):,} rows")
        tables = [str(path) for path in sorted(folder.glob("*.csv"))]
        plan = str(folder / "spread-plan.yaml")
        runs = {
            "only reading the files": (_ONLY_CSV, *tables),
            "check": (_SPREADKIT, "check", plan, "--as-of", _AS_OF),
            "check without polars": (_WITHOUT_POLARS, "check", plan, "--as-of", _AS_OF),
            "adoption": (_SPREADKIT, "adoption", plan, "--as-of", _AS_OF),
            "measure": (_SPREADKIT, "measure", "--plan", plan, "--as-of", _AS_OF),
        }
        costs = {name: list[Cost]() for name in runs}
        for _ in range(asked.rounds):
            for what, arguments in runs.items():
                costs[what].append(run(*arguments))
    least = statistics.median(cost.processor for cost in costs["only reading the files"])
    for what, measured in costs.items():
        seconds = statistics.median(cost.seconds for cost in measured)
        processor = statistics.median(cost.processor for cost in measured)
        memory = max(cost.megabytes for cost in measured)
        verdict = "within" if seconds < _SECONDS and memory < _MEGABYTES else "OUTSIDE"
        times = f"{seconds:6.1f} s  {processor:6.1f} s of processor  {processor / least:5.1f} x"
        print(f"{what:<24} {times}  {memory:5.0f} MB  {verdict} the bounds")


if __name__ == "__main__":
    main()

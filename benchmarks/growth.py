"""How time grows with what a plan holds: `python benchmarks/growth.py`, one axis after the other.

Each axis is measured at a size and at four times that size, in processor time of `check` without its imports, less
what a plan of size nothing takes. An exponent of 1 is linear; CONTRIBUTING asks for 1.1 at most. Sizes are such that
the work takes some tenths of a second, so that the clock is no part of the answer.
"""

import argparse
import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

AS_OF: Final = "2026-06-30"
_TIMES: Final = 4
_CHECK: Final = (
    "import sys, time, gc; from datetime import date; from pathlib import Path; import spreadkit; "
    "from spreadkit.api.plans import check; gc.disable(); "
    "check([Path(sys.argv[2])], as_of=date(2026, 6, 30), jobs=1); before = time.process_time(); "
    "check([Path(sys.argv[1])], as_of=date(2026, 6, 30), jobs=1); print(time.process_time() - before)"
)
"""Checks a small plan first, so that what is imported and built once is there, and then times the other."""

_HEAD: Final = """\
schema: spreadkit/plan@1
title: Growth
frameworks: [{use: ihi-spread@2006.2}]
aim: {statement: Made up., what: [huddle], measure: m0, target: 4, by: 2027-03-31}
package: {version: "1", changes: {huddle: {title: Huddle}}}
people: {p0: {name: Ada Adler, role: executive-sponsor}}
"""


def main() -> None:
    """Measure each axis, and print its exponent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=sorted(AXES))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = _written(
            folder / "base", {"spread-plan.yaml": _HEAD + "measures: {m0: {title: M, kind: outcome, better: lower}}\n"}
        )
        for axis, (size, write) in AXES.items():
            if given.only not in {None, axis}:
                continue
            small = _seconds(_written(folder / f"{axis}-1", write(size)), base, given.rounds)
            large = _seconds(_written(folder / f"{axis}-4", write(size * _TIMES)), base, given.rounds)
            none = _seconds(base, base, given.rounds)
            exponent = math.log(max(large - none, 1e-9) / max(small - none, 1e-9), _TIMES)
            print(f"{axis:<20} {size:>7} {small:6.2f} s {size * _TIMES:>8} {large:6.2f} s   exponent {exponent:5.2f}")


def _written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _seconds(folder: Path, base: Path, rounds: int) -> float:
    command = [sys.executable, "-c", _CHECK, str(folder), str(base)]
    took = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(rounds)]
    return statistics.median(took)


def _plan(*parts: str, measures: str = "measures: {m0: {title: M, kind: outcome, better: lower}}") -> str:
    return "\n".join([_HEAD, measures, *parts]) + "\n"


def _plans(size: int) -> Mapping[str, str]:
    return {f"{number}/spread-plan.yaml": _plan() for number in range(size)}


def _sites(size: int) -> Mapping[str, str]:
    rows = (f"s{number},Site {number},w1,p0" for number in range(size))
    waves = "waves: {w1: {start: 2026-01-01, end: 2026-12-31}}"
    return {
        "spread-plan.yaml": _plan("sites: sites.csv", waves),
        "sites.csv": "\n".join(["id,name,wave,lead", *rows]) + "\n",
    }


def _rows(size: int) -> Mapping[str, str]:
    days = (f"{2000 + number // 360}-{1 + number // 30 % 12:02}-{1 + number % 28:02}" for number in range(size))
    rows = [f"{day},{number % 17}" for number, day in enumerate(days)]
    measures = "measures: {m0: {title: M, kind: outcome, better: lower, data: {file: m0.csv, value: value}}}"
    return {"spread-plan.yaml": _plan(measures=measures), "m0.csv": "\n".join(["date,value", *rows]) + "\n"}


def _events(size: int) -> Mapping[str, str]:
    rows = (
        f"2026-{1 + number // 28 % 6:02}-{1 + number % 28:02},s{number // 168},huddle,testing" for number in range(size)
    )
    sites = (f"s{number},Site {number},w1,p0" for number in range(size // 168 + 1))
    return {
        "spread-plan.yaml": _plan(
            "sites: sites.csv", "adoption: adoption.csv", "waves: {w1: {start: 2026-01-01, end: 2026-12-31}}"
        ),
        "sites.csv": "\n".join(["id,name,wave,lead", *sites]) + "\n",
        "adoption.csv": "\n".join(["date,site,change,stage", *rows]) + "\n",
    }


def _waves(size: int) -> Mapping[str, str]:
    waves = (f"  w{n}: {{start: {2000 + n // 300}-{1 + n // 28 % 12:02}-{1 + n % 28:02}}}" for n in range(size))
    rows = (f"s{number},Site {number},w{number},p0" for number in range(size))
    return {
        "spread-plan.yaml": _plan("sites: sites.csv", "waves:", *waves),
        "sites.csv": "\n".join(["id,name,wave,lead", *rows]) + "\n",
    }


def _measures(size: int) -> Mapping[str, str]:
    listed = [f"  m{number}: {{title: Measure {number}, kind: process, better: higher}}" for number in range(size)]
    return {"spread-plan.yaml": _plan(measures="\n".join(["measures:", *listed]))}


def _people(size: int) -> Mapping[str, str]:
    actions = (f"  a{number}: {{do: Do it, owner: nobody-{number}, due: 2026-12-01}}" for number in range(size))
    return {"spread-plan.yaml": _plan("actions:", *actions)}


def _misfits(size: int) -> Mapping[str, str]:
    rows = (f"s{number},Site {number},w1,p0,not a day" for number in range(size))
    return {
        "spread-plan.yaml": _plan("sites: sites.csv", "waves: {w1: {start: 2026-01-01}}"),
        "sites.csv": "\n".join(["id,name,wave,lead,joined", *rows]) + "\n",
    }


def _wrong_keys(size: int) -> Mapping[str, str]:
    actions = (f"  a{number}: {{do: Do it, ownr: p0}}" for number in range(size))
    return {"spread-plan.yaml": _plan("actions:", *actions)}


def _criteria(size: int) -> Mapping[str, str]:
    return {
        "frameworks/big.yaml": "\n".join(_framework(size)) + "\n",
        "spread-plan.yaml": "\n".join(
            [
                _HEAD.replace("ihi-spread@2006.2", "big@1"),
                "measures: {m0: {title: M, kind: outcome, better: lower}}",
                "answers:",
                "  big:",
            ]
            + [f"    c{number}: {{level: partly, because: Seen on the last visit.}}" for number in range(size)]
        )
        + "\n",
    }


def _framework(size: int) -> Iterator[str]:
    yield "schema: spreadkit/framework@1"
    yield "id: big\ntitle: Big\nedition: '1'\nwording: own\nnote: Made up."
    yield "sources: {none: {cite: Made up., seen: whole}}"
    yield "scales: {s: {no: {value: 0, label: No}, partly: {value: 1, label: Partly}, good: {value: 2, label: Good}}}"
    yield "scoring: {method: mean, of: components}"
    yield "components:"
    for first in range(0, size, 50):
        yield f"  k{first}:\n    title: Part {first}\n    criteria:"
        for number in range(first, min(size, first + 50)):
            yield f"      c{number}: {{ask: Is it so {number}?, scale: s}}"


AXES: Final[Mapping[str, tuple[int, Callable[[int], Mapping[str, str]]]]] = {
    "plans": (50, _plans),
    "sites": (2000, _sites),
    "rows": (20000, _rows),
    "events": (10000, _events),
    "waves": (400, _waves),
    "criteria": (500, _criteria),
    "measures": (400, _measures),
    "unknown people": (1000, _people),
    "values that misfit": (1600, _misfits),
    "wrong keys": (600, _wrong_keys),
}
"""By axis: the smaller size, and what writes the files of a plan of a size."""

if __name__ == "__main__":
    main()

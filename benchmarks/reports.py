"""How long reports take: `python benchmarks/reports.py`, on the largest example.

Whole processes, run in turn, beside one that only imports what a report cannot do without, and one that only draws an
empty chart. Many plans in one run are compared with as many runs. Read the ratios; seconds differ between machines.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "north-network-huddles"
_AS_OF: Final = "2026-06-30"
_SPREADKIT: Final = "from spreadkit.__main__ import main; main()"
_IMPORTS: Final = "import typer, pydantic, jinja2, ruamel.yaml, rich"
_EMPTY: Final = (
    """import vl_convert; vl_convert.vegalite_to_svg('{"mark": "point", "data": {"values": []}}', vl_version="6.1")"""
)


def main() -> None:
    """Time the commands in turn, and print the median of each with its ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plans", type=int, default=20, help="how many plans go into one run")
    given = parser.parse_args()
    os.environ["SPREADKIT_NO_CACHE"] = "1"  # what was kept of an earlier run is not what is measured
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans = [shutil.copytree(_EXAMPLE, folder / f"plan-{number:02}") for number in range(given.plans)]
        single = _report([plans[0]], folder / "one.html")
        commands = {
            "imports only": (_IMPORTS, ()),
            "one empty chart": (_EMPTY, ()),
            "report, no charts": (_SPREADKIT, (*single, "--no-charts")),
            "report": (_SPREADKIT, single),
            f"report of {given.plans} plans": (_SPREADKIT, _report(plans, folder / "many")),
        }
        seconds: dict[str, list[float]] = {label: [] for label in commands}
        for counted in range(-1, given.rounds):
            for label, (code, arguments) in commands.items():
                took = _timed(code, arguments)
                if counted >= 0:
                    seconds[label].append(took)
    medians = {label: statistics.median(took) for label, took in seconds.items()}
    for label, median in medians.items():
        print(f"{label:<30} {median:6.2f} s  {median / medians['imports only']:5.1f} times the imports")
    saved = given.plans * medians["report"] / medians[f"report of {given.plans} plans"]
    print(f"{given.plans} plans in one run: {saved:.1f} times as fast as one by one")


def _report(plans: Sequence[Path], output: Path) -> tuple[str, ...]:
    return ("report", *map(str, plans), "--as-of", _AS_OF, "--output", str(output))


def _timed(code: str, arguments: Sequence[str]) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

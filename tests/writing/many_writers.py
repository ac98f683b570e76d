"""Many people who write into one plan at once, as processes of their own.

By hand: python tests/writing/many_writers.py [how many] [how many at a time]
"""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
package:
  version: "1"
  changes:
    huddle: {title: Two-minute safety huddle, core: yes}
sites: sites.csv
adoption: adoption.csv
"""
HEADING = "date,site,change,stage,barrier,reason,note,by\n"
EVERY = 10
"""After so many people who add a row comes one who takes up what a site sent back."""


class Outcome(NamedTuple):
    """What a run came to."""

    words: Sequence[str]
    code: int
    said: str


def lay_out(folder: Path, size: int) -> list[list[str]]:
    """Write a plan without a row, and return the commands that add one each."""
    names = [f"site-{number}" for number in range(size)]
    (folder / "spread-plan.yaml").write_text(PLAN)
    (folder / "sites.csv").write_text("id,name\n" + "".join(f"{name},{name}\n" for name in names))
    (folder / "adoption.csv").write_text(HEADING)
    return [_command(folder, name, returned=number % EVERY == EVERY - 1) for number, name in enumerate(names)]


def _command(folder: Path, site: str, *, returned: bool) -> list[str]:
    if not returned:
        words = ["--site", site, "--change", "huddle", "--stage", "testing", "--date", "2026-05-01"]
        return ["adoption", "add", *words, "--plan", str(folder)]
    file = folder / "returns" / f"{site}.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"date,site,change,stage\n2026-05-01,{site},huddle,testing\n")
    return ["collect", str(file), "--write", "--plan", str(folder), "--as-of", "2026-06-30"]


def run_all(commands: Sequence[Sequence[str]], *, at_once: int) -> list[Outcome]:
    """Start the commands, so many at a time, and return what each came to."""
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(_run, commands))


def _run(words: Sequence[str]) -> Outcome:
    ended = subprocess.run([sys.executable, "-m", "spreadkit", *words], check=False, capture_output=True, text=True)
    return Outcome(words, ended.returncode, ended.stderr)


def main() -> None:
    """Say how many rows came of how many runs."""
    size, at_once = (int(word) for word in (*sys.argv[1:], "200", "10")[:2])
    with TemporaryDirectory() as name:
        outcomes = run_all(lay_out(Path(name), size), at_once=at_once)
        rows = (Path(name) / "adoption.csv").read_text().splitlines()[1:]
    refused = [outcome for outcome in outcomes if outcome.code]
    sys.stdout.write(f"{size} runs, {len(set(rows))} rows, {len(refused)} refused\n")
    sys.stdout.writelines(f"{outcome}\n" for outcome in refused)


if __name__ == "__main__":
    main()

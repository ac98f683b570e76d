"""What is printed and written is the same, byte for byte, whatever the order of sets and however many run at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from fuzz_verbs import commands

CORPUS = Path(__file__).parent / "corpus"

RUN = """
import os, sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from spreadkit.__main__ import main

for number, line in enumerate(sys.argv[1:]):
    sys.argv = ["spreadkit", *line.split()]
    with open(f"out-{number}.txt", "w") as out, redirect_stdout(out), redirect_stderr(out):
        try:
            main()
        except SystemExit as left:
            print("exit", left.code)
"""
"""Runs several command lines in one process, each into a file: a process a command would take minutes."""

DAY = "--as-of 2026-06-30"
LINES = [
    *(f"check . {DAY} --jobs 1 --format {name}" for name in ("text", "json")),
    *(f"score . {DAY} --explain --format {name}" for name in ("text", "json")),
    f"score . {DAY} --by concept",
    *(f"measure {DAY} --by-site --format {name}" for name in ("text", "csv", "json")),
    *(f"rollout . {DAY} --sites 24 --format {name}" for name in ("text", "csv", "json")),
    *(f"report . {DAY} --output report.{name}" for name in ("html", "md", "txt", "json")),
    f"report . {DAY} --for sponsor --assets pictures --output sponsor.md",
    *(f"report . {DAY} --no-charts --output report.{name}" for name in ("docx", "pdf")),
    *(f"adoption show . {DAY} --format {name}" for name in ("text", "csv", "json", "md")),
    *(f"crosswalk . --to ihi-spread {DAY} --format {name}" for name in ("text", "json", "md")),
    *(f"frameworks show tiny --output sheet.{name}" for name in ("html", "md", "txt", "json", "docx")),
    *("frameworks list", "frameworks suggest --situation will-it-last", "frameworks new ward-check"),
    *("explain SK401", "explain leadership.sponsor", "migrate .", "schema framework"),
    *(f"collect returns/ash.csv returns/elm.csv {DAY} --format {name}" for name in ("text", "json")),
    f"collect returns/ash.csv returns/elm.csv {DAY} --write",
    "adoption add --site ash --change board --stage testing --date 2026-06-30",
    "adoption keep --by 2199-12-31",
    "init new --framework tiny --title New",
]


def started(folder: Path, seed: str) -> "subprocess.Popen[bytes]":
    shutil.copytree(CORPUS / "huddles", folder)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1782777600"}
    return subprocess.Popen([sys.executable, "-c", RUN, *LINES], cwd=folder, env=environment)


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bytes_are_the_same_under_any_order_of_sets_and_beside_another_run(tmp_path: Path) -> None:
    seeds = ("0", "1", "2")
    processes = [started(tmp_path / seed / "huddles", seed) for seed in seeds]
    for process in processes:
        assert process.wait() == 0

    first, *others = (files_below(tmp_path / seed / "huddles") for seed in seeds)

    made = {word for line in LINES for word in line.split() if word.startswith(("report.", "sheet.", "sponsor."))}
    assert made <= first.keys()
    for number, line in enumerate(LINES):
        assert b"exit 70" not in first[f"out-{number}.txt"], line
    for other in others:
        assert sorted(name for name in first.keys() | other.keys() if first.get(name) != other.get(name)) == []


def test_every_verb_is_among_them() -> None:
    of_the_machine = {"cache clear", "cache info"}  # they tell of a folder of the machine
    missing = {verb for verb in commands() if not any(line.startswith(verb) for line in LINES)} - of_the_machine

    assert missing == set()

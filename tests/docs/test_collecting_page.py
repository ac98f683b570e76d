"""Every step of the page on what sites send back, run in order: its files, its commands, and what they show."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "collecting.md"

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([^`\n]+)`:\s*\Z")


def run(command: str, folder: Path) -> str:
    """Return what a command shows, on the screen and in the order in which a person sees it."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment | {"NO_COLOR": "1", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    assert result.returncode in {0, 1}, result.stdout
    return result.stdout


def played(page: str, folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Do what a page says; return each command with what it says is shown, and with what is."""
    told, shown = list[tuple[str, str]](), list[tuple[str, str]]()
    for match in BLOCK.finditer(page):
        kind, text = match[1], match[2]
        if kind == "sh":
            shown.append((text, run(text, folder)))
        elif kind == "text":
            told.append((shown[-1][0], text))
        else:
            named = NAMED.search(page[: match.start()])
            assert named is not None, f"this is the content of no file: {text}"
            (folder / named[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / named[1]).write_text(text, encoding="utf-8")
    return told, shown


def test_every_step_does_what_the_page_says(tmp_path: Path) -> None:
    told, shown = played(PAGE.read_text(encoding="utf-8"), tmp_path)

    assert len(shown) >= 6
    assert shown == told


def test_a_block_that_is_no_step_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        played("Some rows\n\n```csv\na,b\n```\n", tmp_path)

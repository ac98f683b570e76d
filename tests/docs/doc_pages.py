"""Pages that are run as they stand: the edits and commands of a page in order, and what each command shows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"

BLOCK = re.compile(r"^```(sh|text|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIND = re.compile(r"[Ii]n `([^`]+)`, find\s*\Z")
MAKE = re.compile(r"`([^`\n]+)`:\s*\Z")
INSTEAD = "and write instead"


class Edit(NamedTuple):
    """Text of a file, and what stands there afterwards; without a text before, the file is new."""

    file: str
    old: str
    new: str


class Run(NamedTuple):
    """A command, and what it shows; None where the page does not say."""

    command: str
    shows: str | None


def steps(page: str) -> Iterator[Edit | Run]:
    """Go through the steps of a page. A block that is none is refused, so that nothing on the page goes untested."""
    blocks = [(page[: match.start()].rstrip(), match[1], match[2]) for match in BLOCK.finditer(page)]
    waiting = iter(enumerate(blocks))
    for index, (before, kind, text) in waiting:
        following = blocks[index + 1] if index + 1 < len(blocks) else ("", "", "")
        if kind == "sh":
            is_shown = following[1] == "text" and following[0].endswith("```")
            yield Run(text, following[2] if is_shown else None)
            if is_shown:
                next(waiting)
        else:
            if make := MAKE.search(before):
                yield Edit(make[1], "", text)
                continue
            find = FIND.search(before)
            assert find is not None, f"no step: {text}"
            assert following[0].endswith(INSTEAD), f"nothing to write instead of: {text}"
            yield Edit(find[1], text, following[2])
            next(waiting)


def run(command: str, folder: Path) -> str:
    """Return what a command shows, on the screen and in the order in which a person sees it."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"NO_COLOR": "1", "COLUMNS": "100"}
    result = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    assert result.returncode in {0, 1}, result.stdout
    return result.stdout


def change(edit: Edit, folder: Path) -> None:
    path = folder / edit.file
    if not edit.old:
        with path.open("x", encoding="utf-8") as file:
            file.write(edit.new)
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(edit.old) == 1, f"{edit.file} holds this {text.count(edit.old)} times:\n{edit.old}"
    path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")


def run_page(page: list[Edit | Run], folder: Path) -> list[tuple[str, str]]:
    """Do all steps of a page in a folder, and return each command with what it showed."""
    shown = []
    for step in page:
        if isinstance(step, Edit):
            change(step, folder)
        else:
            shown.append((step.command, run(step.command, folder)))
    return shown


def said_by(page: list[Edit | Run]) -> list[tuple[str, str | None]]:
    """Return each command of a page with what the page says that it shows."""
    return [(step.command, step.shows) for step in page if isinstance(step, Run)]

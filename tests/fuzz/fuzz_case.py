"""A case: the files of a folder and one command line, kept as a folder that anybody can look into."""

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

CASE: Final = "case.json"
FILES: Final = "files"
SECRET: Final = b"secretvalue: 1\n"
"""What lies beside the folder of a case, and must be neither shown nor changed."""

REPOSITORY: Final = ".git/HEAD"
"""The file by which a case is a repository, which nothing must lead out of."""


class Case(NamedTuple):
    """Names are relative paths with `/`; links come with where they lead; pipes have no end."""

    files: dict[str, bytes]
    words: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    pipes: tuple[str, ...] = ()


def lay_out(case: Case, folder: Path) -> Path:
    """Write a case below an empty folder, and return the folder to work in. What no system can hold is left out."""
    outside, inside = folder / "outside", folder / "inside"
    outside.mkdir(parents=True)
    (outside / "secret.yaml").write_bytes(SECRET)
    inside.mkdir()
    for name, content in case.files.items():
        with suppress(OSError, ValueError):
            path = inside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name, target in case.links:
        with suppress(OSError, ValueError):
            (inside / name).unlink(missing_ok=True)
            (inside / name).symlink_to(target)
    for name in case.pipes:
        with suppress(OSError, ValueError):
            (inside / name).unlink(missing_ok=True)
            os.mkfifo(inside / name)
    return inside


def contents(folder: Path) -> dict[str, bytes | str]:
    """Return every file below a folder with its bytes, every link with where it leads, and every pipe as such."""
    found = dict[str, bytes | str]()
    for above, names, files in os.walk(folder):
        for name in [*names, *files]:
            path = Path(above, name)
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                found[str(path.relative_to(folder))] = f"-> {path.readlink()}"
            elif stat.S_ISREG(mode):
                found[str(path.relative_to(folder))] = path.read_bytes()
            elif stat.S_ISFIFO(mode):
                found[str(path.relative_to(folder))] = "a pipe"
    return found


def save(case: Case, folder: Path, **said: str) -> None:
    """Keep a case, with what is said about it; what was kept there before is overwritten."""
    for name, content in case.files.items():
        path = folder / FILES / name
        with suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
    about = {"words": case.words, "links": case.links, "pipes": case.pipes, **said}
    (folder / CASE).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def load(folder: Path) -> Case:
    """Return a case that was kept."""
    about = json.loads((folder / CASE).read_text(encoding="utf-8"))
    files = {name: text for name, text in contents(folder / FILES).items() if isinstance(text, bytes)}
    return Case(
        files, tuple(about["words"]), tuple((name, target) for name, target in about["links"]), tuple(about["pipes"])
    )

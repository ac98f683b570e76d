"""The one door to git: all that is asked of git goes through `ask_git`, and nothing else here starts a program.

Plans come from strangers, and so may a whole checkout with the settings in its `.git`. Three things keep what they
wrote from being run:

- The repository is found by our own walk upwards for `.git`, and given to git by option. Git itself looks for none, so
  a folder of plans that is made up as a repository is never taken for one. Git's check of who owns a repository is
  passed over with that, which is why nothing rests on it here.
- Of git only commands are used that neither convert the content of files nor refresh the index (`GitCommand`), so
  filters do not run. An alias cannot stand in for them: git knows its own commands first.
- Every setting that names a command is switched off by `-c`, which wins over the settings of a repository and all that
  they include. The environment's `GIT_…` are dropped. What the user set for themselves in their home still counts, as
  the files do that they ignore everywhere.

What git says is never kept: a run that asks it is not believed again (`lose_witness`).
"""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spreadkit.reading.files import resolved
from spreadkit.reading.questions import lose_witness

if TYPE_CHECKING:
    from subprocess import Popen

SECONDS: Final = 60
MOST_OUTPUT: Final = 64_000_000
"""How long git may take, and how many bytes are read of what it says unless more is asked for. The figures are ours."""

GitCommand = Literal["cat-file", "diff-tree", "init", "ls-files", "ls-tree", "rev-list", "rev-parse"]
"""What git is asked for. A command is entered here once a test has shown that it runs nothing that was planted."""

_SETTINGS: Final = {
    # Programs that git would start.
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "",
    "credential.helper": "",
    "diff.external": "",
    # What reaches other repositories, or the net.
    "protocol.allow": "never",
    "submodule.recurse": "false",
    "safe.bareRepository": "explicit",
    # What says how files are converted, and caches that others wrote.
    "core.attributesFile": os.devnull,
    "core.untrackedCache": "false",
    "core.preloadIndex": "false",
}
_ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # wins over `protocol.<name>.allow` of a repository; there is no protocol "none"
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_NOT_READ: Final = frozenset({"annex", "hooks", "lfs", "modules", "worktrees"})
"""Entries of git's own folder that none of our commands reads: often they are links, or hold very much."""

_POINTER_SIZE: Final = 8_192


class Repository(NamedTuple):
    """A repository: where git keeps it, and the top of the files that it keeps."""

    git_dir: Path
    top: Path


class GitFailure(StrEnum):
    """Why there is no answer: the beginning of a sentence, to which belongs what the user can do instead."""

    MISSING = "git is not installed"
    NO_REPOSITORY = "this is not a git repository"
    ELSEWHERE = 'the ".git" here leads to a repository elsewhere that does not name this folder'
    UNSOUND = 'the ".git" here holds a link that leads out of it, borrows from elsewhere, or is not made of files'
    FAILED = "git could not answer"
    TOO_LONG = "git took too long to answer"
    TOO_MUCH = "git answered with more than can be read"


def find_repository(folder: Path) -> Repository | GitFailure:
    """Return the repository that a folder lies in: that of the nearest `.git`, in the folder or above it."""
    lose_witness()
    here = Path(os.path.realpath(folder))
    for top in (here, *here.parents):
        if os.path.exists(top / ".git"):  # noqa: PTH110 - Path.exists raises where it may not look
            return _repository_at(top)
    return GitFailure.NO_REPOSITORY


def is_shallow(repository: Repository) -> bool:
    """Whether a repository holds only the newest commits, as build servers clone it."""
    return ask_git(repository, "rev-parse", "--is-shallow-repository") == b"true\n"


def ask_git(
    repository: Repository,
    command: GitCommand,
    *words: str,
    folder: Path | None = None,
    given: bytes = b"",
    most: int = MOST_OUTPUT,
) -> bytes | GitFailure:
    """Run a command of git and return what it says, or why it says nothing.

    `folder` is where it runs (unless given: the top), `given` what it reads, and `most` how many bytes it may say.
    """
    lose_witness()
    git = _git_program()
    if git is None:
        return GitFailure.MISSING
    line = [git, *_options(repository), command, *words]
    return _answer(line, folder or repository.top, given, most)


def _options(repository: Repository) -> list[str]:
    settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
    places = [f"--git-dir={repository.git_dir}", f"--work-tree={repository.top}"]
    return ["--no-pager", "--no-optional-locks", *settings, *places]


def _git_program() -> str | None:
    """Return where git is. An entry of PATH that means the working folder is passed over, as Windows' own search is."""
    name = "git.exe" if os.name == "nt" else "git"
    here = os.path.realpath(os.curdir)
    entries = [Path(entry) for entry in os.get_exec_path() if os.path.realpath(entry) != here]
    programs = (shutil.which(str(entry / name)) for entry in entries if entry.is_absolute())
    return next(filter(None, programs), None)


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in given.items() if not name.upper().startswith("GIT_")}
    return {**kept, **_ENVIRONMENT}


def _answer(line: list[str], folder: Path, given: bytes, most: int) -> bytes | GitFailure:
    """Run a program, within limits of time and of what it says."""
    import subprocess
    from tempfile import TemporaryFile

    with TemporaryFile() as words:
        words.write(given)
        words.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - git by its full path, and a list of words, never a shell
                line,
                cwd=folder,
                env=_environment(os.environ),
                stdin=words,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError:
            return GitFailure.MISSING
        except OSError:
            return GitFailure.FAILED
        return _read(process, most)


def _read(process: "Popen[bytes]", most: int) -> bytes | GitFailure:
    """Read what a process says to its end, unless that takes too long or is too much."""
    from threading import Event, Timer

    is_late = Event()

    def stop() -> None:
        is_late.set()
        process.kill()

    clock = Timer(SECONDS, stop)
    clock.start()
    try:
        with process:
            told = process.stdout.read(most + 1) if process.stdout else b""
            if len(told) > most:
                process.kill()
    finally:
        clock.cancel()
        clock.join()
    if is_late.is_set():
        return GitFailure.TOO_LONG
    if len(told) > most:
        return GitFailure.TOO_MUCH
    return told if process.returncode == 0 else GitFailure.FAILED


def _repository_at(top: Path) -> Repository | GitFailure:
    """Return the repository of a folder with a `.git` that stands there itself, or leads to one that names the folder.

    Else a checkout from a stranger could lead to a repository of the user, and have a report show what is in it.
    """
    pointer = top / ".git"
    if not pointer.is_symlink() and pointer.is_dir():
        if os.path.lexists(pointer / "commondir"):
            return GitFailure.ELSEWHERE
        return Repository(pointer, top) if _is_sound(pointer) else GitFailure.UNSOUND
    git_dir = _led_to(pointer)
    if git_dir is None:
        return GitFailure.NO_REPOSITORY
    is_worktree = _is_worktree(git_dir, pointer)
    if not is_worktree and not _is_submodule(git_dir, top):
        return GitFailure.ELSEWHERE
    kept = [git_dir, git_dir.parents[1]] if is_worktree else [git_dir]
    return Repository(git_dir, top) if all(map(_is_sound, kept)) else GitFailure.UNSOUND


def _is_sound(git_dir: Path) -> bool:
    """Whether all that git reads of its folder lies in it, and is a file that ends.

    Links could show what is in files of the user, or in other repositories, of which a stranger knows a name; so could
    objects that are borrowed. And git would wait for a pipe, or read a device without an end.
    """
    if os.path.lexists(git_dir / "objects/info/alternates"):
        return False
    top = os.path.realpath(git_dir)
    return all(_stays(entry, top) for entry in _entries_below(git_dir))


def _stays(entry: "os.DirEntry[str]", top: str) -> bool:
    """Whether an entry of git's folder can be read to an end; a link, whether it leads to what lies there too."""
    if entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(top):
        return False
    try:
        mode = entry.stat().st_mode
    except OSError:
        return True  # nothing is there, or git may not read it either
    return not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode))


def _entries(folder: Path | str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _entries_below(git_dir: Path) -> "Iterator[os.DirEntry[str]]":
    """Go through the entries of git's folder, and of the folders in it that git reads."""
    todo = [entry for entry in _entries(git_dir) if entry.name not in _NOT_READ]
    while todo:
        entry = todo.pop()
        yield entry
        if entry.is_dir(follow_symlinks=False):
            todo += _entries(entry.path)


def _led_to(pointer: Path) -> Path | None:
    """Return the folder that a `.git` leads to: a link, or a file with a line `gitdir: …`."""
    if pointer.is_dir():
        return resolved(pointer)
    key, _, place = _line_of(pointer).partition(" ")
    return resolved(pointer.parent / place) if key == "gitdir:" and place else None


def _is_worktree(git_dir: Path, pointer: Path) -> bool:
    """Whether a folder is kept for a worktree by its repository, and names the `.git` that led to it."""
    named, common = _line_of(git_dir / "gitdir"), _line_of(git_dir / "commondir")
    if not named or not common:
        return False
    names_back = os.path.realpath(git_dir / named) == os.path.realpath(pointer)
    return names_back and git_dir.parent.name == "worktrees" and resolved(git_dir / common) == git_dir.parents[1]


def _is_submodule(git_dir: Path, top: Path) -> bool:
    """Whether a folder is kept by the repository above, among those of its submodules."""
    above = find_repository(top.parent) if top.parent != top else GitFailure.NO_REPOSITORY
    if isinstance(above, GitFailure) or (git_dir / "commondir").exists():
        return False
    return git_dir.is_relative_to(resolved(above.git_dir) / "modules")


def _line_of(path: Path) -> str:
    """Return what a small file of git says in one line; an empty text where it is none."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return os.fsdecode(file.read(_POINTER_SIZE)).rstrip("\r\n")
    except OSError:
        return ""

"""The questions that are asked of the file system, each told with its answer to a witness, where one listens.

A run that is kept (`spreadkit.kept`) is believed again as long as each of its questions is answered as it was then. So
what looks at files in any other way than by these, and by those in `spreadkit.reading.files`, would not be noticed.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

_DIGEST: Final = 20
"""How many bytes a digest of an answer has: as many as those by which git knows its files."""

_SHORT: Final = 40
"""How many characters an answer has at most that is kept as it is, and not as its digest. The figure is ours."""

_APART: Final = "\0"
"""Stands between the parts of a question: no name of a file holds it."""

Asked = Mapping[str, str]
"""Questions with their answers, both as texts."""

_Params = ParamSpec("_Params")
_Answer = TypeVar("_Answer")

_QUESTIONS: Final[dict[str, Callable[..., object]]] = {}
"""Every question by its name, so that it can be asked again."""


class AnswerError(Exception):
    """What a question answers by raising it, and has answered in this way whenever it is raised again."""


class Witness:
    """Who listens: the questions with their answers, and whether there was one that cannot be asked again."""

    def __init__(self) -> None:
        self.asked: dict[str, str] = {}
        self.is_lost = False

    def hear(self, asked: Asked) -> None:
        """Take in questions with their answers. Where one has two answers, the files were changed meanwhile."""
        for question, answer in asked.items():
            if self.asked.setdefault(question, answer) != answer:
                self.is_lost = True

    def join(self, others: "Iterable[Witness]") -> None:
        """Take in what others heard."""
        for other in others:
            self.hear(other.asked)
            self.is_lost |= other.is_lost


_witness: ContextVar[Witness | None] = ContextVar("witness", default=None)


@contextmanager
def witnessed(witness: Witness | None) -> Iterator[None]:
    """Tell a witness of all that is asked meanwhile, and no other one; None where nobody is to hear it."""
    before = _witness.set(witness)
    try:
        yield
    finally:
        _witness.reset(before)


def tell(heard: Witness) -> None:
    """Tell who listens of what was heard before, and is used now."""
    if (witness := _witness.get()) is not None:
        witness.join([heard])


def lose_witness() -> None:
    """Say that what is asked now cannot be asked again, such as what git says: the run is not kept."""
    if (witness := _witness.get()) is not None:
        witness.is_lost = True


def question(ask: Callable[_Params, _Answer]) -> Callable[_Params, _Answer]:
    """Make a function a question: who listens is told of it, with what it returns or raises.

    Its arguments are paths, texts, numbers and None, and it takes texts for paths when it is asked again.
    """
    name = ask.__name__
    _QUESTIONS[name] = ask

    @wraps(ask)
    def asked(*args: _Params.args, **named: _Params.kwargs) -> _Answer:
        witness = _witness.get()
        if witness is None:
            return ask(*args, **named)
        with witnessed(None):
            try:
                answer = ask(*args, **named)
            except (OSError, ValueError, AnswerError) as error:
                _hear(witness, name, (*args, *named.values()), _as_raised(error))
                raise
        _hear(witness, name, (*args, *named.values()), _as_answer(answer))
        return answer

    return asked


def is_as_then(asked: Asked, answers: dict[str, str]) -> bool:
    """Whether all questions are still answered as they were. `answers` are those of this run, and are added to."""
    for text, then in asked.items():
        now = answers.get(text)
        if now is None:
            now = answers[text] = _ask_again(text)
        if now != then:
            return False
    return True


@question
def exists(path: Path | str) -> bool:
    """Whether something is at a path, links followed."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises where it may not look


@question
def is_there(path: Path | str) -> bool:
    """Whether something is at a path, be it a link that leads nowhere."""
    return os.path.lexists(path)


@question
def is_file(path: Path | str) -> bool:
    """Whether a file is at a path, links followed."""
    return os.path.isfile(path)  # noqa: PTH113 - many times over


@question
def is_folder(path: Path | str) -> bool:
    """Whether a folder is at a path, links followed."""
    return os.path.isdir(path)  # noqa: PTH112 - many times over


@question
def is_seen_as_folder(path: Path | str) -> bool:
    """Whether a folder is at a path, links followed. Raises OSError where that may not be seen."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - as the others here
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise


@question
def may_look_into(folder: Path | str) -> bool:
    """Whether a folder may be listed, and what is in it be reached."""
    return os.access(folder, os.R_OK | os.X_OK)


@question
def names_in(folder: Path | str) -> list[str]:
    """Return the names in a folder, sorted. Raises OSError."""
    return sorted(os.listdir(folder))  # noqa: PTH208 - names are asked for


@question
def first_names_in(folder: Path | str, most: int) -> list[str]:
    """Return some names in a folder, as many at most; none where it cannot be listed."""
    return [path.name for path in islice(Path(folder).glob("*"), most)]


@question
def matching(folder: Path | str, pattern: str) -> list[Path]:
    """Return what fits a pattern below a folder, sorted; nothing where it cannot be listed."""
    return sorted(Path(folder).glob(pattern))


def changed_at(path: Path) -> int:
    """Return when a file was changed, in nanoseconds. Raises OSError.

    It is no question: what was read of a file is remembered by it as long as a process runs, and told again.
    """
    return path.stat().st_mtime_ns


def _hear(witness: Witness, name: str, parts: tuple[object, ...], answer: str) -> None:
    text = _APART.join([name, *map(_as_part, parts)])
    if text.count(_APART) > len(parts):
        witness.is_lost = True
    witness.hear({text: answer})


def _as_part(part: object) -> str:
    match part:
        case None:
            return "-"
        case int():
            return f"#{part}"
        case str() | Path():
            return f"/{part}"
    raise TypeError(part)


def _from_part(text: str) -> str | int | None:
    kind, rest = text[:1], text[1:]
    if kind == "/":
        return rest
    return int(rest) if kind == "#" else None


def _ask_again(text: str) -> str:
    name, *parts = text.split(_APART)
    try:
        ask = _QUESTIONS[name]
        code, given = ask.__code__, [*map(_from_part, parts)]
        by_name = dict(zip(code.co_varnames[code.co_argcount :], given[code.co_argcount :], strict=False))
        return _as_answer(ask(*given[: code.co_argcount], **by_name))
    except (OSError, ValueError, AnswerError) as error:
        return _as_raised(error)
    except KeyError:
        return "no such question"


def _as_answer(answer: object) -> str:
    match answer:
        case bytes():
            return _digest(answer)
        case list():
            return _digest(repr([*map(str, answer)]).encode("utf-8", "surrogatepass"))
    text = str(answer)
    return f"={text}" if len(text) <= _SHORT else _digest(text.encode("utf-8", "surrogatepass"))


def _as_raised(error: Exception) -> str:
    return _digest(f"{type(error).__name__}: {error}".encode("utf-8", "surrogatepass"))


def _digest(content: bytes) -> str:
    from hashlib import blake2b

    return blake2b(content, digest_size=_DIGEST).hexdigest()

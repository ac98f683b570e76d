"""One run of a command: what it asks and says, and what is kept of it so that it can be said again."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final, NamedTuple

from spreadkit.kept.place import SWITCH_OPTION, cache_folder, is_switched_off
from spreadkit.kept.program import program
from spreadkit.kept.store import Store
from spreadkit.reading.questions import Witness, is_as_then, witnessed

KEPT_COMMANDS: Final = frozenset({"check", "score", "report"})

_KEY: Final = 20

Search = Callable[[list[Path]], object]
"""What looks for files below paths, anew in each run; what it finds has a text of its own."""


class SaidRun(NamedTuple):
    """What a run said: texts in order, each with the file that it goes to, and its exit code.

    A text is for stderr where `is_message`, else for the file, or for stdout where there is none.
    """

    said: list["SaidText"]
    code: int


class SaidText(NamedTuple):
    """A text that a run said."""

    text: str
    output: str | None = None
    is_message: bool = False


class Run:
    """A run that is to be kept."""

    def __init__(self, words: Sequence[str], store: Store) -> None:
        self.store = store
        self.witness = Witness()
        self._made_by = program()
        self._key = self._keyed("run", *words)
        self._said = list[SaidText]()
        self._search: tuple[list[str], str] | None = None
        self._answers = dict[str, str]()

    def say(self, text: str | bytes, output: Path | None = None, *, is_message: bool = False) -> None:
        """Hear what the run says. Bytes are for another program, and are not kept."""
        if isinstance(text, bytes):
            self.witness.is_lost = True
        else:
            self._said.append(SaidText(text, None if output is None else str(output), is_message))

    def searched(self, paths: Sequence[Path], found: object) -> None:
        """Hear which files were found below paths. They are looked for again before the run is believed."""
        if self._search is not None:
            self.witness.is_lost = True
        self._search = [*map(str, paths)], _digest(found)

    def again(self, search: Search) -> SaidRun | None:
        """Return what the same run said before, where all is as it was then."""
        if (kept := self.recall([self._key]).get(self._key)) is None:
            return None
        if kept["search"] is not None:
            paths, found = kept["search"]
            with witnessed(None):
                if _digest(search([*map(Path, paths)])) != found:
                    return None
        return SaidRun([SaidText(*said) for said in kept["said"]], kept["code"])

    def keep(self, code: int) -> None:
        """Keep the run, unless it asked what cannot be asked again, or printed nothing."""
        if any(not said.is_message for said in self._said):
            self.remember(self._key, self.witness, said=self._said, code=code, search=self._search)

    def key_of(self, *parts: object) -> bytes:
        """Return the key of a part of a run: by these, the folder that it runs in, and the program."""
        return self._keyed("part", *parts)

    def recall(self, keys: Sequence[bytes]) -> dict[bytes, dict[str, Any]]:
        """Return what is kept under these keys, by key, where all is as it was then."""
        found = dict[bytes, dict[str, Any]]()
        for key, content in self.store.find(keys).items():
            kept = json.loads(content)
            with witnessed(None):
                if is_as_then(kept["asked"], self._answers):
                    found[key] = kept
        return found

    def remember(self, key: bytes, witness: Witness, **result: object) -> None:
        """Keep a result with the questions that it rests on."""
        self.remember_all({key: (witness, result)})

    def remember_all(self, results: Mapping[bytes, tuple[Witness, Mapping[str, object]]]) -> None:
        """Keep several results with the questions that each rests on."""
        self.store.keep(
            {
                key: json.dumps({**result, "asked": witness.asked}, separators=(",", ":")).encode()
                for key, (witness, result) in results.items()
                if not witness.is_lost
            }
        )

    def _keyed(self, *parts: object) -> bytes:
        from hashlib import blake2b

        text = json.dumps([*map(_as_text, parts), os.getcwd(), self._made_by])  # noqa: PTH109 - a text
        return blake2b(text.encode(), digest_size=_KEY).digest()


_run: ContextVar[Run | None] = ContextVar("run", default=None)


def run_now() -> Run | None:
    """Return the run that is to be kept; None where none is."""
    return _run.get()


def begun(words: Sequence[str]) -> Run | None:
    """Return the run of a command line, where such a one is kept, and nothing says that it must not be."""
    if not words or words[0] not in KEPT_COMMANDS or SWITCH_OPTION in words or is_switched_off():
        return None
    try:
        return Run(words, Store(cache_folder()))
    except OSError:  # such as a program that is packed into one file
        return None


@contextmanager
def listening(run: Run | None) -> Iterator[None]:
    """Let a run hear what is asked and said meanwhile."""
    before = _run.set(run)
    try:
        with witnessed(run.witness if run else None):
            yield
    finally:
        _run.reset(before)


def _as_text(part: object) -> str | None:
    return None if part is None else str(part)


def _digest(found: object) -> str:
    from hashlib import blake2b

    return blake2b(repr(found).encode("utf-8", "surrogatepass"), digest_size=_KEY).hexdigest()

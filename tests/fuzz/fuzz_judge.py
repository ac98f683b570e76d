"""One run: a command line in this process, as `python -m spreadkit` runs it, and what is wrong with what it did."""

import gc
import io
import json
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import typer.main

import spreadkit
from spreadkit.__main__ import main
from spreadkit.errors import NothingToCheckError, SpreadkitError

from fuzz_case import REPOSITORY, SECRET, Case, contents, lay_out
from fuzz_verbs import RECIPES

SECONDS: Final = 5
"""So long a run may keep a processor busy; six times as long it may wait, as machines are shared."""

MEMORY_MB: Final = 300
"""By so much a run may raise the most memory that its process ever held."""

_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COMMAND: Final = re.compile(r"^\s*::|##(vso)?\[", re.MULTILINE)
_CODE: Final = re.compile(r"\bSK\d{3}\b")
_SAID: Final = re.compile(r'"[^"]*"|\d+|\S*[/.]\S*')
_WARNING: Final = re.compile(r"\w+Warning: .*")
_PACKAGE: Final = str(Path(spreadkit.__file__).parent)
_CODES: Final = frozenset({0, 1, SpreadkitError.exit_code, NothingToCheckError.exit_code})
_BINARY: Final = (b"%PDF", b"PK\x03\x04")


class Verdict(NamedTuple):
    """What is wrong, None for nothing: a kind, and where, by which the same fault is known again."""

    fault: tuple[str, str] | None
    detail: str
    seconds: float
    peak_mb: float
    news: frozenset[str]
    """Codes of rules and sentences that were said, without what they are about."""


class _HungError(BaseException):
    pass


def prepare() -> None:
    """Build the parser of the command line once instead of at every run: that takes longer than most runs."""
    typer.main.get_command = cache(typer.main.get_command)
    os.environ |= {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb", "GIT_CONFIG_NOSYSTEM": "1"}
    os.environ |= {"SPREADKIT_NO_CACHE": "1", "SPREADKIT_CACHE_DIR": f"{os.devnull}/none"}


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def judge(case: Case, folder: Path) -> Verdict:
    """Run a case in an empty folder, which is gone afterwards."""
    inside = lay_out(case, folder)
    before, peak, here = contents(inside), peak_mb(), Path.cwd()
    began = time.perf_counter()
    try:
        code, out, said, trace = _run(case.words, inside)
        seconds = time.perf_counter() - began
        fault, detail = _fault_of(case, code, out, said, trace) or _changes_of(case, folder, before, code) or (None, "")
        grown = peak_mb() - peak
        if fault is None and grown > MEMORY_MB:
            fault, detail = ("memory", verb_of(case.words)), f"{grown:.0f} MB"
    finally:
        os.chdir(here)
        shutil.rmtree(folder, ignore_errors=True)
    return Verdict(fault, detail, seconds, peak_mb(), _news(case, out, said))


def verb_of(words: tuple[str, ...]) -> str:
    """Return the verb of a command line as it stands in the recipes; nothing where it has none."""
    named = (" ".join(words[:2]), *words[:1], " ".join((*words[:1], "show")))
    return next((name for name in named if name in RECIPES), "")


def _run(words: tuple[str, ...], inside: Path) -> tuple[int | str | None, bytes, str, str]:
    """Run a command line, and return its exit code, what it printed, and where an exception came from."""
    streams = sys.stdin, sys.stdout, sys.stderr
    out, said = io.BytesIO(), io.BytesIO()
    printed = io.TextIOWrapper(out, "utf-8", "surrogateescape", write_through=True)
    told = io.TextIOWrapper(said, "utf-8", "backslashreplace", write_through=True)
    os.chdir(inside)
    sys.argv = ["spreadkit", "--debug", *words]
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), printed, told
    code: int | str | None = 0
    trace = ""
    try:
        with _alarm():
            main()
    except SystemExit as left:
        code = left.code
    except BaseException as error:  # noqa: BLE001 - whatever comes out is the fault that is looked for
        code, trace = 70, "".join(traceback.format_exception(error))
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        gc.unfreeze()
        gc.enable()
    printed.detach()
    told.detach()
    return code, out.getvalue(), said.getvalue().decode(), trace


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(_number: int, _frame: Any) -> None:
        raise _HungError

    before = {kind: signal.signal(kind, ring) for kind in (signal.SIGALRM, signal.SIGPROF)}
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, 6 * SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _fault_of(
    case: Case, code: int | str | None, out: bytes, said: str, trace: str
) -> tuple[tuple[str, str], str] | None:
    told = trace + said
    verb = verb_of(case.words)
    if "_HungError" in told:
        return ("hang", _place(told)), told
    if code not in _CODES:
        return ("traceback", _place(told)), told
    if "there is not enough memory" in said:
        return ("memory", verb), told
    if REPOSITORY in case.files and SECRET.split(b":")[0] in out + said.encode():
        return ("secret", verb), told
    if found := _WARNING.search(said):
        return ("warning", _SAID.sub("", found[0])), told
    text = "" if out.startswith(_BINARY) else out.decode("utf-8", "surrogateescape")
    for stream in (text, said):
        if found := _STEERING.search(stream) or _COMMAND.search(stream):
            return ("door", verb), repr(stream[max(0, found.start() - 200) : found.end() + 100])
    if code == 2 and not said.strip():
        return ("silence", verb), text
    if code in {0, 1} and _is_json(case.words) and text:
        return _fault_of_json(text, verb)
    return None


def _is_json(words: tuple[str, ...]) -> bool:
    return words[:1] == ("schema",) or _named(words, "-f", "--format")[-1:] == ["json"]


def _fault_of_json(text: str, verb: str) -> tuple[tuple[str, str], str] | None:
    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no JSON")

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError as error:
        return ("json", f"{verb} {error}"[:60]), text[-3000:]
    except RecursionError:
        return None
    return None


def _changes_of(
    case: Case, folder: Path, before: dict[str, bytes | str], code: int | str | None
) -> tuple[tuple[str, str], str] | None:
    """Say what was changed that must not be: beside the folder ever, in it by a verb that only reads."""
    verb = verb_of(case.words)
    if contents(folder / "outside") != {"secret.yaml": SECRET} or len(list(folder.iterdir())) > 2:
        return ("outside", verb), str(sorted(contents(folder)))
    recipe = RECIPES.get(verb)
    after = contents(folder / "inside")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    if recipe is None or recipe.writes is None or recipe.writes in case.words or case.links:
        return None
    named = _named(case.words, "-o", "--output", "--assets")
    if others := {name for name in changed if not any(_is_below(name, output) for output in named)}:
        return ("changed", verb), f"{sorted(others)} {code}"
    if code in {0, 1} and not _named(case.words, "-f", "--format") and "--assets" not in case.words:
        for name in changed:
            if name.endswith(".json") and (wrong := _fault_of_json(str(after[name], "utf-8", "surrogateescape"), verb)):
                return wrong
    return None


def _named(words: tuple[str, ...], *options: str) -> list[str]:
    """Return what stands behind these options."""
    return [second for first, second in pairwise(words) if first in options]


def _is_below(name: str, output: str) -> bool:
    output = os.path.normpath(output)
    return output in {".", name} or name.startswith(f"{output}/")


def _place(told: str) -> str:
    """Return the last place of the package in a traceback, without its line, and the type of the exception."""
    places = re.findall(rf'File "{re.escape(_PACKAGE)}/([^"]+)", line \d+, in (\S+)', told)
    places = [place for place in places if place[0] != "cli/app.py"] or places
    kinds = re.findall(r"^([A-Za-z_.]+(?:Error|Exception|Interrupt|Exit|Warning))\b", told, re.MULTILINE)
    return f"{':'.join(places[-1]) if places else '?'} {kinds[-1] if kinds else told.strip()[-60:]}"


def _news(case: Case, out: bytes, said: str) -> frozenset[str]:
    verb = verb_of(case.words)
    codes = {f"{verb} {found}" for found in _CODE.findall(out[:100_000].decode("utf-8", "replace"))}
    return frozenset(codes | {f"{verb} {_SAID.sub('', line[:200])[:80]}" for line in said.splitlines()[:5]})

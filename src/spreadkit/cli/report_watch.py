"""`spreadkit report --watch`: makes a report again whenever a file of its plan changes, until it is interrupted."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spreadkit.cli.saying import print_message
from spreadkit.cli.surroundings import time_of_day
from spreadkit.errors import SpreadkitError
from spreadkit.reading.questions import lose_witness
from spreadkit.words import by_number, count_of, some_of

if TYPE_CHECKING:
    from spreadkit.api.watching import FilesOfPlan, FileStates

_QUIET: Final = 50
_LONGEST: Final = 400
"""A change is acted on once nothing has changed for so long, and at the latest after this. In milliseconds."""

_LOOK: Final = 1000
"""So often the files are looked at though nobody told of a change, as on a disk of another machine. Milliseconds."""

_MOST_NAMED: Final = 3


class Made(NamedTuple):
    """What a report that was made says: how many findings the plan has, and the word of each verdict."""

    findings: int
    words: dict[str, str]


def make_again(plan: Path, output: Path, make: Callable[[], Made]) -> None:
    """Make a report, and again whenever a file of the plan changes. Returns when it is interrupted.

    A plan that cannot be read leaves what was written last, and says so once. Raises SpreadkitError where there is no
    plan to begin with, and where the library that watches is not installed.
    """
    lose_witness()  # what is made again and again is no run that can be said again
    if find_spec("watchfiles") is None:
        raise SpreadkitError("--watch needs watchfiles: pip install 'spreadkit[watch]'")
    try:
        _Watch(plan, output, make).run()
    except KeyboardInterrupt:
        print_message(f"{time_of_day()}  stopped watching; the last report stays")


class _Watch:
    """Watches the files of one plan, `seen` as they were last.

    `last` is what was made last; `said` is why nothing could be made since, where that is so.
    """

    def __init__(self, plan: Path, output: Path, make: Callable[[], Made]) -> None:
        from spreadkit.api.watching import files_of_plan

        self.plan, self.output, self.make = plan, output, make
        self.files = files_of_plan(plan).without(output)
        self.seen = self.files.states()
        self.last: Made | None = None
        self.said = ""

    def run(self) -> None:
        self._make("")
        print_message(f"{time_of_day()}  watching {count_of(len(self.seen), 'file')}; Ctrl-C ends it")
        while True:
            folders = self.files.folders()
            for _ in self._changes(folders):
                now = self.files.states()
                if now != self.seen:
                    changed = _changed(self.files, self.seen, now)
                    self.seen = now
                    self._look_again()
                    self._make(changed)
                if self.files.folders() != folders:
                    break

    def _changes(self, folders: "frozenset[Path]") -> Iterator[object]:
        """Go on at once, at every change in a folder, and now and then."""
        from watchfiles import watch

        yield None  # what changed before the folders were watched
        yield from watch(
            *folders,
            watch_filter=None,
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=False,
        )

    def _look_again(self) -> None:
        """Read which files there are now. Those of a plan that cannot be read are the ones from before, and its own."""
        from spreadkit.api.watching import files_of_plan

        try:
            found = files_of_plan(self.plan).without(self.output)
        except (SpreadkitError, OSError):
            return
        self.files = found if found.is_whole else found.joined(self.files)
        self.seen = {path: self.seen.get(path, state) for path, state in self.files.states().items()}

    def _make(self, changed: str) -> None:
        begin = f"{time_of_day()}  {changed}: " if changed else f"{time_of_day()}  "
        try:
            made = self.make()
        except (SpreadkitError, OSError) as error:
            if str(error) != self.said:
                self.said = str(error)
                stays = "; the last report stays" if self.last is not None else ""
                print_message(f"{begin}no report can be made{stays}: {error}")
            return
        if self.last is None:
            print_message(f'{begin}wrote "{self.output}"; {count_of(made.findings, "finding")} in the plan')
        else:
            again = "it can be made again; " if self.said else ""
            print_message(f"{begin}{again}{_moved(self.last, made)}")
        self.last, self.said = made, ""


def _changed(files: "FilesOfPlan", before: "FileStates", now: "FileStates") -> str:
    """Name the files that changed, came or went."""
    names = [
        f"{files.name(path)}{'' if path in before and path in now else ' (new)' if path in now else ' (gone)'}"
        for path in sorted({*before, *now})
        if before.get(path) != now.get(path)
    ]
    return some_of(names, most=_MOST_NAMED)


def _moved(before: Made, now: Made) -> str:
    """Say what a change moved: the number of findings, and each verdict whose word is another."""
    moved = []
    if before.findings != now.findings:
        number = abs(now.findings - before.findings)
        more = "more" if now.findings > before.findings else by_number(number, "less", "fewer")
        moved.append(f"{number} {more} {by_number(number, 'finding', 'findings')} ({now.findings} now)")
    for title, word in now.words.items():
        was = before.words.get(title)
        if was is not None and was != word:
            moved.append(f"{title} “{word}”, was “{was}”")
    return "; ".join(moved) if moved else "written again, no finding and no verdict moved"

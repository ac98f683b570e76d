"""Where Frameworks are found, with the vocabulary and the crosswalks between them.

The plan's own `frameworks/` folder comes first, then what is built in.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Final, Generic, TypeVar

from spreadkit.errors import SpreadkitError
from spreadkit.library.names import CONCEPTS_NAME, CROSSWALKS_FOLDER, SIGNPOSTS_NAME
from spreadkit.loading.loaded import (
    LoadedCrosswalk,
    LoadedFramework,
    LoadedPlan,
    LoadedSignposts,
    LoadedVocabulary,
)
from spreadkit.loading.loader import load_crosswalk, load_framework, load_signposts, load_vocabulary
from spreadkit.model.concepts import CONCEPTS_SCHEMA, Vocabulary
from spreadkit.model.crosswalk import Crosswalk
from spreadkit.model.framework import Framework
from spreadkit.model.plan import FrameworkUse
from spreadkit.model.signposts import SIGNPOSTS_SCHEMA, Signposts
from spreadkit.reading.files import (
    RefusedFileError,
    place_of,
    repository_left,
    repository_root,
    resolved,
    why_closed,
)
from spreadkit.reading.questions import Witness, changed_at, is_file, matching, tell, witnessed
from spreadkit.reading.shipped import builtin_frameworks, framework_paths
from spreadkit.words import did_you_mean

Read = TypeVar("Read")

_ID: Final = re.compile(r"[a-z0-9.-]{1,120}")


@dataclass(slots=True)
class _Remembered(Generic[Read]):
    """What was read, and what was asked of the file system for it."""

    read: Read
    witness: Witness


def _framework_at(path: Path, edition: str | None = None, *, top: Path | None = None) -> LoadedFramework | None:
    """Load the framework in a file; None where there is no such file.

    With an edition that the file does not hold, it is the older one that is kept beside it, if there is one. `top` is
    the folder that it must not lead out of; None for a file that the user named.
    """
    return _of_edition([path, *framework_paths([path.parent], path.stem, edition)], edition, top)


def open_framework(name: str, folder: Path) -> tuple[LoadedFramework, Framework]:
    """Load a framework by its id, as a plan in a folder finds it, or by the path of its file from the working folder.

    An edition after @ is allowed and must be the one that is there. Raises SpreadkitError where it cannot be had.
    """
    use = FrameworkUse.model_construct(use=name)
    loaded = _open_file(use.file, use.edition) if use.file else _open_called(use, Library(folder))
    if loaded.framework is None:
        raise SpreadkitError(
            f'"{loaded.source.name}" cannot be read as a framework; see: spreadkit check {loaded.source.name}'
        )
    if use.edition not in {None, loaded.framework.edition}:
        raise SpreadkitError(f'"{use.name}" is here as edition {loaded.framework.edition}, not {use.edition}')
    return loaded, loaded.framework


def framework_used(loaded: LoadedPlan, use: FrameworkUse, edition: str | None = None) -> LoadedFramework | None:
    """Load the framework that a plan names by id or path, in an edition if that is here, else as it is now.

    None where there is none that can be read, and where its file carries another id.
    """
    folder = loaded.path.parent
    if use.file is None:
        found = Library(folder).find(use.id, edition)
    else:
        found = (
            _framework_at(folder / use.file, edition, top=loaded.root)
            if loaded.files.get(use.file) == "there"
            else None
        )
    return found if found and found.framework and found.framework.id == use.id else None


class Library:
    """The Frameworks that a plan can name. A file is called after the id in it: `ihi-spread.yaml`."""

    def __init__(self, plan_folder: Path | None = None) -> None:
        self.folders = [builtin_frameworks()]
        self._top: Path | None = None
        if plan_folder is not None:
            self._add_own(plan_folder / "frameworks")

    @classmethod
    def beside(cls, path: Path) -> "Library":
        """Return the library that a framework, a crosswalk or a file of concepts belongs to: that of its own folder."""
        library = cls()
        folder = resolved(path).parent
        library._add_own(folder.parent if folder.name == CROSSWALKS_FOLDER else folder)
        return library

    def ids(self) -> list[str]:
        """Return the ids of all frameworks that can be found, in alphabetical order."""
        return sorted(
            {path.stem for folder in self.folders for path in self._files(folder) if is_framework_name(path.name)}
        )

    def find(self, framework_id: str, edition: str | None = None) -> LoadedFramework | None:
        """Load a framework by its id; None where no file is called after it, or it is no id at all.

        With an edition it is the file that holds it, be it an older one that is kept as `id@edition.yaml`; without, or
        where no file does, it is the current one.
        """
        if not _ID.fullmatch(framework_id) or not is_framework_name(f"{framework_id}.yaml"):
            return None
        return _of_edition(framework_paths(self.folders, framework_id, edition), edition, self._top)

    def own_files(self) -> list[Path]:
        """Return the files of frameworks, concepts and crosswalks that lie in the folders of a team."""
        own = [folder for folder in self.folders if folder != builtin_frameworks()]
        return [path for folder in own for place in (folder, folder / CROSSWALKS_FOLDER) for path in self._files(place)]

    def all(self) -> Iterator[LoadedFramework]:
        """Load every framework that can be found. Raises SpreadkitError where a folder of them cannot be seen."""
        self.refuse_closed()
        for framework_id in self.ids():
            loaded = self.find(framework_id)
            if loaded is not None:
                yield loaded

    def vocabulary(self) -> Vocabulary:
        """Return the concepts and situations that come with spreadkit, and after them those that the team adds."""
        return self._join(folder / CONCEPTS_NAME for folder in reversed(self.folders))

    def vocabulary_before(self, path: Path) -> Vocabulary:
        """Return the concepts and situations that a file of them adds to: none for those that come with spreadkit."""
        return self._join(self._read_before(path, CONCEPTS_NAME))

    def signposts(self) -> Signposts:
        """Return the signposts that come with spreadkit, and after them those that the team adds."""
        return self._join_signposts(folder / SIGNPOSTS_NAME for folder in reversed(self.folders))

    def signposts_before(self, path: Path) -> Signposts:
        """Return the signposts that a file of them adds to: none for those that come with spreadkit."""
        return self._join_signposts(self._read_before(path, SIGNPOSTS_NAME))

    def crosswalks(self) -> list[Crosswalk]:
        """Load every crosswalk that can be read. One of the team's own stands in for the built-in one of its name."""
        paths = [path for folder in reversed(self.folders) for path in self._files(folder / CROSSWALKS_FOLDER)]
        by_name = {path.name: path for path in paths}
        found = [_once(_crosswalk_once, path, self._top) for path in by_name.values()]
        return [loaded.crosswalk for loaded in found if loaded and loaded.crosswalk is not None]

    def refuse_closed(self) -> None:
        """Raise SpreadkitError where a folder of frameworks cannot be looked into: what is in it is not known."""
        for folder in self.folders:
            if why := why_closed(folder):
                raise SpreadkitError(f'the folder "{folder}" {why}')

    def _add_own(self, folder: Path) -> None:
        """Look into a folder first, unless it is that of the built-in frameworks itself."""
        if resolved(folder) != resolved(self.folders[-1]):
            self._top = repository_root(folder.parent)
            self.folders.insert(0, folder)

    def _files(self, folder: Path) -> list[Path]:
        """Return the files of a folder; none where it leads out of the repository."""
        try:
            place_of(folder, top=_top_of(folder, self._top))
        except RefusedFileError:
            return []
        return [] if why_closed(folder) else sorted([*matching(folder, "*.yaml"), *matching(folder, "*.yml")])

    def _read_before(self, path: Path, name: str) -> Iterator[Path]:
        """Go through the files of a name that are read before this one: what comes with spreadkit first."""
        files = [folder / name for folder in reversed(self.folders)]
        return takewhile(lambda file: resolved(file) != resolved(path), files)

    def _join_signposts(self, files: Iterable[Path]) -> Signposts:
        """Put together what the files of signposts hold that are there and can be read."""
        whole = Signposts.model_validate({"schema": SIGNPOSTS_SCHEMA})
        for path in files:
            loaded = _once(_signposts_once, path, self._top)
            if loaded is not None and loaded.signposts is not None:
                whole = whole.extended_by(loaded.signposts)
        return whole

    def _join(self, files: Iterable[Path]) -> Vocabulary:
        """Put together what the files of concepts hold that are there and can be read."""
        whole = Vocabulary.model_validate({"schema": CONCEPTS_SCHEMA})
        for path in files:
            loaded = _once(_vocabulary_once, path, self._top)
            if loaded is not None and loaded.vocabulary is not None:
                whole = whole.extended_by(loaded.vocabulary)
        return whole


def _of_edition(paths: Iterable[Path], edition: str | None, top: Path | None) -> LoadedFramework | None:
    """Load the first of these files that is there and holds the edition, else the first that is there."""
    first = None
    for path in paths:
        loaded = _once(_framework_once, path, top)
        if loaded and (edition is None or (loaded.framework and loaded.framework.edition == edition)):
            return loaded
        first = first or loaded
    return first


def _once(load: Callable[[Path, Path | None, int], _Remembered[Read]], path: Path, top: Path | None) -> Read | None:
    """Load a file that must not lead out of a folder, once as long as it is not changed; None where there is none."""
    try:
        found = load(path, _top_of(path.parent, top), changed_at(path)) if is_file(path) else None
    except OSError:
        return None
    if found is None:
        return None
    tell(found.witness)
    return found.read


def _top_of(folder: Path, top: Path | None) -> Path | None:
    """Return what a file must not lead out of: `top`, but for what comes with spreadkit, however it is installed."""
    built_in = builtin_frameworks()
    return None if folder in {built_in, built_in / CROSSWALKS_FOLDER} else top


def _open_called(use: FrameworkUse, library: Library) -> LoadedFramework:
    loaded = library.find(use.id, use.edition)
    if loaded is None:
        library.refuse_closed()
        hint = did_you_mean(use.id, library.ids())
        raise SpreadkitError(f'there is no framework "{use.id}"{hint}; see: spreadkit frameworks list')
    return loaded


def _open_file(path: str, edition: str | None) -> LoadedFramework:
    loaded = _framework_at(Path(path), edition, top=repository_left(Path(path)))
    if loaded is None:
        raise SpreadkitError(f'there is no file "{path}"; correct it, or begin one with: spreadkit frameworks new')
    return loaded


def is_framework_name(name: str) -> bool:
    """Whether a file of that name can be a framework of its own.

    The concepts are none, nor are signposts, a crosswalk (two ids joined by --), or an older edition that is kept
    (id@edition).
    """
    return name not in {CONCEPTS_NAME, SIGNPOSTS_NAME} and "--" not in name and "@" not in name


def _remembered(load: Callable[[], Read]) -> _Remembered[Read]:
    """Load something, and remember what was asked for it: whoever is given it again rests on the same answers."""
    witness = Witness()
    with witnessed(witness):
        return _Remembered(load(), witness)


@lru_cache(maxsize=64)
def _framework_once(path: Path, top: Path | None, _changed: int) -> _Remembered[LoadedFramework]:
    return _remembered(lambda: load_framework(path, top=top))


@lru_cache(maxsize=64)
def _vocabulary_once(path: Path, top: Path | None, _changed: int) -> _Remembered[LoadedVocabulary]:
    return _remembered(lambda: load_vocabulary(path, top=top))


@lru_cache(maxsize=64)
def _signposts_once(path: Path, top: Path | None, _changed: int) -> _Remembered[LoadedSignposts]:
    return _remembered(lambda: load_signposts(path, top=top))


@lru_cache(maxsize=64)
def _crosswalk_once(path: Path, top: Path | None, _changed: int) -> _Remembered[LoadedCrosswalk]:
    return _remembered(lambda: load_crosswalk(path, top=top))

"""Where the framework is that another one extends: beside it, or among those that come with spreadkit."""

from pathlib import Path
from typing import Any, Final, NamedTuple

from spreadkit.model.plan import FrameworkUse
from spreadkit.reading.files import resolved
from spreadkit.reading.questions import is_file
from spreadkit.reading.shipped import builtin_frameworks, framework_paths

_MAX_BASES: Final = 8


class BaseFiles(NamedTuple):
    """The framework that is extended, as it is named, and the files that may hold it, the likeliest first."""

    use: FrameworkUse
    paths: list[Path]


def find_base(path: Path, text: Any, *, root: Path, extended_by: tuple[Path, ...]) -> BaseFiles | str:
    """Find the files for what stands in `extends` of a framework, or say why there can be none.

    `extended_by` are the files that led here, this one included; `root` is the repository, which must not be left.
    """
    if not isinstance(text, str) or not text.strip():
        return "name the framework that this one extends, with its edition, as id@edition"
    use = FrameworkUse.model_construct(use=text.strip())
    if use.edition is None:
        return f'"{use.name}" is named without its edition; write "{use.name}@1", with the edition that is meant'
    if len(extended_by) > _MAX_BASES:
        return f"more than {_MAX_BASES} frameworks extend each other in a row up to here; make the chain shorter"
    return _existing(use, path.parent, root, extended_by)


def _existing(use: FrameworkUse, folder: Path, root: Path, extended_by: tuple[Path, ...]) -> BaseFiles | str:
    paths = [folder / use.file] if use.file else framework_paths([folder, builtin_frameworks()], use.id, use.edition)
    there = [path for path in paths if is_file(path)]
    if not there:
        return f'there is no framework "{use.name}" to extend; correct its name, or put its file beside this one'
    if use.file and not resolved(there[0]).is_relative_to(root):
        return f'"{use.file}" lies outside the repository; keep a framework and what it extends in one'
    others = [path for path in there if resolved(path) not in extended_by]
    return BaseFiles(use, others) if others else f'"{use.name}" leads back here; a framework cannot extend itself'

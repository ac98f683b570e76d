"""The texts beside a plan that are searched for data of patients, and which of its files cannot be searched."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from spreadkit.errors import SpreadkitError
from spreadkit.loading.loaded import LoadedPlan, display_name, file_state
from spreadkit.privacy.searched_texts import SearchedText
from spreadkit.reading.files import RefusedFileError, read_file, resolved

MOST_OF_A_TEXT: Final = 10_000_000
"""How many bytes a text beside a plan may have to be searched. The figure is ours."""

_TABLES: Final = (".csv", ".tsv")
_TEXTS: Final = (*_TABLES, ".md", ".txt", ".html", ".htm", ".json", ".yaml", ".yml", ".xml", ".rst", ".svg")
_BYTE_ORDERS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class _UnsearchedError(SpreadkitError):
    """A file cannot be searched. The message says why, as the end of a sentence."""


def read_texts_beside(loaded: LoadedPlan, more: Iterable[Path] = ()) -> None:
    """Read, once, the texts of the files that a plan names as evidence, guides and pages, and of `more` that it uses.

    Of what cannot be searched the reason is kept. Files that are missing or outside are told of by other rules.
    """
    if loaded.texts_beside is not None:
        return
    texts = list[SearchedText]()
    for path, name in _files_beside(loaded, more).items():
        try:
            texts += texts_in(path, loaded.root)
        except _UnsearchedError as error:
            loaded.unsearched[name] = str(error)
        except RefusedFileError as error:
            loaded.unsearched[name] = error.says
    loaded.texts_beside = tuple(texts)


def _files_beside(loaded: LoadedPlan, more: Iterable[Path]) -> dict[Path, str]:
    """Return the files that are there, each once, with the names to call them by; not those that are tables."""
    plan = loaded.readable
    pages = [page.file for page in plan.report.pages] if plan else []
    drawn = [plan.brand.logo] if plan and plan.brand and plan.brand.logo and _ending(plan.brand.logo) == ".svg" else []
    named = (name for name in (*loaded.files, *pages, *drawn) if file_state(loaded, name) == "there")
    files = {path: display_name(path) for path in more} | {loaded.path.parent / name: name for name in named}
    once = {resolved(path): path for path in files}
    return {path: files[path] for path in once.values() if path not in {mount.path for mount in loaded.mounts}}


def texts_in(path: Path, top: Path | None) -> Iterator[SearchedText]:
    """Go through the texts of one file; of a workbook its sheets."""
    name, ending = display_name(path), _ending(path.name)
    if ending in _TEXTS:
        text = _decoded(read_file(path, MOST_OF_A_TEXT, top=top))
        yield SearchedText(name, text, text, is_table=ending in _TABLES)
    elif ending == ".docx":
        from spreadkit.reading.documents import DocumentError, read_document

        try:
            text = read_document(path, top=top)
        except DocumentError as error:
            raise _UnsearchedError(str(error)) from None
        yield SearchedText(name, text, text, is_taken=True)
    elif ending == ".xlsx":
        yield from _sheets_in(path, name, top)
    else:
        raise _UnsearchedError("is of a kind that is not searched")


def _sheets_in(path: Path, name: str, top: Path | None) -> Iterator[SearchedText]:
    from spreadkit.reading.workbook_parts import WorkbookError
    from spreadkit.reading.workbooks import read_workbook

    try:
        sheets = read_workbook(path, top=top, with_titles=True)
    except WorkbookError as error:
        raise _UnsearchedError(f"cannot be searched: {error}") from None
    for sheet in sheets:
        rows = ("\t".join(" ".join(cell.split()) for cell in row) for row in sheet.rows.values())
        text = "\n".join(rows)
        yield SearchedText(name, text, text, is_table=True, is_taken=True)


def _decoded(content: bytes) -> str:
    if len(content) > MOST_OF_A_TEXT:
        raise _UnsearchedError(f"is larger than {MOST_OF_A_TEXT // 1_000_000} MB")
    text = content.decode(_BYTE_ORDERS.get(content[:2]) or _BYTE_ORDERS.get(content[:3]) or "utf-8", "replace")
    if "\0" in text:
        raise _UnsearchedError("is no text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ending(name: str) -> str:
    return Path(name).suffix.lower()

"""Files beside a plan that go into its report as they are: the logo, and the team's own pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from spreadkit.brand.logos import MOST_LOGO_BYTES, why_no_logo
from spreadkit.loading.loaded import LoadedPlan, display_name, file_state, why_outside
from spreadkit.model.plan import Plan
from spreadkit.privacy.searched_texts import SearchedText
from spreadkit.reading.files import RefusedFileError, read_file

_MOST_OF_A_PAGE: Final = 50_000
"""How many bytes a page of the team's own may have. The figure is ours."""


MOST_OF_A_TEXT: Final = 1_000_000
"""How many bytes of a text beside a plan are looked through for the data of patients. The figure is ours."""

TABLE_ENDINGS: Final = (".csv", ".tsv")
TEXT_ENDINGS: Final = (*TABLE_ENDINGS, ".md", ".txt", ".html", ".htm", ".json", ".yaml", ".yml", ".xml", ".rst", ".svg")


class AttachedFile(NamedTuple):
    """A file that goes into the report; what is in it, or why it cannot, as the end of a sentence."""

    content: bytes
    why_not: str = ""


def attach(loaded: LoadedPlan) -> dict[str, AttachedFile]:
    """Read the files that go into the report of a plan, by the names that it gives them."""
    plan = loaded.plan
    return {} if plan is None else {name: _read(loaded, name, most, look) for name, most, look in _wanted(plan)}


def _wanted(plan: Plan) -> Iterator[tuple[str, int, Callable[[str, bytes], str]]]:
    if plan.brand and plan.brand.logo:
        yield plan.brand.logo, MOST_LOGO_BYTES, why_no_logo
    for page in plan.report.pages:
        yield page.file, _MOST_OF_A_PAGE, _why_no_page


def _read(loaded: LoadedPlan, name: str, most: int, look: Callable[[str, bytes], str]) -> AttachedFile:
    state = file_state(loaded, name)
    if state in {"outside", "misspelt"}:
        return AttachedFile(b"", why_outside(loaded, name))
    if state == "missing":
        return AttachedFile(b"", "is not there beside the plan; add it, or correct the name")
    try:
        content = read_file(loaded.path.parent / name, most, top=loaded.root)
    except RefusedFileError as error:
        return AttachedFile(b"", error.says)
    why = look(name, content)
    return AttachedFile(b"" if why else content, why)


def _why_no_page(name: str, content: bytes) -> str:
    if not name.lower().endswith(".md"):
        return "is not a Markdown file; its name must end in .md"
    if len(content) > _MOST_OF_A_PAGE:
        return f"is larger than {_MOST_OF_A_PAGE // 1000} kB; make several pages of it"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "is not written in UTF-8; save it anew as UTF-8"
    return ""


def texts_beside(loaded: LoadedPlan) -> tuple[SearchedText, ...]:
    """Read the texts of the files that a plan names as evidence, guides and pages of its own, each once.

    What is no text, lies outside, or is larger than a megabyte is left out.
    """
    if loaded.beside is None:
        pages = [page.file for page in loaded.plan.report.pages] if loaded.plan else []
        names = dict.fromkeys([*loaded.files, *pages])
        mounted = {mount.path for mount in loaded.mounts}
        paths = {name: loaded.path.parent / name for name in names if name.lower().endswith(TEXT_ENDINGS)}
        texts = (_text_at(loaded, name, path) for name, path in paths.items() if path not in mounted)
        loaded.beside = tuple(text for text in texts if text is not None)
    return loaded.beside


def _text_at(loaded: LoadedPlan, name: str, path: Path) -> SearchedText | None:
    if file_state(loaded, name) != "there":
        return None
    try:
        content = read_file(path, MOST_OF_A_TEXT, top=loaded.root)
    except RefusedFileError:
        return None
    if len(content) > MOST_OF_A_TEXT:
        return None
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    return SearchedText(display_name(path), text, text, is_table=name.lower().endswith(TABLE_ENDINGS))

"""Files beside a plan that go into its report as they are: the logo, and the team's own pages."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from spreadkit.brand.logos import MOST_LOGO_BYTES, why_no_logo
from spreadkit.loading.loaded import LoadedPlan, file_state, why_outside
from spreadkit.model.plan import Plan
from spreadkit.reading.files import RefusedFileError, read_file

_MOST_OF_A_PAGE: Final = 50_000
"""How many bytes a page of the team's own may have. The figure is ours."""


class AttachedFile(NamedTuple):
    """A file that goes into the report; what is in it, or why it cannot, as the end of a sentence."""

    content: bytes
    why_not: str = ""


def attach(loaded: LoadedPlan) -> dict[str, AttachedFile]:
    """Read the files that go into the report of a plan, by the names that it gives them."""
    plan = loaded.readable
    return {} if plan is None else {name: _read(loaded, name, most, look) for name, most, look in _wanted(plan)}


def attached_names(plan: Plan) -> list[str]:
    """Return the names of the files that go into the report of a plan, there or not."""
    return [name for name, *_ in _wanted(plan)]


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

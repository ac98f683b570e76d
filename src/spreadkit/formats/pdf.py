"""PDF: the printed HTML, tagged for screen readers. The extra `pdf`; nothing outside is asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from logging import getLogger
from typing import Any, Final

from spreadkit.errors import SpreadkitError
from spreadkit.formats import Format, html
from spreadkit.formats._extras import need
from spreadkit.model.report import Report

FORMAT: Final = Format(endings=(".pdf",))

_VARIANT: Final = "pdf/ua-1"

_ROWS: Final = frozenset({"/TR", "/THead", "/TBody", "/TFoot"})

_NO_PANGO: Final = (
    'the format "pdf" needs Pango, which sets the type: on Debian or Ubuntu, apt install libpango-1.0-0 '
    "libpangoft2-1.0-0 libharfbuzz-subset0; on a Mac, brew install pango; for Windows see "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html. Or open the HTML report in a browser and "
    "print it to a PDF"
)


def render_report(report: Report, _assets: str | None = None) -> bytes:
    """Write a report as a PDF. The same report gives the same bytes, with the same fonts at hand.

    Raises:
        SpreadkitError: WeasyPrint, or Pango below it, is not installed.
    """
    need("pdf", package="WeasyPrint", module="weasyprint")
    library = _library()
    nothing_outside = library.urls.URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    page = library.HTML(string=html.render_report(report), url_fetcher=nothing_outside)
    with _quiet():
        drawn = page.render(pdf_variant=_VARIANT)
        if report.as_of is not None:
            drawn.metadata.created = drawn.metadata.modified = report.as_of.isoformat()
        content: bytes = drawn.write_pdf(pdf_variant=_VARIANT, finisher=_mend_structure)
    return content


def _mend_structure(_document: Any, pdf: Any) -> None:
    """Change what PDF/UA does not allow in the tree of tags that WeasyPrint makes."""
    elements = {thing.reference: thing for thing in pdf.objects if _is_element(thing)}
    _lift_items_of_lists(elements)
    for element in elements.values():
        if element["S"] == "/Table" and not _has_rows(element, elements):
            element["S"] = "/Div"  # round a caption, which it sets apart from its table
        elif element["S"] == "/Caption" and elements.get(element["P"], {}).get("S") == "/Div":
            element["S"] = "/P"


def _has_rows(element: Any, elements: Mapping[Any, Any]) -> bool:
    return any(elements[kid]["S"] in _ROWS for kid in element["K"] if kid in elements)


def _lift_items_of_lists(elements: Mapping[Any, Any]) -> None:
    """Take the items of a list out of the groups that HTML allows in `dl`: PDF/UA allows nothing but items there."""
    for parent in elements.values():
        if parent["S"] != "/L":
            continue
        kids = list[Any]()
        for reference in parent["K"]:
            group = elements.get(reference)
            if group is None or group["S"] != "/Div":
                kids.append(reference)
                continue
            for inner in group["K"]:
                elements[inner]["P"] = parent.reference
            kids += group["K"]
        parent["K"][:] = kids


def _is_element(thing: Any) -> bool:
    return isinstance(thing, dict) and "S" in thing


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back the many warnings about what only browsers know in the style sheet."""
    logger = getLogger("weasyprint")
    was_disabled, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = was_disabled


def _library() -> Any:
    """Load WeasyPrint, which prints to stdout what it cannot load before it says so."""
    try:
        with redirect_stdout(StringIO()):
            import weasyprint.urls
    except OSError:
        raise SpreadkitError(_NO_PANGO) from None
    return weasyprint

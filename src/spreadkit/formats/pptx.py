"""Slides: a report on pages, one message a slide, with real titles and pictures with their words. The extra `pptx`."""

from typing import Final

from spreadkit.formats import Format
from spreadkit.formats._extras import need
from spreadkit.model.report import Report

FORMAT: Final = Format(endings=(".pptx",))


def render_report(report: Report, _assets: str | None = None) -> bytes:
    """Write a report as slides. The same report gives the same bytes.

    Raises:
        SpreadkitError: python-pptx is not installed.
    """
    need("pptx", package="python-pptx", module="pptx")
    from spreadkit.formats._slides import slides_of

    return slides_of(report)

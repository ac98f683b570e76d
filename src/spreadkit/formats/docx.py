"""Word: real headings, tables and alternative texts, so that anybody can go on writing in it. The extra `docx`."""

from typing import Final

from spreadkit.formats import Format
from spreadkit.formats._extras import need
from spreadkit.model.report import Report

FORMAT: Final = Format(endings=(".docx",))


def render_report(report: Report, _assets: str | None = None) -> bytes:
    """Write a report as a Word document. The same report gives the same bytes.

    Raises:
        SpreadkitError: python-docx is not installed.
    """
    need("docx", package="python-docx", module="docx")
    from spreadkit.formats._word import document_of

    return document_of(report)

"""The file around what an office program reads: its parts in order of their names, without the time it was packed."""

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from spreadkit.formats._word_text import word_text
from spreadkit.model.report import Report

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""

_UNIX: Final = 3
_READABLE: Final = 0o644 << 16

LONGEST_PROPERTY: Final = 255
"""Characters. The format allows no more in the title of a file."""


def describe(properties: Any, report: Report) -> None:
    """Say in a file's core properties what it is. Its date is the day it holds for; without one it has none."""
    properties.title = word_text(report.title)[:LONGEST_PROPERTY]
    properties.subject = report.name
    properties.author = properties.last_modified_by = word_text(report.generator)[:LONGEST_PROPERTY]
    properties.comments = properties.keywords = properties.category = ""
    properties.language = "en-GB"
    properties.revision = 1
    if report.as_of is not None:
        properties.created = properties.modified = datetime.combine(report.as_of, time())
        return
    for dated in properties._element.xpath("./dcterms:*"):
        dated.getparent().remove(dated)


def packed(save: Callable[[BytesIO], object]) -> bytes:
    """Return the file that `save` writes: its parts in order of their names, with no time in it but its properties'."""
    made, kept = BytesIO(), BytesIO()
    save(made)
    with ZipFile(made) as parts, ZipFile(kept, "w") as file:
        for name in sorted(parts.namelist()):
            entry = ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, ZIP_DEFLATED
            file.writestr(entry, parts.read(name))
    return kept.getvalue()

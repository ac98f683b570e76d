"""The file around a Word document: what the library's template brings and nobody needs goes, and so does the clock."""

from datetime import datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

from spreadkit.formats._word_text import word_text
from spreadkit.model.report import Report

_LONGEST_PROPERTY: Final = 255
"""Characters. The format allows no more in the title of a file."""

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""

_UNIX: Final = 3
_READABLE: Final = 0o644 << 16

_LEFTOVERS: Final = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")


def describe(document: Document, report: Report) -> None:
    """Say in the file's properties what it is. Its date is the day it holds for; without one it has none."""
    properties = document.core_properties
    properties.title = word_text(report.title)[:_LONGEST_PROPERTY]
    properties.subject = report.name
    properties.author = properties.last_modified_by = word_text(report.generator)[:_LONGEST_PROPERTY]
    properties.comments = properties.keywords = properties.category = ""
    properties.language = "en-GB"
    properties.revision = 1
    if report.as_of is not None:
        properties.created = properties.modified = datetime.combine(report.as_of, time())
        return
    for dated in document.part.package.core_properties._element.xpath("./dcterms:*"):
        dated.getparent().remove(dated)


def strip(document: Document) -> None:
    """Take out what the template has of its own: a picture of itself, the program that made it, old styles."""
    for part in (document.part.package, document.part):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _LEFTOVERS:
                del part.rels[name]


def packed(document: Document) -> bytes:
    """Return the file: its parts in order of their names, with no time in it but that of the properties."""
    made, kept = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as parts, ZipFile(kept, "w") as file:
        for name in sorted(parts.namelist()):
            entry = ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, ZIP_DEFLATED
            file.writestr(entry, parts.read(name))
    return kept.getvalue()

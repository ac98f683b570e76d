"""The file around a Word document: what the library's template brings and nobody needs goes, and so does the clock."""

from datetime import datetime, time
from typing import Final

from docx.document import Document

from spreadkit.formats._office_package import LONGEST_PROPERTY
from spreadkit.formats._word_text import word_text
from spreadkit.model.report import Report

_LEFTOVERS: Final = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")


def describe(document: Document, report: Report) -> None:
    """Say in the file's properties what it is. Its date is the day it holds for; without one it has none."""
    properties = document.core_properties
    properties.title = word_text(report.title)[:LONGEST_PROPERTY]
    properties.subject = report.name
    properties.author = properties.last_modified_by = word_text(report.generator)[:LONGEST_PROPERTY]
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

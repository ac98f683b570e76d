"""The file around a Word document: what the library's template brings and nobody needs goes, and so does the clock."""

from typing import Final

from docx.document import Document

_LEFTOVERS: Final = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")


def strip(document: Document) -> None:
    """Take out what the template has of its own: a picture of itself, the program that made it, old styles."""
    for part in (document.part.package, document.part):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _LEFTOVERS:
                del part.rels[name]

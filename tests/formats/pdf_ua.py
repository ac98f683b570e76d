"""What a program can tell of a PDF against PDF/UA-1 (ISO 14289-1): checkpoints of the Matterhorn Protocol 1.1.

veraPDF, which makes the same checks, comes from no registry that this machine reaches. Each failure names its
checkpoint, so that it can be looked up.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

_HEADINGS = tuple(f"H{level}" for level in range(1, 7))
_GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"}
_STANDARD = {
    *_GROUPING,
    *_HEADINGS,
    *("P", "H", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote"),
    *("Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Figure", "Formula", "Form"),
}
_PAINTING = {
    *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "Tj", "TJ", "'", '"'),
}


def failures_of(content: bytes) -> list[str]:
    """Return what is wrong with a PDF, one line a fault, without doubles."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [*_of_document(pdf), *_of_structure(pdf)]
        for number, page in enumerate(pdf.pages, start=1):
            found += [f"page {number}: {fault}" for fault in _of_page(page)]
    return list(dict.fromkeys(found))


def _of_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "06-003: it is not marked as tagged"
    if root.get("/MarkInfo", {}).get("/Suspects"):
        yield "02-003: its tags are suspect"
    if not str(root.get("/Lang", "")):
        yield "11-006: no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "07-001: the title is not what a viewer shows"
    with pdf.open_metadata() as metadata:
        if str(metadata.get("pdfuaid:part", "")) != "1":
            yield "06-002: it does not say that it is PDF/UA-1"
        if not str(metadata.get("dc:title", "")):
            yield "06-004: no title in its metadata"
    if "/StructTreeRoot" not in root:
        yield "06-003: no tree of its structure"


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        yield kid
        yield from _elements(kid)


def _kind(element: Any, roles: Any) -> str:
    kind = str(element["/S"])[1:]
    seen = set[str]()
    while kind not in _STANDARD and f"/{kind}" in roles and kind not in seen:
        seen.add(kind)
        kind = str(roles[f"/{kind}"])[1:]
    return kind


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    roles = tree.get("/RoleMap", {})
    before = 0
    for element in _elements(tree):
        kind = _kind(element, roles)
        if kind not in _STANDARD:
            yield f"02-001: {kind} is no standard type, and maps to none"
        if kind in {"Figure", "Formula"} and not (str(element.get("/Alt", "")) or str(element.get("/ActualText", ""))):
            yield f"13-004: a {kind} without words in its place"
        if kind in _HEADINGS:
            level = int(kind[1])
            if level > before + 1:
                yield f"14-003: H{level} follows {f'H{before}' if before else 'no heading'}"
            before = level
        yield from _of_element(element, kind, roles)


_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
}


def _of_element(element: Any, kind: str, roles: Any) -> Iterator[str]:
    wanted = _PARENTS.get(kind)
    parent = element.get("/P")
    if wanted and parent is not None and "/S" in parent and _kind(parent, roles) not in wanted:
        yield f"09-004: {kind} in {_kind(parent, roles)}"
    if kind == "Table":
        yield from _of_table(element, roles)
    if kind == "L":
        strangers = {_kind(kid, roles) for kid in _kids(element)} - {"LI", "L", "Caption"}
        if strangers:
            yield f"09-005: {', '.join(sorted(strangers))} in a list"
    if kind == "Link" and not any("/Obj" in kid for kid in _references(element)) and not list(_kids(element)):
        yield "28-004: a Link without its annotation"


def _references(element: Any) -> list[Any]:
    kids = element.get("/K")
    listed = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]


def _of_table(table: Any, roles: Any) -> Iterator[str]:
    rows = [element for element in _elements(table) if _kind(element, roles) == "TR"]
    heads = [cell for row in rows for cell in _kids(row) if _kind(cell, roles) == "TH"]
    if not heads:
        yield "15-003: a table without a head"
    if not all(_has(head, "/Scope") for head in heads) and not all(
        _has(cell, "/Headers") for row in rows for cell in _kids(row) if _kind(cell, roles) == "TD"
    ):
        yield "15-003: neither do all heads of a table say what they are the head of, nor all cells which are theirs"
    widths = {sum(_span(cell) for cell in _kids(row)) for row in rows}
    if len(widths) > 1 and not any(_row_span(cell) > 1 for row in rows for cell in _kids(row)):
        yield f"09-002: the rows of a table have {', '.join(map(str, sorted(widths)))} cells"


def _has(cell: Any, name: str) -> bool:
    attributes = cell.get("/A")
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(isinstance(item, pikepdf.Dictionary) and name in item for item in listed)


def _span(cell: Any, name: str = "/ColSpan") -> int:
    attributes = cell.get("/A")
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    spans = [int(item[name]) for item in listed if isinstance(item, pikepdf.Dictionary) and name in item]
    return spans[0] if spans else 1


def _row_span(cell: Any) -> int:
    return _span(cell, "/RowSpan")


def _of_page(page: pikepdf.Page) -> Iterator[str]:
    annotations = list(page.obj.get("/Annots", []))
    if annotations and str(page.obj.get("/Tabs", "")) != "/S":
        yield "28-009: the order of its annotations is not that of its structure"
    for annotation in annotations:
        if not str(annotation.get("/Contents", "")):
            yield "28-005: an annotation without words in its place"
        if "/StructParent" not in annotation:
            yield "28-002: an annotation outside of the structure"
    yield from _of_fonts(page.obj.get("/Resources", {}).get("/Font", {}))
    yield from _of_content(page)


def _of_fonts(fonts: Any) -> Iterator[str]:
    for name in fonts:
        font = fonts[name]
        inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor", {})
        if not any(file in described for file in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"31-009: the font {font.get('/BaseFont')} is not in the file"
        if "/ToUnicode" not in font:
            yield f"10-001: the font {font.get('/BaseFont')} does not say which letters it shows"


def _of_content(page: pikepdf.Page) -> Iterator[str]:
    marks = list[bool]()
    """For each level of marked content: whether it is tagged or an artefact."""
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            kind = str(instruction.operands[0])
            more = instruction.operands[1] if operator == "BDC" else None
            is_tagged = isinstance(more, pikepdf.Dictionary) and "/MCID" in more
            if kind == "/Artifact" and any(marks):
                yield "01-001: an artefact inside of tagged content"
            marks.append(kind == "/Artifact" or is_tagged)
        elif operator == "EMC":
            marks.pop()
        elif operator in _PAINTING and not any(marks):
            yield f"01-005: content that is neither tagged nor an artefact ({operator})"

"""What sites sent back, as JSON: every row, every refusal.

Version 1: the first.
"""

from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump
from spreadkit.model.collection import CollectedPart, Collection, Refusal, ReturnedRow, ReturnLocation, RowVerdict

_VERSION: Final = 1


def render_collection(collection: Collection, _screen: Screen = PLAIN) -> str:
    """Write the rows in the order in which they came back."""
    data = {
        "version": _VERSION,
        "plan": collection.plan,
        "as_of": collection.as_of.isoformat(),
        "files": list(collection.files),
        "sound": collection.is_sound,
        "written": list(collection.written),
        "summary": {
            **{verdict.value: len(collection.those(verdict)) for verdict in RowVerdict},
            "refused": len(collection.refused),
        },
        "tables": [_table(table) for table in collection.tables],
        "rows": [_row(row) for row in collection.rows],
        "refused": [_refusal(refusal) for refusal in collection.refused],
        "remarks": list(collection.remarks),
    }
    return dump(data)


def _table(table: CollectedPart) -> dict[str, Any]:
    return {"id": table.table, "title": table.title, "sites": table.sites, "silent": list(table.silent)}


def _row(row: ReturnedRow) -> dict[str, Any]:
    return {
        "verdict": row.verdict.value,
        "table": row.table,
        "date": row.date.isoformat(),
        "site": row.site,
        "change": row.change,
        "cells": dict(row.cells),
        "old": dict(row.old),
        "file": row.file,
        "from": _place(row.place),
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "slug": refusal.slug,
        "message": refusal.message,
        "table": refusal.table,
        "from": _place(refusal.place),
        **({"places": [_place(place) for place in refusal.places]} if refusal.places else {}),
    }


def _place(place: ReturnLocation) -> dict[str, Any]:
    return {
        "file": place.file,
        "sheet": place.sheet,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
    }

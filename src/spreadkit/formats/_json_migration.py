"""What going over to other editions does to a plan, as JSON: one entry for each answer and each copy of one.

Version 1: the first.
"""

from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump
from spreadkit.model.migration import CarriedAnswer, EditionChange, Migration

_VERSION: Final = 1


def render_migration(migration: Migration, _screen: Screen = PLAIN) -> str:
    """Write the frameworks in the plan's order."""
    data = {
        "version": _VERSION,
        "plan": migration.plan,
        "written": list(migration.written),
        "up_to_date": list(migration.up_to_date),
        "frameworks": [_change(change) for change in migration.changes],
    }
    return dump(data)


def _change(change: EditionChange) -> dict[str, Any]:
    return {
        "id": change.framework,
        "from": change.old,
        "to": change.new,
        "compared": change.is_compared,
        "answers": [_answer(answer) for answer in change.answers],
        "references": [
            *({"route": list(route), "to": text, "appended": False} for route, text in change.references),
            *({"route": list(route), "to": text, "appended": True} for route, text in change.appended),
        ],
    }


def _answer(carried: CarriedAnswer) -> dict[str, Any]:
    return {
        "id": carried.id,
        "to": carried.to,
        "copy": carried.is_copy,
        "parked": carried.to is None,
        "recheck": carried.to is not None and bool(carried.why),
        "why": list(carried.why),
        "levels": [{"route": list(route), "to": level} for route, level in carried.levels.items()],
    }

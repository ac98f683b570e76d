"""Small plans with adoption events, for the tests of what is made of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from spreadkit.model.plan import Plan

AS_OF = date(2026, 6, 30)

Event = tuple[str, str, str, str]
"""Date, site, change, stage."""


def plan_of(events: Iterable[Event] = (), **parts: Any) -> Plan:
    """Make a plan of three sites and two core changes, with these events; `parts` replace parts of it."""
    whole: dict[str, Any] = {
        "schema": "spreadkit/plan@1",
        "title": "Huddles",
        "package": {
            "version": "1",
            "changes": {
                "huddle": {"title": "Huddle", "core": "yes"},
                "check": {"title": "Check", "core": "yes"},
                "board": {"title": "Board", "core": "no"},
            },
        },
        "people": {"nk": {"name": "Nadia Khan"}},
        "waves": {"wave-1": {"start": "2026-01-05", "end": "2026-06-30"}},
        "sites": [site("ash"), site("elm"), site("oak")],
        "adoption": [event(*each) for each in events],
    }
    return Plan.model_validate({**whole, **parts})


def site(name: str, **more: str) -> dict[str, str]:
    return {"id": name, "name": f"{name.capitalize()} Ward", "wave": "wave-1", "lead": "nk", **more}


def event(on: str, at: str, change: str, stage: str, **more: str) -> dict[str, str]:
    return {"date": on, "site": at, "change": change, "stage": stage, **more}


def whole(at: str, on: str, stage: str = "implemented") -> list[Event]:
    """Both core changes of a site at a stage, on one day."""
    return [(on, at, "huddle", stage), (on, at, "check", stage)]

"""Where each field of a sentence comes from: the route in the plan to what its figure was made from."""

from collections.abc import Mapping
from typing import Final

_ADOPTION: Final = ("adoption",)
_SITES: Final = ("sites",)
_WAVES: Final = ("waves",)
_DATA: Final = ("measures", "*", "data")

_ROUTES: Final[Mapping[str, tuple[str, ...]]] = {
    "there": _ADOPTION,
    "ever": _ADOPTION,
    "stale": _ADOPTION,
    "held": _ADOPTION,
    "made": _ADOPTION,
    "overdue": _ADOPTION,
    "due_now": _ADOPTION,
    "since": _ADOPTION,
    "begun": _ADOPTION,
    "check": _ADOPTION,
    "what": _ADOPTION,
    "of": _SITES,
    "on_record": _SITES,
    "no_record": _SITES,
    "name": _SITES,
    "names": _SITES,
    "n": _SITES,
    "reach": ("successful-sites",),
    "due": _WAVES,
    "need": _WAVES,
    "wave": _WAVES,
    "start": _WAVES,
    "day": _WAVES,
    "by": ("aim", "by"),
    "ended": ("ended",),
    "rest": ("paused",),
    "waits": ("actions",),
    "cause": ("obstacles",),
    "obstacles": ("obstacles",),
    "until": ("obstacles",),
    "high": _ADOPTION,
    "last": _DATA,
    "before": _DATA,
    "count": _DATA,
    "periods": _DATA,
    "missing": _DATA,
    "unread": _DATA,
    "rows": _DATA,
    "month": _DATA,
    "first": _DATA,
    "target": ("measures", "*", "target"),
    "noun": ("measures", "*", "title"),
    "balancing": ("measures",),
    "nouns": ("measures",),
    "says": ("measures", "*", "published"),
    "earlier": ("measures", "*", "published"),
    "when": ("measures", "*", "published"),
    "then": ("measures", "*", "published"),
    "checked": ("measures", "*", "checked"),
    "checked_on": ("measures", "*", "checked"),
    "errors": (),
    "table": (),
    "values": _DATA,
    "tables": _DATA,
    "more": _ADOPTION,
    "fewer": _DATA,
    "events": _DATA,
    "on": _ADOPTION,
    "kept": _ADOPTION,
    "many": _SITES,
    "few": _ADOPTION,
    "who": ("people",),
    "whom": ("people",),
    "note": ("support",),
    "measure": _DATA,
    "unit": _DATA,
    "word": _ADOPTION,
    "days": ("people",),
    "within": ("support",),
    "why": ("actions",),
}


def route_of(field: str, measure: str) -> tuple[str, ...]:
    """Return the route of a field of a sentence, for the plan whose aim has this measure."""
    return tuple(measure if part == "*" else part for part in _ROUTES[field])

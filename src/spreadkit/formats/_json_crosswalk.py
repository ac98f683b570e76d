"""A crosswalk as JSON: one entry for each criterion, with every match and the level that is proposed, if any.

Version 1: the first.
"""

from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump, unread_as_json
from spreadkit.model.crossing import CrossedCriterion, Crossing, Match

_VERSION: Final = 1


def render_crosswalk(crossing: Crossing, _screen: Screen = PLAIN) -> str:
    """Write the criteria in the framework's order."""
    data = {
        "version": _VERSION,
        "plan": crossing.plan,
        "framework": crossing.framework,
        "edition": crossing.edition,
        "taken_from": list(crossing.taken_from),
        "unread": unread_as_json(crossing.unread),
        "criteria": [_criterion(criterion) for criterion in crossing.criteria],
    }
    return dump(data)


def _criterion(criterion: CrossedCriterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "standing": criterion.standing,
        "proposed": criterion.best.proposed if criterion.best else None,
        "matches": [_match(match) for match in criterion.matches],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "from": match.source,
        "level": match.level,
        "strength": match.strength.value,
        "by": match.by,
        "because": match.because,
        "proposed": match.proposed,
        "translated": match.translated,
    }

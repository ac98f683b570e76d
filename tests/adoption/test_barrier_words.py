"""An obstacle that a row names is shown in words, whether the row has its id or its words."""

from datetime import date

import pytest

from spreadkit.adoption.barriers import words_of
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.plan import PLAN_SCHEMA, Plan


@pytest.mark.parametrize("said", ["ward-move", "ward move", "Ward  move", "The ward is to move"])
@pytest.mark.parametrize(("short", "words"), [({"short": "the move"}, "the move"), ({}, "The ward is to move")])
@pytest.mark.parametrize("state", ["open", "removed"])
def test_obstacle_is_shown_in_words(said: str, short: dict[str, str], words: str, state: str) -> None:
    obstacle = {"what": "The ward is to move", "state": state, **short}
    plan = Plan.model_validate({"schema": PLAN_SCHEMA, "title": "T", "obstacles": {"ward-move": obstacle}})

    row = AdoptionEvent(date=date(2026, 6, 1), site="ash", change="huddle", stage=AdoptionStage.PAUSED, barrier=said)

    assert words_of(plan, row) == words

"""What lies in the past cannot be moved: it is recorded as it was, with who accepts it and why."""

from datetime import date
from typing import Final

from spreadkit.model.people import Acceptance
from spreadkit.rules._subject import Subject

RECORD_IT: Final = "leave the day as it was, and say under accepted who accepts it, and why"


def instead_of_moving(subject: Subject, day: date, ahead: str) -> str:
    """Return what to do about a day: the advice given while it lies ahead, else to record it as it was."""
    return RECORD_IT if day <= subject.as_of else ahead


def was_accepted(subject: Subject, day: date, accepted: Acceptance | None) -> bool:
    """Whether what happened on a day is accepted as it was. What still lies ahead can be changed, so it is not."""
    return accepted is not None and day <= subject.as_of

"""How far each Site has come with each Change: Adoption events, and adaptations."""

from enum import StrEnum
from typing import ClassVar, Final, Literal

from spreadkit.model.base import ROW_CONFIG, Date, DateOrUnknown, FileModel, Id, Many, Text
from spreadkit.record import record


class AdoptionStage(StrEnum):
    """How far a Site has come with a Change. Having no event at all is 'unknown'."""

    NOT_STARTED = "not-started"
    AWARE = "aware"
    COMMITTED = "committed"
    TESTING = "testing"
    IMPLEMENTING = "implementing"
    IMPLEMENTED = "implemented"
    SUSTAINED = "sustained"
    PAUSED = "paused"
    DECLINED = "declined"
    DISCONTINUED = "discontinued"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        """The stage as people say it."""
        return self.value.replace("-", " ")


LADDER: Final = (
    AdoptionStage.NOT_STARTED,
    AdoptionStage.AWARE,
    AdoptionStage.COMMITTED,
    AdoptionStage.TESTING,
    AdoptionStage.IMPLEMENTING,
    AdoptionStage.IMPLEMENTED,
    AdoptionStage.SUSTAINED,
)
"""The stages on the way, least first. The others are off it."""

STOPPED: Final = frozenset({AdoptionStage.PAUSED, AdoptionStage.DECLINED, AdoptionStage.DISCONTINUED})
"""Stages at which a site does not, or no longer, do anything with a change."""


class Reason(StrEnum):
    """Why a Site does not take something up, or not yet.

    The first eight are what hospitals gave as reasons in a study; those after them are ours.
    """

    NO_SENIOR_MANAGEMENT_SUPPORT = "no-senior-management-support"
    TOO_EXPENSIVE = "too-expensive"
    NO_NURSE_LEADER = "no-nurse-leader"
    NO_DOCTOR_LEADER = "no-doctor-leader"
    NO_SUPPORT_FROM_NURSES = "no-support-from-nurses"
    NO_SUPPORT_FROM_DOCTORS = "no-support-from-doctors"
    OTHER_PROGRAMME_CHOSEN = "other-programme-chosen"
    NOT_IN_LINE_WITH_MISSION = "not-in-line-with-mission"
    NO_TIME = "no-time"
    TOO_FEW_STAFF = "too-few-staff"
    NOT_TRAINED = "not-trained"
    EQUIPMENT_MISSING = "equipment-missing"
    DATA_MISSING = "data-missing"
    NOT_CONVINCED = "not-convinced"
    OTHER_CHANGES_AT_ONCE = "other-changes-at-once"
    REORGANISED = "reorganised"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The reason as people say it."""
        return self.value.replace("-", " ")


@record
class AdoptionEvent:
    """On this date this Site reached this stage for this Change: one row of `adoption.csv`.

    `barrier` says in words what holds it up; `reason` is the same as one word of a closed list, which can be counted.
    `seen` says how it is known: by a visit, from data, or because the site told it.
    """

    __pydantic_config__: ClassVar = ROW_CONFIG

    date: Date
    site: Id
    change: Id
    stage: AdoptionStage
    barrier: Text | None = None
    reason: Reason | None = None
    note: Text | None = None
    by: Text | None = None
    seen: Literal["visit", "data", "told"] | None = None


class Adaptation(FileModel):
    """What sites do otherwise than the package says, and what was made of it."""

    on: DateOrUnknown
    sites: Many[Id] = ()
    change: Id
    what: Text
    because: Text | None = None
    judged: Literal["allowed", "useful", "harmful"] | None = None
    by: Id | None = None

"""Who spreads, who takes it up, and how word reaches them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from spreadkit.model.base import (
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    NumberOrUnknown,
    Text,
    Yes,
    YesOrUnknown,
)


class Role(StrEnum):
    """What a person does for the spread."""

    EXECUTIVE_SPONSOR = "executive-sponsor"
    CLINICAL_SPONSOR = "clinical-sponsor"
    SPREAD_AGENT = "spread-agent"
    TEAM_MEMBER = "team-member"
    SITE_LEAD = "site-lead"
    MESSENGER = "messenger"
    COACH = "coach"
    DATA_LEAD = "data-lead"
    PARTNER = "partner"


class Every(StrEnum):
    """How often something happens."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Person(FileModel):
    """A named person (or `unknown` name). `time` is the share of a full week; `left` the day they left."""

    name: Text
    role: Many[Role] = ()
    organisation: Text | None = None
    time: NumberOrUnknown | None = None
    duties: Many[Text] = ()
    authority: Text | None = None
    clinician: YesOrUnknown | None = None
    pilot_team: Yes = False
    left: Date | None = None

    def is_here(self, day: date) -> bool:
        """Whether the person has not left by a day."""
        return self.left is None or self.left > day


class Partner(FileModel):
    """A function or body whose help is needed, or who could block."""

    title: Text
    external: Yes = False
    needed: Text | None = None
    by: DateOrUnknown | None = None
    contact: Id | None = None
    agreed: YesOrUnknown | None = None


class Audience(FileModel):
    """A group inside sites that has to change, or to know. Who only has to know has `adopts: no`."""

    title: Text | None = None
    decides: Literal["first", "early", "after-seeing", "late", "unknown"] | None = None
    needs: Text | None = None
    concerns: Text | None = None
    does: Text | None = None
    adopts: Yes = True


class Purpose(StrEnum):
    """Why something is said: to make aware, to give the know-how, or to feed results back."""

    AWARENESS = "awareness"
    TECHNICAL = "technical"
    FEEDBACK = "feedback"


class Communication(FileModel):
    """One item of the communication plan. `finds` says how it brings out who is ready to try."""

    audience: Id
    purpose: Purpose
    message: Text | None = None
    messenger: Many[Id] = ()
    channel: Text | None = None
    interactive: Yes | None = None
    on: DateOrUnknown | None = None
    owner: Id | None = None
    finds: Text | None = None
    done: Date | None = None


class Community(FileModel):
    """A standing place where adopters meet peers."""

    title: Text
    meets: Text | None = None
    audiences: Many[Id] = ()
    owner: Id | None = None
    next: Date | None = None


class Support(FileModel):
    """Technical support: who helps a site that is stuck, how, and for how many sites."""

    title: Text
    kind: Literal["coach", "hotline", "visit", "call", "training", "other"] = "other"
    people: Many[Id] = ()
    waves: Many[Id] = ()
    sites_each: NumberOrUnknown | None = None
    answers_within: Text | None = None


class Obstacle(FileModel):
    """What makes it hard to switch, and who is removing it."""

    what: Text
    found: Text | None = None
    sites: Many[Id] = ()
    owner: Id | None = None
    due: Date | None = None
    escalated: Id | None = None
    state: Literal["open", "removed", "accepted"] = "open"


class Feedback(FileModel):
    """Which measures go to whom, how often. `to` names audiences, or `executives`, `adopters`."""

    to: Many[Id]
    measures: Many[Id] = ()
    every: Every | None = None
    by: Id | None = None
    last: Date | None = None

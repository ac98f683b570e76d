"""Who spreads, who takes it up, and how word reaches them."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from spreadkit.model.base import (
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    NumberOrUnknown,
    ShareOfOneOrUnknown,
    Text,
    TextOrKeys,
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
    FULL_SCALE_OWNER = "full-scale-owner"
    DESIGN_TEAM = "design-team"
    DIFFUSION_MANAGER = "diffusion-manager"
    LINE_OWNER = "line-owner"
    SITE_SPONSOR = "site-sponsor"
    CHAMPION = "champion"
    CLINICAL_LEAD = "clinical-lead"
    OPINION_LEADER = "opinion-leader"
    BOUNDARY_SPANNER = "boundary-spanner"


class Every(StrEnum):
    """How often something happens."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class LikelyAdopter(FileModel):
    """Why a person is likely to take the changes up where they work: `motivated` says they want to, `capable` can."""

    motivated: YesOrUnknown | None = None
    capable: YesOrUnknown | None = None
    because: Text | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the plan says of them both that they want to and that they can."""
        return self.motivated is True and self.capable is True

    @property
    def is_ruled_out(self) -> bool:
        """Whether the plan says that they do not want to, or cannot."""
        return self.motivated is False or self.capable is False


class Person(FileModel):
    """A named person (or `unknown` name). `time` is the share of a full week that they have for the spread.

    `reach` says how those who need them reach them at work (a telephone, an address, a place), `days` when.
    `profession` is a word of the plan's own, such as nurse, which audiences use too; `site` is where they work. Of one
    who is `likely_to_adopt` there, it says why. `since` is the day they took their roles on, `left` the day they left.
    """

    name: Text
    role: Many[Role] = ()
    organisation: Text | None = None
    reach: Text | None = None
    days: Text | None = None
    profession: Id | None = None
    site: Id | None = None
    likely_to_adopt: Annotated[LikelyAdopter, TextOrKeys("because")] | None = None
    time: ShareOfOneOrUnknown | None = None
    duties: Many[Text] = ()
    authority: Text | None = None
    clinician: YesOrUnknown | None = None
    pilot_team: Yes = False
    since: DateOrUnknown | None = None
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


class OpinionLeader(FileModel):
    """Somebody whom an audience listens to, where they stand, and what they have agreed to do."""

    who: Id
    stance: Literal["supports", "undecided", "opposes", "unknown"] | None = None
    does: Text | None = None


class Audience(FileModel):
    """A group inside sites that has to change, or to know. Who only has to know has `adopts: no`."""

    title: Text | None = None
    profession: Id | None = None
    decides: Literal["first", "early", "after-seeing", "late", "unknown"] | None = None
    needs: Text | None = None
    concerns: Text | None = None
    does: Text | None = None
    adopts: Yes = True
    opinion_leaders: tuple[OpinionLeader, ...] = ()


class Purpose(StrEnum):
    """Why something is said: to make aware, to give the know-how, or to feed results back."""

    AWARENESS = "awareness"
    TECHNICAL = "technical"
    FEEDBACK = "feedback"


class Acceptance(FileModel):
    """That something which came late, or was missed, is accepted as it was: by whom, why, and when that was said."""

    by: Id
    because: Text
    on: DateOrUnknown | None = None


class Communication(FileModel):
    """One item of the communication plan. `finds` says how it brings out who is ready to try.

    `mode` tells what is sent out by plan (dissemination) from what goes from peer to peer (diffusion), through which
    `community` of the plan. `accepted` says who accepts a day that lies in the past and was late.
    """

    audience: Id
    purpose: Purpose
    mode: Literal["dissemination", "diffusion"] | None = None
    community: Id | None = None
    message: Text | None = None
    messenger: Many[Id] = ()
    channel: Text | None = None
    interactive: Yes | None = None
    on: DateOrUnknown | None = None
    owner: Id | None = None
    finds: Text | None = None
    done: Date | None = None
    accepted: Acceptance | None = None


class Community(FileModel):
    """A standing place where adopters meet peers: a network that was there before, or one made for the spread.

    `connectors` link it to others; `sessions` are the days on which it met or will meet to learn together.
    """

    title: Text
    existing: YesOrUnknown | None = None
    meets: Text | None = None
    audiences: Many[Id] = ()
    connectors: Many[Id] = ()
    owner: Id | None = None
    sessions: Many[DateOrUnknown] = ()
    next: Date | None = None


class Support(FileModel):
    """Technical support: who helps a site that starts or is stuck, from which day, how, and for how many sites.

    It is for the sites of its `waves` and for its `sites`; where neither is named, for all. `short` is its name in a
    few words; `how` says how a site reaches it. `accepted` says who accepts that it began later than a site.

    A site is visited `visits_each_month` times during its wave, and `visits_after` times a month for `months_after`
    months after it. A visit takes `days_per_visit`; each of the people has `days_each_month` for visits. From wave to
    wave the share `attrition` of them leaves, and the share `yield` of the wave's sites gives a new one.
    """

    title: Text
    short: Text | None = None
    kind: Literal["coach", "expert", "collaborative", "hotline", "visit", "call", "training", "other"] = "other"
    people: Many[Id] = ()
    waves: Many[Id] = ()
    sites: Many[Id] = ()
    from_: DateOrUnknown | None = None
    how: Text | None = None
    accepted: Acceptance | None = None
    sites_each: NumberOrUnknown | None = None
    answers_within: Text | None = None
    visits_each_month: NumberOrUnknown | None = None
    visits_after: NumberOrUnknown | None = None
    months_after: NumberOrUnknown | None = None
    days_per_visit: NumberOrUnknown | None = None
    days_each_month: NumberOrUnknown | None = None
    attrition: ShareOfOneOrUnknown | None = None
    yield_: ShareOfOneOrUnknown | None = None


class Obstacle(FileModel):
    """What makes it hard to switch, and who is removing it. `short` is the same inside a sentence, as a clause.

    `sites` are those that it holds up: where the owner is of elsewhere, it is owed to them.
    """

    what: Text
    short: Text | None = None
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

"""Where and when: Sites and Waves, and what holds the changes in place afterwards."""

from typing import Literal

from spreadkit.model.base import (
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    NonEmptyText,
    NumberOrUnknown,
    Several,
    ShareOfOneOrUnknown,
    Text,
    Yes,
)
from spreadkit.model.people import Acceptance, Every


class Site(FileModel):
    """A place that takes the changes up: one row of `sites.csv`.

    `group` is the larger whole that it is a part of, such as its hospital; `unit` the scalable unit it starts with;
    `stratum` the kind of setting that it is. `lead` calls people together, `manager` is the diffusion manager, who has
    the share `time` of a full week for it, and `owner` the line manager who owns it in daily operation, since
    `handed_over`. `decision` says whose choice it is to take part: each person's, the team's, or an order; `decider` (a
    person, or a body in words) takes it by a `route` and a day. `start`, `full_use` and `verify` are days of the site's
    own plan. It is one of the target sites since `joined` (from the beginning, where that is empty) and until `left`.
    `practices` is how many practices it is taking up at present. Of an exempt site, `because` says why,
    `approved_by` who allowed it and `until` for how long.
    """

    id: Id
    name: Text
    wave: Id | None = None
    group: Text | None = None
    unit: Id | None = None
    stratum: Id | None = None
    lead: Id | None = None
    sponsor: Id | None = None
    manager: Id | None = None
    time: ShareOfOneOrUnknown | None = None
    owner: Id | None = None
    handed_over: DateOrUnknown | None = None
    champion: Id | None = None
    clinical_leads: Several[Id] = ()
    adopter: Literal["innovator", "early-adopter", "early-majority", "late-majority", "laggard"] | None = None
    volunteer: Yes | None = None
    decision: Literal["optional", "collective", "required"] | None = None
    decider: Text | None = None
    route: Text | None = None
    decide_by: Date | None = None
    start: Date | None = None
    full_use: Date | None = None
    verify: Date | None = None
    version: NonEmptyText | None = None
    practices: NumberOrUnknown | None = None
    joined: Date | None = None
    left: Date | None = None
    status: Literal["target", "successful", "deferred", "left", "exempt", "out-of-scope"] = "target"
    because: Text | None = None
    approved_by: Id | None = None
    until: Date | None = None
    note: Text | None = None


class Wave(FileModel):
    """Sites that start together, from `start` to `end`, with one `version` of the package.

    `step` is what the wave is for: to make it work in the first scalable unit, to test it in others, or to reach the
    rest. `units` and `sites` are how many it brings in, where they are not listed yet; `because` argues its size.
    `accepted` says who accepts that it began as it did, where it began before it should have.
    """

    title: Text | None = None
    step: Literal["scalable-unit", "test", "full-scale"] | None = None
    start: DateOrUnknown | None = None
    end: DateOrUnknown | None = None
    units: NumberOrUnknown | None = None
    sites: NumberOrUnknown | None = None
    version: NonEmptyText | None = None
    gate: Text | None = None
    because: Text | None = None
    note: Text | None = None
    accepted: Acceptance | None = None


class EmbeddingSupport(FileModel):
    """Something in the system that holds a change in place without vigilance."""

    what: Text
    changes: Many[Id] = ()
    kind: Literal["system", "equipment", "policy", "role", "training", "reminder"]
    owner: Id | None = None
    due: Date | None = None
    state: Literal["planned", "doing", "done"] = "planned"


class Embedding(FileModel):
    """Who owns it when the project ends, what shows slipping, and what is done then.

    `support_ends` is the day the project's help ends, `budget` what pays for it from then on. `every` says how often it
    is looked at, `checked` when that was done last; `responder` acts when it slips.
    """

    owner: Id | None = None
    accepted: Date | None = None
    support_ends: DateOrUnknown | None = None
    budget: Text | None = None
    measure: Id | None = None
    every: Every | None = None
    checked: DateOrUnknown | None = None
    signal: Text | None = None
    response: Text | None = None
    responder: Id | None = None
    supports: tuple[EmbeddingSupport, ...] = ()

"""From the first sites to all: how it is to get there, units and strata of sites, and what it takes."""

from typing import Literal

from spreadkit.model.base import DateOrUnknown, FileModel, Id, Many, NumberOrUnknown, Text, YesOrUnknown


class Approach(FileModel):
    """How all sites are to be reached, and what would stop it.

    `because` gives the reason for the method, `mix` that for the mix of planned dissemination and diffusion between
    peers. `practices_at_most` is how many practices a site may be taking up at once; `currency` is that of all costs.
    """

    method: Many[
        Literal[
            "natural-spread",
            "collaborative",
            "wave-sequence",
            "campaign",
            "extension-agents",
            "affinity-groups",
            "hybrid",
        ]
    ] = ()
    because: Text | None = None
    mix: Text | None = None
    stop_when: Text | None = None
    practices_at_most: NumberOrUnknown | None = None
    currency: Text | None = None


class Unit(FileModel):
    """A scalable unit: a small piece of the whole, with all its layers. `sites` is how many it has at full scale.

    `wave` is when it starts, `agreed` the day its manager agreed, `because` why it was chosen for an early wave.
    """

    title: Text
    sites: NumberOrUnknown | None = None
    stratum: Id | None = None
    wave: Id | None = None
    manager: Id | None = None
    agreed: DateOrUnknown | None = None
    champions: Many[Id] = ()
    because: Text | None = None


class Stratum(FileModel):
    """A kind of setting, such as rural clinics. `sites` is how many of them there are at full scale."""

    title: Text
    sites: NumberOrUnknown | None = None
    about: Text | None = None


class Amount(FileModel):
    """How much of something a wave needs, and how much of it is secured."""

    need: NumberOrUnknown | None = None
    secured: NumberOrUnknown | None = None


class NextStep(FileModel):
    """What of a resource breaks when the spread grows again: from where on, what shows it, and what is done then."""

    limit: Text | None = None
    trigger: Text | None = None
    fix: Text | None = None
    cost: NumberOrUnknown | None = None
    owner: Id | None = None


class Resource(FileModel):
    """Something that the changes need, what it costs and who pays.

    `once` and `yearly` are its one-off and its recurring cost for each `per`; `in` says what the amounts by wave are
    counted in. `until` is the day up to which it is secured, `measure` what shows that it holds at today's load.
    """

    title: Text
    kind: Literal["staff", "supply", "space", "transport", "it", "data", "money", "authority", "oversight"]
    changes: Many[Id] = ()
    need: Text | None = None
    essential: YesOrUnknown | None = None
    per: Literal["site", "unit", "whole"] | None = None
    once: NumberOrUnknown | None = None
    yearly: NumberOrUnknown | None = None
    paid_now_by: Text | None = None
    paid_at_full_scale_by: Text | None = None
    by_wave: dict[Id, Amount] = {}
    in_: Text | None = None
    until: DateOrUnknown | None = None
    measure: Id | None = None
    next_step: NextStep | None = None
    owner: Id | None = None
    evidence: Many[Id] = ()
    note: Text | None = None

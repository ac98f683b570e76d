"""What is to be spread and why: the Aim, the Package with its Changes, and where it works already."""

from typing import Literal

from spreadkit.model.base import (
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    NumberOrUnknown,
    Text,
    Yes,
    YesOrUnknown,
)


class Aim(FileModel):
    """What changes, for whom, where, how good, by when.

    `where` is `all` (every target site) or a list of sites; `population` is how many sites that is meant to be;
    `target` and `baseline` are in the unit of `measure`; `because` argues the target.
    """

    statement: Text | None = None
    what: Many[Id] = ()
    for_: Text | None = None
    where: Many[Id] = ()
    population: NumberOrUnknown | None = None
    measure: Id | None = None
    baseline: NumberOrUnknown | None = None
    target: NumberOrUnknown | None = None
    by: DateOrUnknown | None = None
    because: Text | None = None
    evidence: Many[Id] = ()


class Change(FileModel):
    """One change of the Package. `adopted` is the rule for when a site counts as having adopted it."""

    title: Text
    core: YesOrUnknown | None = None
    how_to: Text | None = None
    adaptable: Text | None = None
    adopted: Text | None = None
    judged_by: Text | None = None
    order: int | None = None
    tips: Text | None = None


class Case(FileModel):
    """Why the new way is better, for one Audience (or for `all`): words, and what bears them out."""

    says: Text
    results: Text | None = None
    story: Text | None = None
    testimony: Text | None = None
    evidence: Many[Id] = ()


class Package(FileModel):
    """The versioned teachable form of what is spread."""

    version: Text
    title: Text | None = None
    owner: Id | None = None
    principles: Text | None = None
    changes: dict[Id, Change] = {}


class SuccessfulSite(FileModel):
    """A place where Changes work already. `site` is its id in the table of sites, when it is one of them."""

    title: Text
    site: Id | None = None
    external: Yes = False
    changes: Many[Id] = ()
    since: DateOrUnknown | None = None
    measure: Id | None = None
    before: NumberOrUnknown | None = None
    after: NumberOrUnknown | None = None
    result: Text | None = None
    differences: Text | None = None
    willing: YesOrUnknown | None = None
    offers: Text | None = None
    evidence: Many[Id] = ()


class SpreadTest(FileModel):
    """A small test of a way of spreading (a PDSA of the method, not of the change)."""

    what: Text
    predict: Text | None = None
    found: Text | None = None
    on: DateOrUnknown | None = None
    status: Literal["planned", "running", "done", "dropped"] = "planned"

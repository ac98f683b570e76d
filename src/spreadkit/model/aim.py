"""What is to be spread and why: the Aim, the Package with its Changes, and where it works already."""

from typing import Literal

from spreadkit.model.base import (
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    NonEmptyText,
    NumberOrUnknown,
    Text,
    Yes,
    YesOrUnknown,
)
from spreadkit.model.people import Every
from spreadkit.model.target import TargetOrUnknown


class Aim(FileModel):
    """What changes, for whom, where, how good, by when.

    `where` is `all` (every target site) or a list of sites; `population` is how many sites that is meant to be, `units`
    how many scalable units, `people` how many people they serve; `reached` says what counts as a site that was reached.
    `target` and `baseline` are in the unit of `measure`; `because` argues the target.
    """

    statement: Text | None = None
    what: Many[Id] = ()
    for_: Text | None = None
    where: Many[Id] = ()
    population: NumberOrUnknown | None = None
    units: NumberOrUnknown | None = None
    people: NumberOrUnknown | None = None
    reached: Text | None = None
    measure: Id | None = None
    baseline: NumberOrUnknown | None = None
    target: TargetOrUnknown | None = None
    by: DateOrUnknown | None = None
    because: Text | None = None
    evidence: Many[Id] = ()


class Change(FileModel):
    """One change of the Package. `adopted` is the rule for when a site counts as having adopted it.

    `because` says why it is core, or why it may be adapted; `tested` and `improved` count the places where it was tried
    and those where it helped. `short` is its name inside a sentence: `the review after a fall`. Measures, resources and
    what holds it in place name the change, not the other way round.
    """

    title: Text
    short: Text | None = None
    concept: Text | None = None
    core: YesOrUnknown | None = None
    because: Text | None = None
    how_to: Text | None = None
    adaptable: Text | None = None
    adopted: Text | None = None
    judged_by: Text | None = None
    order: int | None = None
    tips: Text | None = None
    avoid: Many[Text] = ()
    expected_effect: Text | None = None
    tested: NumberOrUnknown | None = None
    improved: NumberOrUnknown | None = None
    evidence: Many[Id] = ()


class Case(FileModel):
    """Why the new way is better, for one Audience (or for `all`): words, and what bears them out."""

    says: Text
    results: Text | None = None
    story: Text | None = None
    testimony: Text | None = None
    evidence: Many[Id] = ()


class Belief(FileModel):
    """How strongly somebody believes that the package works in the sites to come, and what makes them think so."""

    level: Literal["low", "moderate", "high"]
    by: Id | None = None
    on: DateOrUnknown | None = None
    because: Text | None = None
    evidence: Many[Id] = ()


class Version(FileModel):
    """One version of the Package, and what was altered in it."""

    version: NonEmptyText
    on: DateOrUnknown | None = None
    what: Text
    because: Text | None = None


class PracticeReview(FileModel):
    """The review of the practice against new evidence: who, how often, when last with which result, when next."""

    by: Id | None = None
    every: Every | None = None
    last: DateOrUnknown | None = None
    found: Text | None = None
    next: Date | None = None


class Package(FileModel):
    """The versioned teachable form of what is spread.

    `home` is the one place where the version in force can be found; `adapting` says how a site may adapt it, who is
    told and how good ideas come back. `tested` and `kept` count change ideas, where the plan does not list them all.
    """

    version: NonEmptyText
    title: Text | None = None
    owner: Id | None = None
    home: Text | None = None
    principles: Text | None = None
    adapting: Text | None = None
    changes: dict[Id, Change] = {}
    tested: NumberOrUnknown | None = None
    kept: NumberOrUnknown | None = None
    belief: tuple[Belief, ...] = ()
    versions: tuple[Version, ...] = ()
    review: PracticeReview | None = None


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

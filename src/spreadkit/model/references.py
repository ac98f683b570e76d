"""Every place in a plan that names something defined elsewhere in it: who, which site, change, measure, and so on.

Of tables that may have a million rows, only the names that are not defined are gone through (`strangers_in_rows`).
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from spreadkit.model.aim import Package
from spreadkit.model.base import UNKNOWN, Route
from spreadkit.model.drivers import Link
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.model.scale import Resource

ReferenceKind = Literal[
    "person",
    "site",
    "change",
    "driver",
    "wave",
    "unit",
    "stratum",
    "audience",
    "community",
    "measure",
    "evidence",
]

EVERYONE = "all"
"""Stands for all sites, or all audiences, where a list of them is asked for."""

_RECIPIENTS = frozenset({"executives", "adopters"})
"""Groups that feedback can go to without being audiences of the plan."""


class Reference(NamedTuple):
    """A name and where it stands; `owes` when the person named still has something to do there."""

    kind: ReferenceKind
    id: str
    route: Route
    owes: bool = False


PARTS_BY_KIND: Final[dict[ReferenceKind, tuple[Route, ...]]] = {
    "person": (("people",),),
    "site": (("sites",),),
    "change": (("package", "changes"),),
    "driver": (("drivers", "primary"), ("drivers", "secondary")),
    "wave": (("waves",),),
    "unit": (("units",),),
    "stratum": (("strata",),),
    "audience": (("audiences",),),
    "community": (("communities",),),
    "measure": (("measures",),),
    "evidence": (("evidence",),),
}
"""Where each kind is defined in a plan."""


KINDS_BY_KEY: Final[dict[str, ReferenceKind]] = {
    **dict.fromkeys(("owner", "by", "who", "lead", "sponsor", "manager", "messenger", "contact", "from"), "person"),
    **dict.fromkeys(("site", "sites", "where"), "site"),
    **dict.fromkeys(("change", "changes", "what"), "change"),
    **dict.fromkeys(("audience", "audiences", "to"), "audience"),
    **dict.fromkeys(("wave", "waves"), "wave"),
    **dict.fromkeys(("measure", "measures"), "measure"),
    "unit": "unit",
    "stratum": "stratum",
    "evidence": "evidence",
}
"""Which kind a key or a column most often names: a guess, for messages only."""


def defined_in(plan: Plan, kind: ReferenceKind) -> Iterable[str]:
    """Return the ids of a kind that the plan defines."""
    if kind == "site":
        return [site.id for site in plan.sites]
    if kind == "change":
        return plan.package.changes if plan.package else ()
    by_kind: dict[str, Iterable[str]] = {
        "person": plan.people,
        "driver": [*plan.drivers.primary, *plan.drivers.secondary],
        "wave": plan.waves,
        "unit": plan.units,
        "stratum": plan.strata,
        "audience": plan.audiences,
        "community": plan.communities,
        "measure": plan.measures,
        "evidence": plan.evidence,
    }
    return by_kind[kind]


def references_of(plan: Plan) -> Iterator[Reference]:
    """Go through every reference in a plan, part by part, but for those in the rows of adoption and of series."""
    for part in (
        _of_aim,
        _of_drivers,
        _of_package,
        _of_people,
        _of_rollout,
        _of_scale,
        _of_measures,
        _of_work,
        _of_answers,
    ):
        yield from part(plan)


def strangers_in_rows(plan: Plan, known: Mapping[ReferenceKind, Container[str]]) -> Iterator[Reference]:
    """Go through the names in the rows of adoption and of series that are not among those known of their kind."""
    sites, changes = known.get("site", _ANY), known.get("change", _ANY)
    strange = {cell for cell in plan.cells if cell[0] not in sites or cell[1] not in changes}
    for row, event in enumerate(plan.adoption if strange else ()):
        if (event.site, event.change) not in strange:
            continue
        if event.site not in sites:
            yield Reference("site", event.site, ("adoption", row, "site"))
        if event.change not in changes:
            yield Reference("change", event.change, ("adoption", row, "change"))
    for measure_id, measure in plan.measures.items():
        points = measure.data.points if measure.data else ()
        unknown = {name for name in {point.site for point in points} if name is not None and name not in sites}
        for index, point in enumerate(points if unknown else ()):
            if point.site in unknown:
                yield Reference("site", point.site, ("measures", measure_id, "data", "points", index, "site"))


class _Anything:
    """Holds every name."""

    def __contains__(self, _: object) -> bool:
        return True


_ANY: Final = _Anything()


def _each(kind: ReferenceKind, ids: Iterable[str], *route: str | int, owes: bool = False) -> Iterator[Reference]:
    for index, name in enumerate(ids):
        if name != UNKNOWN.value:
            yield Reference(kind, name, (*route, index), owes)


def _one(kind: ReferenceKind, name: str | None, *route: str | int, owes: bool = False) -> Iterator[Reference]:
    if name not in {None, UNKNOWN.value}:
        yield Reference(kind, name, route, owes)


def _of_aim(plan: Plan) -> Iterator[Reference]:
    yield from _each("change", plan.aim.what, "aim", "what")
    yield from (ref for ref in _each("site", plan.aim.where, "aim", "where") if ref.id != EVERYONE)
    yield from _one("measure", plan.aim.measure, "aim", "measure")
    yield from _each("evidence", plan.aim.evidence, "aim", "evidence")


def _of_drivers(plan: Plan) -> Iterator[Reference]:
    drivers = plan.drivers
    for name, primary in drivers.primary.items():
        yield from _one("measure", primary.measure, "drivers", "primary", name, "measure")
    for name, secondary in drivers.secondary.items():
        yield from _links(secondary.serves, "drivers", "secondary", name, "serves")
        yield from _one("measure", secondary.measure, "drivers", "secondary", name, "measure")
    for name, idea in drivers.ideas.items():
        yield from _links(idea.serves, "drivers", "ideas", name, "serves")
        yield from _one("change", idea.change, "drivers", "ideas", name, "change")


def _links(links: Iterable[Link], *route: str | int) -> Iterator[Reference]:
    for index, link in enumerate(links):
        yield Reference("driver", link.to, (*route, index, "to"))


def _of_package(plan: Plan) -> Iterator[Reference]:
    if plan.package:
        yield from _of_package_itself(plan.package)
    for name, case in plan.case.items():
        if name != EVERYONE:
            yield Reference("audience", name, ("case", name))
        yield from _each("evidence", case.evidence, "case", name, "evidence")
    for name, place in plan.successful_sites.items():
        route = ("successful-sites", name)
        yield from _one("site", place.site, *route, "site")
        yield from _each("change", place.changes, *route, "changes")
        yield from _one("measure", place.measure, *route, "measure")
        yield from _each("evidence", place.evidence, *route, "evidence")


def _of_package_itself(package: Package) -> Iterator[Reference]:
    yield from _one("person", package.owner, "package", "owner", owes=True)
    for name, change in package.changes.items():
        yield from _each("evidence", change.evidence, "package", "changes", name, "evidence")
    for index, belief in enumerate(package.belief):
        yield from _one("person", belief.by, "package", "belief", index, "by")
        yield from _each("evidence", belief.evidence, "package", "belief", index, "evidence")
    if package.review:
        yield from _one("person", package.review.by, "package", "review", "by", owes=True)


def _of_people(plan: Plan) -> Iterator[Reference]:
    for name, person in plan.people.items():
        yield from _one("site", person.site, "people", name, "site")
    for name, partner in plan.partners.items():
        yield from _one("person", partner.contact, "partners", name, "contact")
    yield from _of_communication(plan)
    for name, support in plan.support.items():
        yield from _each("person", support.people, "support", name, "people", owes=True)
        yield from _each("wave", support.waves, "support", name, "waves")
        yield from (ref for ref in _each("site", support.sites, "support", name, "sites") if ref.id != EVERYONE)
        if support.accepted:
            yield from _one("person", support.accepted.by, "support", name, "accepted", "by")
    for name, obstacle in plan.obstacles.items():
        is_open = obstacle.state == "open"
        yield from _each("site", obstacle.sites, "obstacles", name, "sites")
        yield from _one("person", obstacle.owner, "obstacles", name, "owner", owes=is_open)
        yield from _one("person", obstacle.escalated, "obstacles", name, "escalated")
    for index, feedback in enumerate(plan.feedback):
        recipients = _each("audience", feedback.to, "feedback", index, "to")
        yield from (ref for ref in recipients if ref.id not in _RECIPIENTS)
        yield from _each("measure", feedback.measures, "feedback", index, "measures")
        yield from _one("person", feedback.by, "feedback", index, "by", owes=True)


def _of_communication(plan: Plan) -> Iterator[Reference]:
    for name, audience in plan.audiences.items():
        for index, leader in enumerate(audience.opinion_leaders):
            yield from _one("person", leader.who, "audiences", name, "opinion-leaders", index, "who")
    for index, item in enumerate(plan.communication):
        done = item.done is not None
        yield from _one("community", item.community, "communication", index, "community")
        if item.audience != EVERYONE:
            yield Reference("audience", item.audience, ("communication", index, "audience"))
        yield from _each("person", item.messenger, "communication", index, "messenger", owes=not done)
        yield from _one("person", item.owner, "communication", index, "owner", owes=not done)
        if item.accepted:
            yield from _one("person", item.accepted.by, "communication", index, "accepted", "by")
    for name, wave in plan.waves.items():
        if wave.accepted:
            yield from _one("person", wave.accepted.by, "waves", name, "accepted", "by")
    for name, community in plan.communities.items():
        yield from _each("audience", community.audiences, "communities", name, "audiences")
        yield from _each("person", community.connectors, "communities", name, "connectors")
        yield from _one("person", community.owner, "communities", name, "owner", owes=True)


def _of_rollout(plan: Plan) -> Iterator[Reference]:
    for index, site in enumerate(plan.sites):
        yield from _one("wave", site.wave, "sites", index, "wave")
        yield from _one("unit", site.unit, "sites", index, "unit")
        yield from _one("stratum", site.stratum, "sites", index, "stratum")
        yield from _of_site(site, index)
    for index, adaptation in enumerate(plan.adaptations):
        sites = _each("site", adaptation.sites, "adaptations", index, "sites")
        yield from (ref for ref in sites if ref.id != EVERYONE)
        yield Reference("change", adaptation.change, ("adaptations", index, "change"))
        yield from _one("person", adaptation.by, "adaptations", index, "by")


def _of_site(site: Site, index: int) -> Iterator[Reference]:
    """Go through the people that a site names: those who carry it there owe it something while it is a target."""
    is_target = site.status == "target"
    carriers = {
        "lead": site.lead,
        "sponsor": site.sponsor,
        "manager": site.manager,
        "owner": site.owner,
        "champion": site.champion,
    }
    for column, person in carriers.items():
        yield from _one("person", person, "sites", index, column, owes=is_target)
    yield from _each("person", site.clinical_leads, "sites", index, "clinical-leads", owes=is_target)
    yield from _one("person", site.approved_by, "sites", index, "approved-by")


def _of_scale(plan: Plan) -> Iterator[Reference]:
    for name, unit in plan.units.items():
        yield from _one("stratum", unit.stratum, "units", name, "stratum")
        yield from _one("wave", unit.wave, "units", name, "wave")
        yield from _one("person", unit.manager, "units", name, "manager")
        yield from _each("person", unit.champions, "units", name, "champions")
    for name, resource in plan.resources.items():
        yield from _of_resource(resource, "resources", name)


def _of_resource(resource: Resource, *route: str | int) -> Iterator[Reference]:
    yield from _each("change", resource.changes, *route, "changes")
    for wave in resource.by_wave:
        yield Reference("wave", wave, (*route, "by-wave", wave))
    yield from _one("measure", resource.measure, *route, "measure")
    yield from _one("person", resource.owner, *route, "owner", owes=True)
    yield from _each("evidence", resource.evidence, *route, "evidence")
    if resource.next_step:
        yield from _one("person", resource.next_step.owner, *route, "next-step", "owner", owes=True)


def _of_measures(plan: Plan) -> Iterator[Reference]:
    for name, measure in plan.measures.items():
        yield from _each("change", measure.changes, "measures", name, "changes")
        yield from _one("person", measure.owner, "measures", name, "owner", owes=True)
        yield from _each("evidence", measure.evidence, "measures", name, "evidence")
        if measure.predicted:
            yield from _one("person", measure.predicted.who, "measures", name, "predicted", "who")
        for index, published in enumerate(measure.published):
            yield from _each("evidence", published.evidence, "measures", name, "published", index, "evidence")
    embedding = plan.embedding
    yield from _one("person", embedding.owner, "embedding", "owner", owes=True)
    yield from _one("person", embedding.responder, "embedding", "responder", owes=True)
    yield from _one("measure", embedding.measure, "embedding", "measure")
    for index, support in enumerate(embedding.supports):
        is_open = support.state != "done"
        yield from _each("change", support.changes, "embedding", "supports", index, "changes")
        yield from _one("person", support.owner, "embedding", "supports", index, "owner", owes=is_open)


def _of_work(plan: Plan) -> Iterator[Reference]:
    for name, action in plan.actions.items():
        is_open = action.state in {"planned", "doing"}
        concerned = _each("site", action.sites, "actions", name, "sites")
        yield from (ref for ref in concerned if ref.id != EVERYONE)
        yield from _one("person", action.owner, "actions", name, "owner", owes=is_open)
    for index, decision in enumerate(plan.decisions):
        yield from _one("person", decision.by, "decisions", index, "by")
        sites = _each("site", decision.sites, "decisions", index, "sites")
        yield from (ref for ref in sites if ref.id != EVERYONE)
        yield from _each("evidence", decision.evidence, "decisions", index, "evidence")
    for name, ask in plan.asks.items():
        yield from _one("person", ask.from_, "asks", name, "from", owes=ask.answered is None)
    for name, risk in plan.risks.items():
        yield from _one("person", risk.owner, "risks", name, "owner", owes=risk.state == "open")
        yield from _each("evidence", risk.evidence, "risks", name, "evidence")
    for index, review in enumerate(plan.reviews):
        yield from _each("person", review.by, "reviews", index, "by")
    for index, entry in enumerate(plan.ignore):
        yield from _one("person", entry.by, "ignore", index, "by")
    for name, evidence in plan.evidence.items():
        yield from _one("measure", evidence.measure, "evidence", name, "measure")


def _of_answers(plan: Plan) -> Iterator[Reference]:
    for framework, answers in plan.answers.items():
        for criterion, answer in answers.items():
            route = ("answers", framework, criterion)
            yield from _each("evidence", answer.evidence, *route, "evidence")
            yield from _one("person", answer.by, *route, "by")
            for site in answer.sites:
                yield Reference("site", site, (*route, "sites", site))
    for name, rating in plan.ratings.items():
        yield from _each("evidence", rating.evidence, "ratings", name, "evidence")
    for index, recommendation in enumerate(plan.recommendations):
        yield from _one("person", recommendation.by, "recommendations", index, "by")

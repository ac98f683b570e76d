"""Where a plan says that the change works and names a measure that would show it."""

from collections.abc import Iterator
from datetime import date, timedelta

from spreadkit.framework.question import questions_of
from spreadkit.measures.measure_charts import ChartedMeasure, chart_site
from spreadkit.model.base import Route, known
from spreadkit.model.measure import Baseline, Measure, MeasureKind
from spreadkit.model.plan import Evidence
from spreadkit.record import record
from spreadkit.rules._subject import Subject
from spreadkit.scoring.leaves import claimed_by

_VERIFIES = "claim-against-data"
"""The rule that a criterion names in `verified-by`, where its level says that results are shown by data."""


@record
class Claim:
    """That a measure got better, at a site or at all, since a day: where it stands, and who says it."""

    measure: str
    site: str | None
    since: date | None
    route: Route
    says: str

    @property
    def called(self) -> str:
        """What is claimed to be better, in words."""
        return f'"{self.measure}" at "{self.site}"' if self.site else f'"{self.measure}"'


def claims(subject: Subject) -> dict[tuple[str, str | None], Claim]:
    """Return the first claim about each measure that has data, at each site or of all together."""
    found: dict[tuple[str, str | None], Claim] = {}
    for claim in (*_of_sites(subject), *_by_evidence(subject)):
        found.setdefault((claim.measure, claim.site), claim)
    return found


def chart_of_claim(subject: Subject, claim: Claim) -> ChartedMeasure:
    """Return the chart that a claim is held against: the baseline of a site's ends where the site began."""
    if claim.site is None:
        return subject.charts[claim.measure]
    measure = subject.plan.measures[claim.measure]
    if claim.since is not None:
        measure = measure.model_copy(update={"baseline": Baseline(until=claim.since - timedelta(days=1))})
    return chart_site(measure, claim.site, subject.as_of)


def _of_sites(subject: Subject) -> Iterator[Claim]:
    for name, site in subject.plan.successful_sites.items():
        measure = subject.plan.measures.get(site.measure or "")
        before, after = known(site.before), known(site.after)
        if (
            measure is None
            or site.measure not in subject.standing.reported
            or before is None
            or after is None
            or site.external
        ):
            continue
        where = _site_in(subject, site.measure, site.site)
        if where is not None and measure.is_better(after, before):
            says = f'"{name}" is said to have gone from {before} to {after}'
            route = ("successful-sites", name, "after")
            yield Claim(site.measure, where or None, known(site.since) if where else None, route, says)


def _site_in(subject: Subject, measure: str, site: str | None) -> str | None:
    """Return the site in a measure's data; an empty text where these tell no sites, None where it is not in them."""
    sites = subject.standing.reported[measure].keys() - {None}
    if not sites:
        return ""
    return site if site in sites else None


def _by_evidence(subject: Subject) -> Iterator[Claim]:
    for name, who in _cited(subject):
        item = subject.plan.evidence.get(name)
        if item is not None and _shows_results(item, subject.plan.measures):
            says = f'{who} rests on "{name}"'
            yield Claim(item.measure or "", None, None, ("evidence", name, "measure"), says)


def _shows_results(item: Evidence, measures: dict[str, Measure]) -> bool:
    measure = measures.get(item.measure or "")
    if item.kind != "data" or measure is None or measure.data is None:
        return False
    return measure.kind in {MeasureKind.OUTCOME, MeasureKind.PROCESS}


def _cited(subject: Subject) -> Iterator[tuple[str, str]]:
    """Go through the evidence that it works, with who cites it."""
    plan = subject.plan
    for framework_id, framework in subject.frameworks.items():
        answers, around = plan.answers.get(framework_id, {}), subject.standing.circumstances[framework_id]
        for question in questions_of(framework):
            if _VERIFIES in question.criterion.verified_by and claimed_by(question, answers, around):
                for name in plan.answer(framework_id, question.id).evidence:
                    yield name, f'the answer to "{question.id}"'
    for site_id, site in plan.successful_sites.items():
        yield from ((name, f'the successful site "{site_id}"') for name in site.evidence)
    for audience, case in plan.case.items():
        yield from ((name, f'the case for "{audience}"') for name in case.evidence)
    for change_id, change in (plan.package.changes if plan.package else {}).items():
        yield from ((name, f'the change "{change_id}"') for name in change.evidence)
    for belief in plan.package.belief if plan.package else ():
        yield from ((name, "the belief in the package") for name in belief.evidence if belief.level != "low")

"""What scoring knows of a plan besides the answers: stage, date, sites, and what can be counted instead of asked."""

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Final

from spreadkit.adoption.state import CoreState, Latest, core_changes, core_state_at, targets_on
from spreadkit.measures.series import pooled
from spreadkit.model.base import FileModel
from spreadkit.model.framework import EvidencePart, Framework, PlanFact, SitesCounted, Stage
from spreadkit.model.measure import MeasureKind
from spreadkit.model.plan import Plan
from spreadkit.record import record
from spreadkit.rollout.progress import waiting_sites


@record
class Circumstances:
    """What surrounds the answers to one framework.

    `sites` are the target sites, `facts` what the plan has to count, `rated` the raters' common figure in points for
    criteria without an agreed answer, `withheld` why others that were rated have none, and `rated_on_evidence` whether
    that round names evidence. `evidenced` are the criteria whose evidence is a part of the plan itself. `site_names`
    are how people call the sites. `waiting` are those that have not begun, with whether they start after the next wave;
    `here` is the one site that is looked at by itself.
    """

    stage: Stage = Stage.PREPARE
    as_of: date | None = None
    sites: tuple[str, ...] = ()
    site_names: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[PlanFact, Fraction] = field(default_factory=dict)
    rated: Mapping[str, Fraction] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    rated_on_evidence: bool = False
    evidenced: frozenset[str] = frozenset()
    waiting: Mapping[str, bool] = field(default_factory=dict)
    here: str | None = None

    def left_out(self, of: SitesCounted) -> Collection[str]:
        """Return the sites that do not count where only some do."""
        if of is SitesCounted.ALL:
            return frozenset()
        if of is SitesCounted.BEGUN:
            return self.waiting.keys()
        return {site for site, is_later in self.waiting.items() if is_later}


def circumstances_of(plan: Plan, framework: Framework, as_of: date, latest: Latest) -> Circumstances:
    """Return the circumstances of a plan for one framework, before any ratings. Only what it asks for is counted."""
    wanted = {criterion.from_plan for criterion in framework.criteria.values() if criterion.from_plan}
    return Circumstances(
        stage=plan.stage,
        as_of=as_of,
        sites=tuple(site.id for site in plan.target_sites),
        site_names={site.id: site.name for site in plan.target_sites},
        waiting=waiting_sites(plan, as_of),
        facts={fact: _count_fact(plan, fact, as_of, latest) for fact in wanted},
        evidenced=frozenset(
            name
            for name, criterion in framework.criteria.items()
            if any(stands_in_plan(plan, part) for part in criterion.evidence_in_plan)
        ),
    )


def stands_in_plan(plan: Plan, part: EvidencePart) -> bool:
    """Whether anything is written in a part of a plan that can be evidence itself."""
    content = getattr(plan, part.value)
    if isinstance(content, FileModel):
        content = [getattr(content, name) for name in content.model_fields_set - _BEGUN]
    return any(content or ())


_BEGUN: Final = frozenset({"where", "version"})
"""What a plan that has only just been begun says already, before anybody has written anything."""


def _count_fact(plan: Plan, fact: PlanFact, as_of: date, latest: Latest) -> Fraction:
    """Count one fact of a plan up to a day, by the last adoption events. Percent is of target sites; of none, 0."""
    if fact is PlanFact.OUTCOME_POINTS:
        return Fraction(max((_points(plan, name, as_of) for name in plan.measures), default=0))
    sites = [site.id for site in targets_on(plan, as_of)]
    if fact is PlanFact.TARGET_SITES:
        return Fraction(len(sites))
    core = core_changes(plan)
    in_place = sum(core_state_at(latest, site, core) is CoreState.IN_PLACE for site in sites)
    if fact is PlanFact.SITES_IN_PLACE:
        return Fraction(in_place)
    return Fraction(100 * in_place, len(sites)) if sites else Fraction(0)


def _points(plan: Plan, name: str, as_of: date) -> int:
    measure = plan.measures[name]
    return len(pooled(measure, as_of).known) if measure.kind is MeasureKind.OUTCOME else 0

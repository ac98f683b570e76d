"""The Standing of a plan: what is so of it on a day. Each part is worked out when it is first asked for, and once."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import Recheck
from spreadkit.adoption.state import Latest
from spreadkit.adoption.tracking import Tracker
from spreadkit.measures.measure_charts import ChartedMeasure, chart_in_plan
from spreadkit.measures.series import reported
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan
from spreadkit.model.score import AcceptedFinding, CriterionScore, FrameworkScore, GateScore
from spreadkit.record import record
from spreadkit.scoring.agreement import RatedRound, rounds_of, with_ratings
from spreadkit.scoring.facts import Circumstances, circumstances_of
from spreadkit.scoring.leaf import Contradictions
from spreadkit.scoring.score import score_gates, score_plan, with_requirements

_BY_CONTRADICTIONS: Final = frozenset({"contradicted", "accepted", "gates", "scores"})
"""What changes when it becomes known which claims are contradicted."""


@record(slots=False)
class Standing:
    """What is so of a plan on a day, by its frameworks.

    `contradicted` are, by framework, the claims that the plan or its data contradict; `accepted`, in the same way, the
    findings that would contradict a claim, had the team not decided to live with them. None before the rules have run.
    """

    plan: Plan
    frameworks: Mapping[str, Framework]
    as_of: date
    contradicted: Mapping[str, Contradictions] = field(default_factory=dict)
    accepted: Mapping[str, Mapping[str, tuple[AcceptedFinding, ...]]] = field(default_factory=dict)

    def informed_by(
        self,
        contradicted: Mapping[str, Contradictions],
        accepted: Mapping[str, Mapping[str, tuple[AcceptedFinding, ...]]],
    ) -> "Standing":
        """Return the same with what the rules found of claims; what was worked out without that is kept."""
        informed = replace(self, contradicted=contradicted, accepted=accepted)
        vars(informed).update({name: part for name, part in vars(self).items() if name not in _BY_CONTRADICTIONS})
        return informed

    @cached_property
    def adoption(self) -> Overview:
        """All that the adoption events say."""
        return Overview(self.plan, self.as_of)

    @property
    def latest(self) -> Latest:
        """The last adoption event of each site and change; of two on one day the later row counts."""
        return self.adoption.latest

    @property
    def tracker(self) -> Tracker:
        """Where every target site stands."""
        return self.adoption.tracker

    @property
    def rechecks(self) -> tuple[Recheck, ...]:
        """The looks again at what was put in place at target sites."""
        return self.adoption.rechecks

    @cached_property
    def charts(self) -> Mapping[str, ChartedMeasure]:
        """The chart of each measure, of all sites together."""
        return {name: chart_in_plan(self.plan, name, self.as_of) for name in self.plan.measures}

    @cached_property
    def reported(self) -> dict[str, dict[str | None, list[date]]]:
        """By measure that has data, and by site: the days with a value, in order; None stands for rows of no site."""
        measures = self.plan.measures
        return {name: reported(measure, self.as_of) for name, measure in measures.items() if measure.data is not None}

    @cached_property
    def rounds(self) -> Mapping[str, tuple[RatedRound, ...]]:
        """The rounds of ratings of each framework, oldest first."""
        return {name: rounds_of(self.plan, framework, self.as_of, {}) for name, framework in self.frameworks.items()}

    @cached_property
    def circumstances(self) -> Mapping[str, Circumstances]:
        """What scoring knows of the plan besides the answers, for each framework."""
        return {name: with_ratings(around, self.rounds[name]) for name, around in self._before_ratings.items()}

    @cached_property
    def gates(self) -> Mapping[str, tuple[GateScore, ...]]:
        """The gates of each framework, open or shut."""
        alone = {
            name: score_gates(
                framework,
                self.plan.answers.get(name, {}),
                contradicted=self.contradicted.get(name, {}),
                around=self.circumstances[name],
            )
            for name, framework in self.frameworks.items()
        }
        return with_requirements(alone, self.frameworks)

    @cached_property
    def scores(self) -> tuple[FrameworkScore, ...]:
        """The score of the plan by each of its frameworks."""
        scores = score_plan(self.plan, self.frameworks, self._before_ratings, self.contradicted)
        return tuple(replace(score, criteria=tuple(self._with_accepted(score))) for score in scores)

    def _with_accepted(self, score: FrameworkScore) -> Iterator[CriterionScore]:
        accepted = self.accepted.get(score.id, {})
        for criterion in score.criteria:
            yield replace(criterion, accepted=accepted.get(criterion.id, ()))

    @cached_property
    def _before_ratings(self) -> Mapping[str, Circumstances]:
        return {
            name: circumstances_of(self.plan, framework, self.as_of, self.latest)
            for name, framework in self.frameworks.items()
        }

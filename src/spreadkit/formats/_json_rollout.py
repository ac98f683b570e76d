"""A rollout as JSON: what it was worked out from, one entry a wave, what becomes of the date, and the checks.

Version 1: the first.
"""

from fractions import Fraction
from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump, unread_as_json
from spreadkit.model.base import kebab
from spreadkit.rollout.coaching import Supply
from spreadkit.rollout.deadline import DeadlineOptions, DeadlineOutlook
from spreadkit.rollout.feasibility import CheckOutcome, PlannedRollout
from spreadkit.rollout.schedule import PlannedWave, Schedule
from spreadkit.rollout.terms import RolloutTerms

_VERSION: Final = 1


def render_rollout(planned: PlannedRollout, _screen: Screen = PLAIN) -> str:
    """Write it all. Data have no colour, and always hold the whole arithmetic."""
    schedule = planned.schedule
    return dump(
        {
            "version": _VERSION,
            "as_of": planned.as_of.isoformat(),
            "unread": unread_as_json(planned.unread),
            "plan": planned.plan,
            "inputs": _inputs(schedule.terms),
            "assumed": [kebab(name) for name in schedule.terms.assumed],
            "waves": [_wave(wave) for wave in schedule.waves],
            **_whole(schedule),
            "date": _outlook(planned.outlook) if planned.outlook else None,
            "checks": [_held(outcome) for outcome in planned.held],
        }
    )


def _inputs(terms: RolloutTerms) -> dict[str, Any]:
    pace, coaching, gate = terms.pace, terms.coaching, terms.gate
    return {
        "sites": pace.sites,
        "unit_size": _number(pace.unit_size),
        "units": pace.units,
        "multiplier": pace.multiplier,
        "first_units": pace.first_units,
        "start": _day(terms.start),
        "by": _day(terms.by),
        "set_up": _number(pace.set_up),
        "step_months": [_number(length) for length in pace.lengths],
        "pause": _number(pace.pause),
        "slack": _number(pace.slack),
        "coaches": coaching.coaches,
        "hires": list(coaching.hires),
        "visits_each_month": _number(coaching.visits),
        "visits_after": _number(coaching.visits_after),
        "months_after": _number(coaching.months_after),
        "days_per_visit": _number(coaching.days_per_visit),
        "days_each_month": _number(coaching.days_each_month),
        "attrition": _number(coaching.attrition),
        "yield": _number(coaching.yields),
        "local_start": _number(gate.local_start),
        "points": gate.points,
        "interval": _number(gate.interval),
        "lag": _number(gate.lag),
    }


def _wave(wave: PlannedWave) -> dict[str, Any]:
    return {
        "number": wave.number,
        "step": wave.step,
        "new_units": wave.new_units,
        "units": wave.units,
        "new_sites": wave.new_sites,
        "sites": wave.sites,
        "start_month": _number(wave.start),
        "end_month": _number(wave.end),
        "start": _day(wave.first_day),
        "end": _day(wave.last_day),
        "visits": _number(wave.demand.visits),
        "coach_days": _number(wave.demand.days),
        "coaches_needed": wave.demand.coaches,
        "supply": _supply(wave.supply),
        "mended": _supply(wave.mended),
        "further_hires": wave.further_hires if wave.supply else None,
    }


def _supply(supply: Supply | None) -> dict[str, int] | None:
    if supply is None:
        return None
    return {name: getattr(supply, name) for name in ("stayed", "trained", "hired", "coaches", "short")}


def _whole(schedule: Schedule) -> dict[str, Any]:
    return {
        "tightest": schedule.tightest.number if schedule.tightest else None,
        "busiest": schedule.busiest.number,
        "gate_months": _number(schedule.terms.gate.least),
        "too_short": [wave.number for wave in schedule.too_short],
        "end_month": _number(schedule.end),
        "end": _day(schedule.last_day),
        "end_with_slack": _day(schedule.last_day_with_slack),
    }


def _outlook(outlook: DeadlineOutlook) -> dict[str, Any]:
    return {
        "by": _day(outlook.by),
        "met": outlook.is_met,
        "met_with_slack": outlook.is_met_with_slack,
        "least_multiplier": outlook.least_multiplier,
        "latest_start": _day(outlook.latest_start),
        "latest_start_with_slack": _day(outlook.latest_start_with_slack),
        "gives": _gives(outlook.gives) if outlook.gives else None,
    }


def _gives(gives: DeadlineOptions) -> dict[str, Any]:
    return {
        "later": _day(gives.later),
        "later_with_slack": _day(gives.later_with_slack),
        "earliest": _day(gives.earliest),
        "longest_step": gives.longest_step,
        "long_enough": gives.is_long_enough,
        "sites_by_then": gives.sites_by_then,
        "hires": [{"wave": wave, "hires": hires} for wave, hires in gives.hires],
    }


def _held(held: CheckOutcome) -> dict[str, Any]:
    findings = [
        {"code": finding.code, "slug": finding.slug, "severity": finding.severity.value, "message": finding.message}
        for finding in held.findings
    ]
    return {"id": held.check.id, "says": held.check.says, "findings": findings}


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)

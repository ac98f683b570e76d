"""Adoption as JSON. Its shape is a promise, as that of the other JSON is."""

from typing import Any, Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.times import TimeToStage
from spreadkit.adoption.tracking import TrackedSite, TrackerCell
from spreadkit.adoption.words import WHAT
from spreadkit.forecast.outlook import Forecast, forecast_sentence
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump

_VERSION: Final = 1


def render_adoption(overview: Overview, _screen: Screen = PLAIN) -> str:
    """Write every target site with every change, and how far the spread has come over time."""
    tracker, now = overview.tracker, overview.reached
    return dump(
        {
            "version": _VERSION,
            "plan": overview.name,
            "as_of": tracker.as_of.isoformat(),
            "changes": [{"id": change, "core": change in tracker.core} for change in tracker.changes],
            "stale_after_days": tracker.stale_after,
            "now": {"ever": now.ever, "current": now.current, "of": now.of},
            "sites": [_site(each) for each in tracker.sites],
            "over_time": [
                {"on": each.on.isoformat(), "ever": each.ever, "current": each.current, "of": each.of}
                for each in overview.reach
            ],
            "targets": [
                {"since": None if index == 0 else day.isoformat(), "sites": size}
                for index, (day, size) in enumerate(overview.targets)
            ],
            "extent": [
                {
                    "change": each.change,
                    "in_place": each.in_place,
                    "of": each.of,
                    "unknown": each.unknown,
                    "not_applicable": each.not_applicable,
                }
                for each in overview.extents
            ],
            "completeness": [
                {"site": each.site, "in_place": each.in_place, "of": each.of, "all_core": each.whole}
                for each in overview.completeness
            ],
            "rechecks": [
                {
                    "site": each.site,
                    "change": each.change,
                    "months": each.months,
                    "since": each.since.isoformat(),
                    "due": each.due.isoformat(),
                    "state": each.state.value,
                }
                for each in overview.rechecks
            ],
            "times": [_time(each) for each in overview.times],
            "forecast": _forecast(overview.forecast) if overview.forecast else None,
        }
    )


def _site(each: TrackedSite) -> dict[str, Any]:
    return {
        "id": each.site.id,
        "name": each.site.name,
        "wave": each.site.wave,
        "owner": each.owner,
        "begun": each.due,
        "all_core": each.whole,
        "lowest": each.lowest,
        "age_days": each.age,
        "stale": each.stale,
        "marks": list(each.marks),
        "changes": [_cell(cell) for cell in each.cells],
    }


def _cell(cell: TrackerCell) -> dict[str, Any]:
    event = cell.event
    return {
        "id": cell.change,
        "stage": event.stage.value if event else None,
        "on": event.date.isoformat() if event else None,
        "age_days": cell.age,
        "barrier": event.barrier if event else None,
        "reason": event.reason.value if event and event.reason else None,
        "by": event.by if event else None,
    }


def _time(each: TimeToStage) -> dict[str, Any]:
    curve = each.curve
    return {
        "stage": each.stage.value,
        "begun": curve.watched,
        "open": curve.open,
        "without_start": each.without_start,
        "median_days": curve.median,
        "median_low": curve.median_range.low if curve.median_range else None,
        "median_high": curve.median_range.high if curve.median_range else None,
        "curve": [
            {"days": step.days, "at_risk": step.at_risk, "reached": step.events, "share_open": float(step.share)}
            for step in curve.steps
        ],
    }


def _forecast(made: Forecast) -> dict[str, Any]:
    return {
        "kind": made.kind.value,
        "by": made.by.isoformat(),
        "eligible": made.eligible,
        "counted_on": made.counted_on.isoformat() if made.counted_on else None,
        "reached": made.reached,
        "low": made.low,
        "middle": made.middle,
        "high": made.high,
        "says": forecast_sentence(made, what=WHAT, aim=made.eligible),
        "methods": [
            {
                "name": each.name,
                "low": each.low,
                "middle": each.middle,
                "high": each.high,
                "left_out": each.left_out or None,
            }
            for each in made.methods
        ],
        "path": [{"on": each.on.isoformat(), "low": each.low, "high": each.high} for each in made.path],
    }

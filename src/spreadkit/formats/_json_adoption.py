"""Adoption as JSON. Its shape is a promise, as that of the other JSON is."""

from typing import Any, Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.times import TimeToStage
from spreadkit.adoption.tracking import TrackedSite, TrackerCell
from spreadkit.adoption.words import WHAT
from spreadkit.forecast.kept import JudgedForecast
from spreadkit.forecast.outlook import Forecast
from spreadkit.forecast.sentences import forecast_sentences
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump, unread_as_json

_VERSION: Final = 1


def render_adoption(overview: Overview, _screen: Screen = PLAIN) -> str:
    """Write every target site with every change, and how far the spread has come over time."""
    tracker, now = overview.tracker, overview.reached
    return dump(
        {
            "version": _VERSION,
            "plan": overview.name,
            "as_of": tracker.as_of.isoformat(),
            "unread": unread_as_json(overview.unread),
            "changes": [{"id": change, "core": change in tracker.core} for change in tracker.changes],
            "stale_after_days": tracker.stale_after,
            "now": {"ever": now.ever, "current": now.current, "of": now.of},
            "sites": [_site(tracked) for tracked in tracker.sites],
            "over_time": [
                {"on": reach.on.isoformat(), "ever": reach.ever, "current": reach.current, "of": reach.of}
                for reach in overview.reach
            ],
            "targets": [
                {"since": None if index == 0 else day.isoformat(), "sites": size}
                for index, (day, size) in enumerate(overview.targets)
            ],
            "extent": [
                {
                    "change": extent.change,
                    "in_place": extent.in_place,
                    "of": extent.of,
                    "unknown": extent.unknown,
                    "not_applicable": extent.not_applicable,
                }
                for extent in overview.extents
            ],
            "completeness": [
                {
                    "site": completeness.site,
                    "in_place": completeness.in_place,
                    "of": completeness.of,
                    "all_core": completeness.whole,
                }
                for completeness in overview.completeness
            ],
            "rechecks": [
                {
                    "site": recheck.site,
                    "change": recheck.change,
                    "months": recheck.months,
                    "since": recheck.since.isoformat(),
                    "due": recheck.due.isoformat(),
                    "state": recheck.state.value,
                }
                for recheck in overview.rechecks
            ],
            "times": [_time(time) for time in overview.times],
            "forecast": _forecast(overview.forecast) if overview.forecast else None,
            "kept_forecasts": [_kept(judged) for judged in overview.kept_forecasts],
        }
    )


def _site(tracked: TrackedSite) -> dict[str, Any]:
    return {
        "id": tracked.site.id,
        "name": tracked.site.name,
        "wave": tracked.site.wave,
        "owner": tracked.owner,
        "begun": tracked.due,
        "all_core": tracked.whole,
        "lowest": tracked.lowest,
        "age_days": tracked.age,
        "stale": tracked.stale,
        "marks": list(tracked.marks),
        "changes": [_cell(cell) for cell in tracked.cells],
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


def _time(time: TimeToStage) -> dict[str, Any]:
    curve = time.curve
    return {
        "stage": time.stage.value,
        "begun": curve.watched,
        "open": curve.open,
        "without_start": time.without_start,
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
        "why": made.why.value if made.why else None,
        "says": list(forecast_sentences(made, what=WHAT, aim=made.eligible)),
        "path": [{"on": point.on.isoformat(), "low": point.low, "high": point.high} for point in made.path],
    }


def _kept(judged: JudgedForecast) -> dict[str, Any]:
    kept = judged.kept
    return {
        "made_on": kept.made_on.isoformat(),
        "by": kept.by.isoformat(),
        "of": kept.of,
        "low": kept.low,
        "middle": kept.middle,
        "high": kept.high,
        "came_true": judged.seen.reached if judged.seen and judged.verdict.is_judged else None,
        "verdict": judged.verdict.value,
    }

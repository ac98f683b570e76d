"""Adoption as JSON. Its shape is a promise, as that of the other JSON is."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import rechecks_that_count
from spreadkit.adoption.state import CoreState
from spreadkit.adoption.times import TimeToStage
from spreadkit.adoption.tracking import TrackedSite, TrackerCell
from spreadkit.adoption.words import WHAT, reach_sentence, state_words
from spreadkit.forecast.kept import JudgedForecast
from spreadkit.forecast.outlook import Forecast
from spreadkit.forecast.sentences import forecast_sentences
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump, unread_as_json

_VERSION: Final = 1


def render_adoption(overview: Overview, _screen: Screen = PLAIN) -> str:
    """Write every target site with every change, and how far the spread has come over time."""
    tracker, now, looks = overview.tracker, overview.reached, overview.looks
    stale, counting = (
        {site.site.id for site in tracker.sites if site.stale},
        set(rechecks_that_count(overview.rechecks)),
    )
    return dump(
        {
            "version": _VERSION,
            "plan": overview.name,
            "as_of": tracker.as_of.isoformat(),
            "unread": unread_as_json(overview.unread),
            "changes": [{"id": change, "core": change in tracker.core} for change in tracker.changes],
            "stale_after_days": tracker.stale_after,
            "now": {
                "ever": now.ever,
                "current": now.current,
                "of": now.of,
                "meant": overview.of,
                "stale": _ids(overview.stale_there),
                "unknown": _ids(overview.not_known),
                "not_applicable": _ids(overview.not_applicable),
                "says": reach_sentence(overview),
            },
            "sites": [_site(tracked, overview.titles) for tracked in tracker.sites],
            "over_time": [
                {
                    "on": reach.on.isoformat(),
                    "ever": reach.ever,
                    "current": reach.current,
                    "of": reach.of,
                    "stale": list(overview.stale_on(reach.on)),
                }
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
                    "stale": _ids(tracker.stale_with(extent.change)),
                }
                for extent in overview.extents
            ],
            "completeness": [
                {
                    "site": completeness.site,
                    "in_place": completeness.in_place,
                    "of": completeness.of,
                    "all_core": _whole(completeness.core),
                    "core": completeness.core.value,
                    "stale": completeness.site in stale,
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
                    "on": recheck.on.isoformat() if recheck.on else None,
                    "counts": recheck in counting,
                }
                for recheck in overview.rechecks
            ],
            "looks": {
                "held": len(looks.held),
                "lost": len(looks.lost),
                "lost_early": len(looks.early),
                "overdue": len(looks.overdue),
                "due": len(looks.due),
                "to_come": len(looks.to_come),
                "next_due": looks.next_due.isoformat() if looks.next_due else None,
            },
            "reasons": [{"says": says, "sites": list(sites)} for says, sites in tracker.reasons],
            "times": [_time(time) for time in overview.times],
            "forecast": _forecast(overview.forecast) if overview.forecast else None,
            "kept_forecasts": [_kept(judged) for judged in overview.kept_forecasts],
        }
    )


def _ids(sites: Iterable[TrackedSite]) -> list[str]:
    return [tracked.site.id for tracked in sites]


def _whole(core: CoreState) -> bool | None:
    return {CoreState.IN_PLACE: True, CoreState.NOT_YET: False}.get(core)


def _site(tracked: TrackedSite, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": tracked.site.id,
        "name": tracked.site.name,
        "wave": tracked.site.wave,
        "owner": tracked.owner,
        "begun": tracked.begun,
        "all_core": _whole(tracked.core),
        "core": tracked.core.value,
        "lowest": tracked.lowest,
        "age_days": tracked.age,
        "last_news": tracked.news.isoformat() if tracked.news else None,
        "stale": tracked.stale,
        "silent": tracked.silent,
        "marks": [*(["NO OWNER"] if tracked.owner is None else []), *(["STALE"] if tracked.stale else [])],
        "state": {
            "kind": tracked.state.kind.value,
            "changes": list(tracked.state.changes),
            "since": tracked.state.since.isoformat() if tracked.state.since else None,
            "says": state_words(tracked, titles),
        },
        "barriers": [
            {
                "says": barrier.says,
                "change": barrier.change,
                "on": barrier.on.isoformat(),
                "reason": barrier.reason.value if barrier.reason else None,
                "open": barrier.is_open,
            }
            for barrier in tracked.barriers
        ],
        "changes": [_cell(cell) for cell in tracked.cells],
    }


def _cell(cell: TrackerCell) -> dict[str, Any]:
    event = cell.event
    return {
        "id": cell.change,
        "stage": event.stage.value if event else None,
        "on": event.date.isoformat() if event else None,
        "since": cell.since.isoformat() if cell.since else None,
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

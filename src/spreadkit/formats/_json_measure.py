"""Measures as JSON. Its shape is a promise, as that of the other JSON is."""

from datetime import date
from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump, unread_as_json
from spreadkit.measures.measure_charts import ChartedMeasure, MeasureCharts, limits_of, meets
from spreadkit.measures.predicted import PredictionResult
from spreadkit.measures.series import MeasureLine, missing_periods
from spreadkit.measures.spc.results import Signal, SpcChart
from spreadkit.measures.table import MeasureTableRow, RowTarget, table_of
from spreadkit.model.base import known
from spreadkit.model.measure import NamedTarget, StatedLimits

_VERSION: Final = 1


def render_measure(charts: MeasureCharts, _screen: Screen = PLAIN) -> str:
    """Write every chart with its points, phases and signals; what is missing is null."""
    return dump(
        {
            "version": _VERSION,
            "plan": charts.plan,
            "as_of": charts.as_of.isoformat(),
            "unread": unread_as_json(charts.unread),
            "table": [_row(row) for row in table_of(charts).rows],
            "charts": [_charted(name, charted) for name, charted in charts.charts],
        }
    )


def _row(row: MeasureTableRow) -> dict[str, Any]:
    """Write what the table of measures says of one measure, at one site or at all together."""
    special = row.special
    return {
        "measure": row.measure,
        "site": row.site,
        "site_name": None if row.site is None else row.site_name,
        "wave": row.wave,
        "title": row.title,
        "kind": row.kind.value,
        "unit": row.unit,
        "better": row.better,
        "state": row.state.value,
        "data": row.data_says,
        "latest": None if row.latest is None else float(row.latest),
        "latest_on": _day(row.latest_on),
        "before": None if row.before is None else float(row.before),
        "before_says": row.before_says,
        "target": None if row.target is None else _row_target(row.target),
        "targets": [_row_target(target) for target in row.targets],
        "variation": row.variation.value,
        "assurance": row.assurance.value,
        "special_cause": None
        if special is None
        else {
            "rule": special.rule.value,
            "since": special.since.isoformat(),
            "until": special.until.isoformat(),
            "judgement": special.judgement,
        },
        "points": row.points,
        "last_data": _day(row.last_data),
        "says": row.says,
    }


def _row_target(target: RowTarget) -> dict[str, Any]:
    return {
        "id": target.id,
        "title": target.title,
        "kind": None if target.origin is None else target.origin.value,
        "target": None if target.value is None else float(target.value),
        "target_is": target.side,
        "met": target.met,
        "by": _day(target.by),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _charted(name: str, charted: ChartedMeasure) -> dict[str, Any]:
    chart, measure, target = charted.chart, charted.measure, charted.target
    return {
        "measure": name,
        "site": charted.site,
        "title": measure.title,
        "kind": measure.kind.value,
        "better": measure.better,
        "unit": measure.unit,
        "target": None if target is None else float(target.value),
        "target_is": None if target is None else target.side,
        "meets_target": charted.meets_target,
        "targets": [_target(charted, name, named) for name, named in charted.targets],
        "predicted": None if charted.predicted is None else _predicted(charted.predicted),
        "chart": chart.kind.value if chart else None,
        "rules": charted.rule_set.id,
        "source": charted.rule_set.source,
        "says": charted.says,
        "points": [_point(charted, index) for index in range(len(charted.line))],
        "phases": _phases(charted, chart) if chart else [],
        "sites": _sites(charted),
        "limits": _limits(limits_of(charted)),
        "run_length": _run_length(charted),
        "network": None if charted.network is None else _network(charted.network),
        "missing": [day.isoformat() for day in missing_periods(measure, charted.line)],
        "signals": [_signal(charted, signal, judgement) for signal, judgement in charted.signals],
        "notes": list(charted.notes),
    }


def _predicted(result: PredictionResult) -> dict[str, Any]:
    """Write what was predicted, by whom and when, and what came of it."""
    prediction, on = result.prediction, known(result.prediction.on)
    return {
        "low": float(prediction.least),
        "high": float(prediction.most),
        "by": prediction.by.isoformat(),
        "basis": prediction.basis,
        "who": prediction.who,
        "on": None if on is None else on.isoformat(),
        "state": result.state.value,
        "came": None if result.came is None else float(result.came),
        "dates": [day.isoformat() for day in result.dates],
        "says": result.says,
    }


def _point(charted: ChartedMeasure, index: int) -> dict[str, Any]:
    line, chart = charted.line, charted.chart
    point = chart.points[index] if chart else None
    value, count, per = line.values[index], line.counts[index], line.pers[index]
    return {
        "date": line.dates[index].isoformat(),
        "value": None if value is None else float(value),
        "count": None if count is None else float(count),
        "per": None if per is None else float(per),
        "sites": line.sites[index],
        "reporters": sorted(line.reporters[index]),
        "centre": point.centre if point else None,
        "lower": point.lower if point else None,
        "upper": point.upper if point else None,
        "excluded": point.excluded if point else False,
        "rule": point.rule.value if point and point.rule else None,
        "direction": point.direction if point else None,
    }


def _sites(charted: ChartedMeasure) -> dict[str, Any]:
    """Write whether the last phase is of the same sites, and which sites are not in all of its values."""
    like, dates = charted.like, charted.line.dates
    return {
        "compared": like.state.value,
        "throughout": sorted(like.sites.throughout),
        "share": round(float(like.share), 4),
        "changed": [
            {
                "site": change.site,
                "what": change.kind.value,
                "date": dates[change.place].isoformat(),
                "lacking": change.lacking,
            }
            for change in like.sites.changes
        ],
        "not_in_last": list(like.sites.not_in_last),
    }


def _phases(charted: ChartedMeasure, chart: SpcChart) -> list[dict[str, Any]]:
    dates = charted.line.dates
    return [
        {
            "from": dates[phase.first].isoformat(),
            "to": dates[phase.last].isoformat(),
            "values": phase.values,
            "baseline": phase.baseline,
            "centre": phase.centre,
            "useful": phase.useful,
            "longest_run": phase.longest_run,
            "longest_allowed": phase.longest_allowed,
            "crossings": phase.crossings,
            "crossings_needed": phase.crossings_needed,
            "trial": phase.trial,
            "frozen": phase.frozen,
            "stated": phase.stated,
            "awaited": phase.awaited,
        }
        for phase in chart.phases
    ]


def _target(charted: ChartedMeasure, name: str, named: NamedTarget) -> dict[str, Any]:
    """Write a target beside the one that the measure is held against."""
    target, by = known(named.value), known(named.by)
    return {
        "id": name,
        "kind": None if named.kind is None else named.kind.value,
        "title": named.title_or(name),
        "target": None if target is None else float(target.value),
        "target_is": None if target is None else target.side,
        "meets": None if target is None else meets(charted, target),
        "by": None if by is None else by.isoformat(),
        "because": named.because,
        "source": named.source,
    }


def _limits(limits: StatedLimits | None) -> dict[str, Any] | None:
    """Write what the lines of the last phase are stated to be."""
    if limits is None:
        return None
    return {
        "centre": float(limits.centre),
        "lower": None if limits.lower is None else float(limits.lower),
        "upper": None if limits.upper is None else float(limits.upper),
        "because": limits.because,
        "source": limits.source,
    }


def _run_length(charted: ChartedMeasure) -> dict[str, Any] | None:
    length = charted.measure.run_length
    if length is None or charted.rule_set.run_length is None:
        return None
    return {"values": length.values, "because": length.because, "source": length.source}


def _network(line: MeasureLine) -> list[dict[str, Any]]:
    """Write the values of all sites together that stand beside those of one."""
    return [
        {"date": when.isoformat(), "value": None if value is None else float(value)}
        for when, value in zip(line.dates, line.values, strict=True)
    ]


def _signal(charted: ChartedMeasure, signal: Signal, judgement: str) -> dict[str, Any]:
    return {
        "rule": signal.rule.value,
        "direction": signal.direction,
        "judgement": judgement,
        "dates": [charted.line.dates[index].isoformat() for index in signal.points],
        "says": signal.says,
    }

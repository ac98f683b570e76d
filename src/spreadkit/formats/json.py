"""JSON for programs. Its shape is a promise, written down in docs/json.md; the models may change, this may not.

Version 1: the first.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any, Final

from spreadkit.formats import PLAIN, Format, Screen
from spreadkit.model.finding import CheckResult, Finding, Location, Severity
from spreadkit.model.profile import ConceptLine
from spreadkit.model.score import (
    Agreement,
    BandDoubt,
    CriterionScore,
    FigureScore,
    FigureTerm,
    FrameworkScore,
    GateScore,
    NextRung,
    NormBeside,
    PlanScore,
    RoundScore,
    ScoreRange,
)
from spreadkit.model.unread import Unread
from spreadkit.model.verdict import Verdict
from spreadkit.scoring.norms import norm_sentence
from spreadkit.verdicts.grammar import plain

FORMAT: Final = Format(endings=(".json",))

_VERSION: Final = 1


def render_check(result: CheckResult, _screen: Screen = PLAIN) -> str:
    """Write what was checked and found."""
    checked = result.checked
    return dump(
        {
            "version": _VERSION,
            "checked": {
                "plans": checked.plans,
                "frameworks": checked.frameworks,
                "tables": checked.tables,
                "crosswalks": checked.crosswalks,
                "vocabularies": checked.vocabularies,
                **({"signposts": checked.signposts} if checked.signposts else {}),
            },
            "findings": [_finding(finding) for finding in result.findings],
            **({"passed_over": list(result.passed_over)} if result.passed_over else {}),
            "summary": {severity.value: result.count(severity) for severity in Severity},
        }
    )


def unread_as_json(unread: tuple[Unread, ...]) -> list[dict[str, Any]]:
    """Write what of a plan could not be read: it is not what is not there."""
    return [
        {
            "part": list(one.part),
            "file": one.file,
            "line": one.line,
            "rows": one.rows,
            "of": one.of,
            "values": one.values,
            "says": one.says,
            "why": one.why,
        }
        for one in unread
    ]


def render_score(score: PlanScore, _screen: Screen = PLAIN) -> str:
    """Write gates, components and criteria of every framework; a value that must not be shown is null."""
    return dump(
        {
            "version": _VERSION,
            "as_of": score.as_of.isoformat(),
            "plan": score.plan,
            "unread": unread_as_json(score.unread),
            "frameworks": [_framework(framework) for framework in score.frameworks],
            "verdicts": list(map(_verdict, score.verdicts)),
            **({"concepts": [_concept(line) for line in score.profile]} if score.profile else {}),
        }
    )


def _verdict(verdict: Verdict) -> dict[str, Any]:
    inputs = [{"name": given.name, "value": given.value, "route": list(given.route)} for given in verdict.inputs]
    return {
        "question": verdict.question.value,
        "row": verdict.row,
        "word": plain(verdict.word),
        "sign": verdict.sign.value,
        "says": plain(verdict.says),
        "inputs": inputs,
    }


def dump(data: dict[str, Any]) -> str:
    """Return data as JSON, as every command writes it."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(finding.location),
        "route": list(finding.route),
        "help": finding.help,
        "cause": finding.cause,
        **({"places": [_place(place) for place in finding.places]} if finding.places else {}),
    }


def _place(place: Location) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _framework(score: FrameworkScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "edition": score.edition,
        "score": _range(score.range),
        "band": score.figure.band,
        "band_doubt": _doubt(score.figure.doubt),
        "coverage": _number(score.coverage),
        "figure": _figure(score.figure),
        "components": [{**_figure(component), **_ends(component.range)} for component in score.components],
        "figures": [_figure(figure) for figure in score.figures],
        "gates": [_gate(gate) for gate in score.gates],
        "criteria": [_criterion(criterion) for criterion in score.criteria],
        "norms": [_norm(norm) for norm in score.norms],
        "rounds": [_round(round_) for round_ in score.rounds],
        "left_out": dict(score.left_out),
        "variant": score.variant or None,
        "loosened": list(score.loosened),
        "concluded": [
            {
                "says": conclusion.says,
                "band": conclusion.band,
                "by": conclusion.by,
                "on": _date(conclusion.on),
                "differs": conclusion.differs,
            }
            for conclusion in score.concluded
        ],
    }


def _norm(norm: NormBeside) -> dict[str, Any]:
    return {
        "id": norm.id,
        "of": norm.of,
        "value": _number(norm.value),
        "statistic": norm.statistic,
        "deviation": _number(norm.deviation),
        "cases": norm.cases,
        "who": norm.who,
        "year": norm.year,
        "basis": norm.basis.value,
        "sources": list(norm.sources),
        "here": _range(norm.here),
        "says": norm_sentence(norm),
    }


def _concept(line: ConceptLine) -> dict[str, Any]:
    return {
        "id": line.concept,
        "title": line.title,
        "frameworks": [
            {
                "id": share.framework,
                "satisfied": share.satisfied,
                "answered": share.answered,
                "applicable": share.applicable,
                "low": _number(share.low),
                "high": _number(share.high),
            }
            for share in line.shares
        ],
    }


def _range(figures: ScoreRange | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    return {
        "value": _number(figures.value),
        "low": _number(figures.low),
        "high": _number(figures.high),
        "verified": _number(figures.verified),
        "least": _number(figures.least),
        "most": _number(figures.most),
        "unit": figures.unit,
    }


def _figure(score: FigureScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "title": score.title,
        "method": score.method,
        "score": _range(score.range),
        "word": score.word,
        "band": score.band,
        "says": score.says,
        "decided_by": list(score.decided_by),
        "counts": dict(score.counts),
        "coverage": _number(score.coverage),
        "answered": score.answered,
        "applicable": score.applicable,
        "weight": _number(score.weight),
        "per_site": score.per_site,
        "terms": [_term(term) for term in score.terms],
        "notes": list(score.notes),
        "doubt": _doubt(score.doubt),
        "next_rung": _next_rung(score.next_rung),
    }


def _doubt(doubt: BandDoubt | None) -> dict[str, Any] | None:
    if doubt is None:
        return None
    return {
        "low": _number(doubt.low),
        "high": _number(doubt.high),
        "words": list(doubt.words),
        "points": [
            {
                "criterion": cell.criterion,
                "level": cell.level,
                **{name: _number(getattr(cell, name)) for name in ("value", "low", "high")},
            }
            for cell in doubt.points
        ],
    }


def _next_rung(rung: NextRung | None) -> dict[str, Any] | None:
    if rung is None:
        return None
    lacks = [
        {"criterion": lack.criterion, "level": lack.level, "needs": lack.needs, "why": lack.why} for lack in rung.lacks
    ]
    return {"id": rung.id, "title": rung.title, "lacks": lacks}


def _term(term: FigureTerm) -> dict[str, Any]:
    numbers = {name: _number(getattr(term, name)) for name in ("value", "low", "high", "weight", "counted")}
    return {"id": term.id, "answer": term.answer, **numbers, "note": term.note}


def _round(score: RoundScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "on": score.on.isoformat(),
        "edition": score.edition,
        "score": _range(score.figure.range),
        "says": score.figure.says,
        "change": _number(score.change),
        "common": score.common,
        "agreement": [_agreement(agreement) for agreement in score.agreement],
        "together": [
            {
                "component": group.component,
                "criteria": group.criteria,
                "within_group": _number(group.within_group),
                "counts": not group.why,
                "why": group.why,
            }
            for group in score.together
        ],
        "components": [
            {"id": move.component, "change": _number(move.change), "common": move.common} for move in score.components
        ],
        "split": [
            {
                "criterion": parts.criterion,
                "into": list(parts.into),
                "raters": parts.raters,
                "levels": dict(parts.levels),
                "mean": _number(parts.mean),
            }
            for parts in score.split
        ],
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    numbers = ("mean", "median", "low", "high", "deviation", "absolute_deviation", "within_group", "agreed", "shift")
    return {
        "criterion": agreement.criterion,
        "raters": agreement.raters,
        "not_rated": agreement.not_rated,
        **{name: _number(getattr(agreement, name)) for name in numbers},
        "spans": agreement.spans,
        "differ": agreement.differ,
        "levels": dict(agreement.levels),
        "roles": list(agreement.roles),
        "counts": agreement.counts,
        "why": agreement.why,
    }


def _gate(score: GateScore) -> dict[str, Any]:
    blockers = [
        {"criterion": blocker.criterion, "level": blocker.level, "needs": blocker.needs, "kind": blocker.kind}
        for blocker in score.blockers
    ]
    return {"id": score.id, "open": score.open, "asked_at": list(score.asked_at), "blockers": blockers}


def _criterion(score: CriterionScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "level": score.level,
        "state": score.state.value,
        "value": _number(score.value),
        "points": _number(score.points),
        "says": score.says,
        "sites": None if score.sites is None else list(score.sites),
        "importance": _number(score.importance),
        "importance_says": score.importance_says or None,
        "confidence": score.confidence,
        "enough": score.enough,
        "claimed": score.claimed,
        "verified": score.verified,
        "accepted": [
            {
                "rule": finding.rule,
                "by": finding.by,
                "because": finding.because,
                "until": finding.until.isoformat(),
            }
            for finding in score.accepted
        ],
    }


def _ends(figures: ScoreRange | None) -> dict[str, float | None]:
    return {name: _number(getattr(figures, name, None)) for name in ("value", "low", "high", "least", "most")}


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

"""JSON for programs. Its shape is a promise, written down in docs/json.md; the models may change, this may not.

Version 1: the first.
"""

import json
from decimal import Decimal
from typing import Any, Final

from spreadkit.model.finding import CheckResult, Finding, Severity
from spreadkit.model.score import ComponentScore, CriterionScore, FrameworkScore, GateScore, PlanScore

VERSION: Final = 1


def render_check(result: CheckResult, *, colour: bool = False) -> str:  # noqa: ARG001 - data have no colour
    """Write what was checked and found."""
    checked = result.checked
    return _dump(
        {
            "version": VERSION,
            "checked": {"plans": checked.plans, "frameworks": checked.frameworks, "tables": checked.tables},
            "findings": [_finding(finding) for finding in result.findings],
            "summary": {severity.value: result.count(severity) for severity in Severity},
        }
    )


def render_score(score: PlanScore, *, colour: bool = False, explain: bool = False) -> str:  # noqa: ARG001
    """Write gates, components and criteria of every framework; a value that must not be shown is null."""
    return _dump(
        {
            "version": VERSION,
            "as_of": score.as_of.isoformat(),
            "plan": score.plan,
            "frameworks": [_framework(framework) for framework in score.frameworks],
        }
    )


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "route": list(finding.route),
        "help": finding.help,
    }


def _framework(score: FrameworkScore) -> dict[str, Any]:
    figures = score.range
    return {
        "id": score.id,
        "edition": score.edition,
        "score": {
            "value": _number(figures.value),
            "low": _number(figures.low),
            "high": _number(figures.high),
            "verified": _number(figures.verified),
        },
        "coverage": _number(score.coverage),
        "components": [_component(component) for component in score.components],
        "gates": [_gate(gate) for gate in score.gates],
        "criteria": [_criterion(criterion) for criterion in score.criteria],
    }


def _component(score: ComponentScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "value": _number(score.range.value),
        "low": _number(score.range.low),
        "high": _number(score.range.high),
        "coverage": _number(score.coverage),
    }


def _gate(score: GateScore) -> dict[str, Any]:
    blockers = [{"criterion": each.criterion, "level": each.level, "needs": each.needs} for each in score.blockers]
    return {"id": score.id, "open": score.open, "blockers": blockers}


def _criterion(score: CriterionScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "level": score.level,
        "state": score.state.value,
        "value": _number(score.value),
        "claimed": score.claimed,
        "verified": score.verified,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

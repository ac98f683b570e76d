"""Risks: how likely, how bad, what is done about each, and who answers for that."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.plan import Risk
from spreadkit.model.report import Block, Section
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, folded, section, table, who

ORDER = 110
SHOWS: Final = ("risks",)

_RANK = {"high": 0, "medium": 1, "low": 2}


def build(view: View) -> Section | None:
    """Build the section."""
    return section("risks", "Risks", _blocks(view)) if view.plan.risks else None


def _blocks(view: View) -> Iterator[Block]:
    headers = ["Risk", "Likelihood", "Impact", "Response", "Owner", "Next review"]
    waiting = [risk for risk in view.plan.risks.values() if risk.state == "open"]
    closed = [risk for risk in view.plan.risks.values() if risk.state == "closed"]
    if waiting:
        worst = sorted(waiting, key=lambda risk: _RANK[risk.likelihood] + _RANK[risk.impact])
        yield table("Open risks, gravest first", headers, [_row(view, risk) for risk in worst])
    if closed:
        rows = [_row(view, risk) for risk in closed]
        yield folded(f"Closed risks ({len(closed)})", table("Closed risks", headers, rows))


def _row(view: View, risk: Risk) -> WordedRow:
    review = due(risk.review, view.as_of, is_open=risk.state == "open")
    return [risk.what, risk.likelihood, risk.impact, risk.response, who(view, risk.owner), review]

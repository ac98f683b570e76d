"""For the steering group: obstacles and risks that are late, due soon or grave; of the rest, how many there are."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.people import Obstacle, Role
from spreadkit.model.plan import Risk
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._pack import (
    LINE_ROOM,
    Part,
    by_day,
    horizon,
    in_brief,
    is_late,
    pack_table,
    page_part,
    people,
    rest,
    site_names,
    who_has,
    words_for_sites,
)
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow
from spreadkit.words import by_number, count_of, some_of

PACK: Final = 90

_MOST: Final = 5
_MOST_RISKS: Final = 4
"""How many obstacles, and how many risks, the page has room for. The figures are ours."""

_RANK: Final = {"high": 0, "medium": 1, "low": 2}


def build(view: View) -> Section | None:
    """Build the section; nothing where the plan has neither obstacles nor risks."""
    if not view.plan.obstacles and not view.plan.risks:
        return None
    obstacles = [obstacle for obstacle in view.plan.obstacles.values() if obstacle.state == "open"]
    risks = [risk for risk in view.plan.risks.values() if risk.state == "open"]
    ask = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.EXECUTIVE_SPONSOR)
    blocks = _blocks(view, obstacles, risks)
    return page_part(view, Part("risks", "Obstacles and risks", _title(view, obstacles, risks), blocks, ask=ask))


def _title(view: View, obstacles: list[Obstacle], risks: list[Risk]) -> str:
    late = sum(is_late(view, obstacle.due) for obstacle in obstacles)
    if obstacles:
        number = len(obstacles)
        said = f"{count_of(number, 'obstacle')} {by_number(number, 'is', 'are')} open"
        said += f", {late} past {by_number(late, 'its', 'their')} day" if late else ", none past its day"
    else:
        said = "No obstacle is open"
    number = len(risks)
    in_view = f"{count_of(number, 'risk')} {by_number(number, 'is', 'are')}" if number else "no risk is"
    return f"{said}; {in_view} in view."


def _blocks(view: View, obstacles: list[Obstacle], risks: list[Risk]) -> Iterator[Block]:
    ahead, names = horizon(view), site_names(view)
    soonest = sorted(obstacles, key=lambda obstacle: obstacle.due or date.max)
    pressing = [obstacle for obstacle in soonest if obstacle.due is None or obstacle.due <= ahead]
    shown = (soonest if len(soonest) <= _MOST else pressing or soonest)[:_MOST]
    where = f"{words_for_sites(view)[1].capitalize()}?"
    if shown:
        headers = ["What is in the way", where, "Who clears it", "By"]
        yield pack_table(
            "Open obstacles, soonest first", headers, [_obstacle(view, obstacle, names) for obstacle in shown]
        )
    if left := rest(len(obstacles) - len(shown), "open obstacle"):
        yield Paragraph(text=left)
    gravest = sorted(risks, key=lambda risk: (_RANK[risk.likelihood] + _RANK[risk.impact], risk.review or date.max))
    if gravest:
        headers = ["What may come", "How likely, how bad", "What is done?", "Who", "Look again on"]
        yield pack_table("Open risks, gravest first", headers, [_risk(view, risk) for risk in gravest[:_MOST_RISKS]])
    if left := rest(len(gravest) - _MOST_RISKS, "risk"):
        yield Paragraph(text=left)


def _obstacle(view: View, obstacle: Obstacle, names: dict[str, str]) -> WordedRow:
    where = some_of([in_brief(names.get(site, view.site(site))) for site in obstacle.sites])
    told = people(view, obstacle.escalated)
    with_whom = f"taken up with {told}" if told else ""
    return [
        in_brief(obstacle.what),
        where or None,
        Phrase(text=people(view, obstacle.owner) or "No owner", note=with_whom),
        by_day(view, obstacle.due),
    ]


def _risk(view: View, risk: Risk) -> WordedRow:
    again = by_day(view, risk.review)
    return [
        in_brief(risk.what),
        f"{risk.likelihood}, {risk.impact}",
        in_brief(risk.response, LINE_ROOM) or None,
        people(view, risk.owner) or "No owner",
        again,
    ]

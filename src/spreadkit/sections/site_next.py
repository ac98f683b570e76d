"""For a site: what to do next with each core change, what is overdue to be looked at, and what is in the way."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.barriers import Barrier
from spreadkit.adoption.rechecks import RecheckState
from spreadkit.adoption.words import held_words
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.aim import Change
from spreadkit.model.report import Block, Paragraph, ReportTable, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Site
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, label, section, stage_of, table, tables, who

SITE = 10

_STEPS: Final = {
    None: "Say where it stands: nothing is on record",
    AdoptionStage.NOT_STARTED: "Hear and see what it is: come to “aware”",
    AdoptionStage.AWARE: "Decide to take it up, and name who leads: come to “committed”",
    AdoptionStage.COMMITTED: "Try it small, and look at what happens: come to “testing”",
    AdoptionStage.TESTING: "Bring it from the test into daily work: come to “implementing”",
    AdoptionStage.IMPLEMENTING: "Meet what counts as adopted: come to “implemented”",
    AdoptionStage.IMPLEMENTED: "Show at the re-checks that it holds: come to “sustained”",
    AdoptionStage.SUSTAINED: "Keep it, and help others",
    AdoptionStage.PAUSED: "Settle what made it pause, and begin again",
    AdoptionStage.DECLINED: "Say what would have to be different to look at it again",
    AdoptionStage.DISCONTINUED: "Find out why it was given up, and decide whether to bring it back",
}
"""By the stage of a change at a site: the next step. The words are ours."""

_OVERDUE: Final = frozenset({RecheckState.DUE, RecheckState.OVERDUE})


def build(view: View) -> Section | None:
    """Build the section."""
    if view.own is None:
        return None
    return section("next", "What to do next", _blocks(view, view.own))


def _blocks(view: View, site: Site) -> Iterator[Block]:
    yield from _news(view, site)
    rows = [_step(view, site, name) for name in view.core_changes if _applies(view, site, name)]
    if not rows:
        yield Paragraph(text="The package names no core change that applies here.")
    headers = ["Core change", "Now", "Next step", "Counts as adopted when", "How to, and tips?"]
    yield from tables(table("The next step of each core change", headers, rows))
    looks = [recheck for recheck in view.adoption.rechecks if recheck.site == site.id and recheck.state in _OVERDUE]
    headers = ["Change", "Months after it was put in place", "To be looked at by"]
    rows = [[view.change(recheck.change), str(recheck.months), due(recheck.due, view.as_of)] for recheck in looks]
    yield from tables(table("Re-checks that are due", headers, rows))
    yield from tables(_said_before(view, site))
    open_ = [
        obstacle for obstacle in view.plan.obstacles.values() if obstacle.state == "open" and site.id in obstacle.sites
    ]
    headers = ["What is in the way", "Who removes it", "Due"]
    rows = [[obstacle.what, who(view, obstacle.owner), due(obstacle.due, view.as_of)] for obstacle in open_]
    yield from tables(table("Obstacles", headers, rows))
    people = {site.lead, site.owner, site.manager, site.champion, site.sponsor, *site.clinical_leads} - {None}
    actions = [action for action in view.plan.actions.values() if action.owner in people and action.is_open]
    rows = [
        [action.do, who(view, action.owner), due(action.due, view.as_of), label(action.state)] for action in actions
    ]
    yield from tables(table("Open actions of your people", ["Action", "Owner", "Due", "State"], rows))


def _applies(view: View, site: Site, change: str) -> bool:
    return view.stage(site.id, change) is not AdoptionStage.NOT_APPLICABLE


def _step(view: View, site: Site, name: str) -> WordedRow:
    event, change = view.latest.get((site.id, name)), view.changes[name]
    now = Phrase(text=stage_of(event), note=held_words([*_open(view, site, name)]))
    return [change.title, now, _STEPS[event.stage if event else None], _adopted(change), _help(change)]


def _open(view: View, site: Site, change: str) -> Iterator[Barrier]:
    barriers = view.tracked[site.id].barriers if site.id in view.tracked else ()
    return (barrier for barrier in barriers if barrier.is_open and barrier.change == change)


def _news(view: View, site: Site) -> Iterator[Paragraph]:
    """Say that there has been no news of the site for too long, where that is so."""
    tracked = view.tracked.get(site.id)
    if tracked is not None and tracked.stale:
        if tracked.news is None:
            text = "Nothing is on record of your site, although it was to begin by now."
        else:
            text = f"There has been no news of your site since {day(tracked.news)}. All that follows is as last seen."
        yield Paragraph(text=f"{text} Tell the team how things are today.")


def _said_before(view: View, site: Site) -> ReportTable:
    barriers = view.tracked[site.id].barriers if site.id in view.tracked else ()
    rows = [[barrier.says, view.change(barrier.change), day(barrier.on)] for barrier in barriers if not barrier.is_open]
    return table("What was said to hold you up before", ["What was said", "Change", "On"], rows)


def _adopted(change: Change) -> Phrase:
    return Phrase(
        text=change.adopted or "not stated",
        note=f"Judged by: {change.judged_by}" if change.judged_by and change.adopted else "",
    )


def _help(change: Change) -> str | None:
    how = f"How to: {change.how_to}" if change.how_to else None
    return "\n".join(filter(None, [how, change.tips])) or None

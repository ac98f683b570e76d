"""Why findings are there: silence explains many at once, and each rule names a cause for the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from spreadkit.adoption.news import stale_after
from spreadkit.checking.plain_words import PlainWords
from spreadkit.model.base import Route, known
from spreadkit.model.finding import Finding
from spreadkit.model.part_of_plan import UnreadPartError
from spreadkit.rules._registry import all_rules
from spreadkit.rules._rule import SiteCause
from spreadkit.rules._subject import Subject
from spreadkit.words import count_of

_BY_RULES: Final = "claim-contradicted"
"""Finds claims that other rules contradict, and names these rules."""

_SLUG: Final = re.compile(r"[a-z]+(?:-[a-z]+)+")
_AFTER_SILENCE: Final = (
    "if the work went on, enter what came since (spreadkit adoption add); if it stopped, say so under paused or ended"
)
_TALLIES: Final = {
    "action-overdue": ("action past its day", "actions past their day"),
    "obstacle-overdue": ("obstacle past its day", "obstacles past their day"),
    "data-stopped": ("measure without a new value", "measures without a new value"),
}
"""What a silent plan is told of in numbers, one and many, by rule."""

_LEAST: Final = 2
"""From how many findings on that silence explains it is told as one. The figure is ours."""


def with_headings(findings: Iterable[Finding]) -> list[Finding]:
    """Give each finding the cause that its rule names, where no plan says more."""
    rules = all_rules()
    return [replace(found, cause=rules[found.slug].heading, plainly=found.message) for found in findings]


def with_causes(findings: Sequence[Finding], subject: Subject) -> list[Finding]:
    """Give each finding of a plan its cause, what is so in plain words, and who has it in hand."""
    words = PlainWords(subject.plan, subject.as_of)
    told = [_told(found, words) for found in findings]
    since = _silent_since(subject)
    explained = [place for place, found in enumerate(findings) if since and _is_of_silence(found, words, since)]
    if since is None or len(explained) < _LEAST:
        return told
    cause = f"Nothing has been entered since {words.day(since)}"
    for place in explained:
        told[place] = replace(told[place], cause=cause, next_step=_AFTER_SILENCE)
    for slug, (one, many) in _TALLIES.items():
        alike = [place for place in explained if findings[place].slug == slug]
        says = _tally([findings[place] for place in alike], one, many, words) if alike else ""
        for place in alike:
            told[place] = replace(told[place], plainly=says)
    return told


def _tally(alike: Sequence[Finding], one: str, many: str, words: PlainWords) -> str:
    """Count what several findings of one rule are about, and name what was due first."""
    routes = [route for found in alike for route in found.routes or (found.route,)]
    dated = [(day, words.title(route)) for route in routes if (day := words.due(route)) is not None]
    first = f", the first: {min(dated)[1]}, {words.day(min(dated)[0])}" if dated and len(routes) > 1 else ""
    alone = f": {dated[0][1]}, {words.day(dated[0][0])}" if len(routes) == 1 and dated else ""
    return f"{count_of(len(routes), one, many)}{first or alone}"


def _told(found: Finding, words: PlainWords) -> Finding:
    said, (sites, count) = words.say(found.message), words.sites_in(found)
    action = words.action_for(sites) if sites else None
    if action is None:
        owners, step = words.owners_of(_owned(found)), said.deed
    else:
        name, planned = action
        due = f" by {words.day(planned.due)}" if planned.due else ""
        owners = [f"{words.person(planned.owner)}{due}"] if planned.owner else []
        step = f"{planned.do} ({name})"
    cause = _cause(found, words, sites, count)
    return replace(found, cause=cause, plainly=said.problem, next_step=step, owners=tuple(owners))


def _owned(found: Finding) -> list[Route]:
    """Return the routes to what somebody has in hand: their actions and obstacles, and figures that they owe."""
    owed = {"actions", "obstacles", *(["measures"] if all_rules()[found.slug].of_silence else [])}
    return [route for route in found.routes or (found.route,) if route and route[0] in owed]


def _cause(found: Finding, words: PlainWords, sites: Sequence[str], count: int) -> str:
    rule = all_rules()[found.slug]
    if not isinstance(rule.cause, SiteCause) or not sites:
        return rule.heading
    form = rule.cause.one if count == 1 else rule.cause.many
    return form.format(sites=words.sites_named(sites, count))


def _silent_since(subject: Subject) -> date | None:
    """Return the day of the last entry, where it is so long ago that the plan is silent as a whole; else None."""
    try:
        last = max((day for day in _entered(subject) if day <= subject.as_of), default=None)
        after = stale_after(subject.plan, subject.as_of)
    except UnreadPartError:
        return None
    return last if last is not None and (subject.as_of - last).days > after else None


def _entered(subject: Subject) -> Iterator[date]:
    """Go through the days of what was entered: rows of tables, reviews, decisions, what was learnt or done."""
    plan = subject.plan
    yield from (event.date for event in plan.adoption)
    for by_site in subject.standing.reported.values():
        yield from (day for days in by_site.values() for day in days)
    for entries in (plan.reviews, plan.decisions, plan.learning):
        yield from (day for entry in entries if (day := known(entry.on)) is not None)
    yield from (action.done_on for action in plan.actions.values() if action.done_on is not None)
    yield from (feedback.last for feedback in plan.feedback if feedback.last is not None)


def _is_of_silence(found: Finding, words: PlainWords, since: date) -> bool:
    """Whether a finding is there since nothing was entered any more: what was late before that is another matter."""
    rules = all_rules()
    if found.slug == _BY_RULES:
        named = [rules[slug] for slug in _SLUG.findall(found.message) if slug in rules]
        return bool(named) and all(rule.of_silence for rule in named)
    if not rules[found.slug].of_silence:
        return False
    due = [day for route in found.routes or (found.route,) if (day := words.due(route)) is not None]
    return not due or min(due) > since

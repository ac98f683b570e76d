"""For the steering group: what the pack rests on, and where all the rest is."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.people import Role
from spreadkit.model.report import Block, Fact, Facts, Paragraph, Section
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day_in_words
from spreadkit.sections._pack import LINE_ROOM, Part, in_brief, near, page_part, site_names, who_has, words_for_sites
from spreadkit.sections._view import View
from spreadkit.sections._wording import fact, n_of
from spreadkit.verdicts.grammar import plain
from spreadkit.words import count_of, some_of

PACK: Final = 140

_MOST: Final = 4
"""How many checked measures, and pages of the team's own, the page has room to name. The figure is ours."""


def build(view: View) -> Section:
    """Build the section."""
    ask = who_has(view, Role.DATA_LEAD, Role.SPREAD_AGENT)
    return page_part(view, Part("trust", "Can you trust this?", _title(view), _blocks(view), ask=ask))


def _title(view: View) -> str:
    """Say of how many something is on record, and whether anything could not be read."""
    of, on_record = len(view.adoption.sites), len(view.adoption.on_record)
    one, many = words_for_sites(view)
    if view.unread.errors:
        return f"The plan has {count_of(view.unread.errors, 'error')}; read what follows with care."
    if view.score.unread:
        return "Part of the plan could not be read; what rests on it is not known."
    if not of:
        return f"The plan lists no {one}, so nothing can be said of any."
    if of == 1:
        return f"Of the one {one} {'there is news' if on_record else 'nothing is'} on record."
    return f"Something is on record of {on_record} of {of} {many}."


def _blocks(view: View) -> Iterator[Block]:
    facts = tuple(_facts(view))
    if facts:
        yield Facts(items=facts)
    caveat = view.plan.caveat
    if caveat is not None and caveat.short is not None:
        yield Paragraph(text=f"The whole note on this plan: {caveat.says}")
    yield Paragraph(text=_where(view))


def _facts(view: View) -> Iterator[Fact]:
    names = site_names(view)
    silent = [in_brief(names[tracked.site.id], 40) for tracked in view.adoption.sites if tracked.stale]
    if silent:
        yield fact("No recent news", some_of(silent))
    if view.score.unread:
        yield fact("Could not be read", in_brief(unread_in_words(view.score.unread), 240))
    checked = [measure for measure in view.plan.measures.values() if measure.checked is not None]
    for measure in checked[:_MOST]:
        day = known(measure.checked.on) if measure.checked else None
        on = f", {near(day, view)}" if day else ""
        name = in_brief(measure.short or measure.title, 50)
        yield fact(f"Checked: {name}", f"{in_brief(measure.checked.found if measure.checked else '', LINE_ROOM)}{on}")
    told = [answered for answered in view.asked if answered.score.state.applies]
    given = sum(not answered.score.state.is_open for answered in told)
    if told:
        yield fact("Questions answered", n_of(given, len(told)))


def _where(view: View) -> str:
    """Say where all the rest is, and which pages of the team's own stand there."""
    said = [
        "Everything else is in the appendix: every question with its answer, all actions, people and sources.",
        "It is a file of its own: spreadkit report --appendix makes it.",
    ]
    own = [in_brief(page.title, 50) for page in view.plan.report.pages if "steering" in page.for_]
    if own:
        said.append(f"The team's own pages are there too: {some_of(own[:_MOST])}.")
    said.append(f"This is how things stood on {day_in_words(view.as_of)}.")
    return plain(" ".join(said))

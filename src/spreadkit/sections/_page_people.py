"""Who a page is for, what is next, what it is about in one line, and whom to ask: what stands round its sections."""

from typing import Final

from spreadkit.model.base import known
from spreadkit.model.people import Person, Role
from spreadkit.sections._page_head import PageHead
from spreadkit.sections._page_words import both, day_near, number_word, user_name, user_words
from spreadkit.sections._view import View
from spreadkit.sections._wording import say, with_full_stop
from spreadkit.verdicts.grammar import plain
from spreadkit.words import by_number

MOST_OF_PERSON: Final = 32
"""Letters of a person's name in a line."""

_MOST_OF_PLACE: Final = 40
_MOST_OF_LEAD: Final = 190
"""Letters of the aim below the headline: two lines in print."""

_MONTH: Final = 30.44
_WEEK: Final = 7
_SOON: Final = 60
"""Up to so many days, the time that is left is told in weeks. The figure is ours."""

_SPONSORS: Final = (Role.EXECUTIVE_SPONSOR, Role.CLINICAL_SPONSOR)


def sponsor_head(view: View) -> PageHead:
    """Return what stands round the sponsor's page."""
    return PageHead(for_sponsor(view), view.next_decision, aim_and_time_left(view), whom_to_ask(view))


def sponsors(view: View) -> tuple[str, ...]:
    """Return the ids of the people whom the sponsor's page is for: executive sponsors, else clinical ones."""
    found = (people_with(view, role) for role in _SPONSORS)
    return next((people for people in found if people), ())


def people_with(view: View, role: Role) -> tuple[str, ...]:
    """Return the ids of those with a role who have a name and have not left."""
    return tuple(
        name
        for name, person in view.plan.people.items()
        if role in person.role and person.name != "unknown" and person.is_here(view.as_of)
    )


def for_sponsor(view: View) -> str:
    """Return for whom the page is: `for Anjali Prasad, executive sponsor`."""
    ids = sponsors(view)
    if not ids:
        return ""
    people = [view.plan.people[name] for name in ids]
    role = next(role for role in _SPONSORS if role in people[0].role)
    title = f"{role.value.replace('-', ' ')}{'s' if len(ids) > 1 else ''}"
    return f"for {both(user_name(person.name, MOST_OF_PERSON) for person in people[:2])}, {title}"


def whom_to_ask(view: View) -> str:
    """Return whom to ask: who leads the spread, and where they work."""
    ids = people_with(view, Role.SPREAD_AGENT)
    if not ids:
        return ""
    person = view.plan.people[ids[0]]
    return f"Questions: {user_name(person.name, MOST_OF_PERSON)}{_place(person)}, leads the spread."


def _place(person: Person) -> str:
    return f", {user_words(person.organisation, _MOST_OF_PLACE)}" if person.organisation else ""


def aim_and_time_left(view: View) -> str:
    """Return the aim as the plan says it, else what of it is on record, and how much time is left for it."""
    said = " ".join(filter(None, [_aim(view), time_left(view)]))
    return said if plain(said) else ""


def _aim(view: View) -> str:
    """Return the aim as the plan says it where that is short, else put together of its parts; else its beginning."""
    aim = view.plan.aim
    if aim.statement and len(" ".join(aim.statement.split())) <= _MOST_OF_LEAD:
        return _sentence(user_words(aim.statement, _MOST_OF_LEAD))
    parts = [part for part in (_what(view), _how_good(view)) if part]
    if not parts:
        return _sentence(user_words(aim.statement, _MOST_OF_LEAD)) if aim.statement else ""
    by = known(aim.by)
    start = f"The aim for {day_near(by, view.as_of)}" if by else "The aim"
    return f"{start}: {', and '.join(parts)}."


def _what(view: View) -> str:
    """Say how many sites are to have how many changes."""
    of, core = view.adoption.of, len(view.core_changes)
    if not of or not core:
        return ""
    changes = {1: "the core change", 2: "both core changes"}.get(core, f"all {number_word(core)} core changes")
    where = {1: f"the one {site_word(view, 1)}", 2: f"both {site_word(view, 2)}"}
    return f"{changes} in {where.get(of, f'all {of:,} {site_word(view, of)}')}"


def _how_good(view: View) -> str:
    """Say from where to where the measure of the aim is to go."""
    aim = view.plan.aim
    measure = view.plan.measures.get(aim.measure or "")
    if measure is None or aim.target is None:
        return ""
    noun, unit = measure.short or measure.title, measure.unit or ""
    start = f"from {say(aim.baseline)} " if known(aim.baseline) is not None else ""
    unit = unit.removeprefix(f"{noun} ") if unit else ""
    said = f"{start}to {say(aim.target)}"
    return f"{user_words(noun, _MOST_OF_LEAD // 3)} {said}{f' {user_words(unit, 40)}' if unit else ''}"


def _sentence(words: str) -> str:
    """Return the plan's own words with a full stop behind them, where they have no end."""
    inner = plain(words)
    return words if with_full_stop(inner) == inner or inner.endswith("…") else f"{words}."


def time_left(view: View) -> str:
    """Say how much time is left up to the day of the aim, or that it has passed; nothing where there is no day."""
    by, ended = known(view.plan.aim.by), view.state.ended
    if ended is not None or by is None:
        return ""
    days = (by - view.as_of).days
    if days < 0:
        return f"The day, {day_near(by, view.as_of)}, has passed."
    if days == 0:
        return "The day of the aim is today."
    number, one = (round(days / _MONTH), "month") if days > _SOON else (max(1, round(days / _WEEK)), "week")
    return f"{number} {by_number(number, f'{one} is', f'{one}s are')} left."


def site_word(view: View, number: int) -> str:
    """Return the plan's word for so many sites."""
    words = view.state.words
    return words.form("one" if number == 1 else "other")

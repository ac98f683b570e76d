"""For a site: whom to call, how and when; a line to fill in by hand where the plan does not say how."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.page_blocks import ContactLine, ContactLines
from spreadkit.model.people import Person, Support
from spreadkit.model.report import Section
from spreadkit.rollout.early_help import help_for
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.grammar import marked
from spreadkit.verdicts.sentence import DayField, NameList, PlanWords, sentence
from spreadkit.verdicts.sheet_matters import leaders_of
from spreadkit.verdicts.sheet_steps import MOST_OWED
from spreadkit.words import cut, middle_cut

SITE = 20

_MOST: Final = 3
_FEWER: Final = 2
"""How many are named, and how many beside much that is owed. Ours: whom to call first is what the sheet is for."""

_NAME: Final = 44
_NOTE: Final = 84
"""Characters of a name and of what stands below it; a longer one is cut. The figures are ours."""


def build(view: View) -> Section | None:
    """Build the section, where anybody can be called."""
    if view.own is None or view.plan.has_ended(view.as_of):
        return None
    lines = list({line.name: line for line in (*_of_support(view), *_of_leaders(view))}.values())
    if not lines:
        return None
    most = _FEWER if len(view.sheet.owed) >= MOST_OWED else _MOST
    made = section("call", "Whom to call", [ContactLines(items=tuple(lines[:most]))])
    return made.model_copy(update={"width": "half" if view.sheet.owed else "full"})


def _of_support(view: View) -> Iterator[ContactLine]:
    """Go through who helps the site: its coaches by name first, then other help by what it is called."""
    found = help_for(view.plan, view.own).values() if view.own else ()
    for support in sorted(found, key=lambda one: one.kind != "coach"):
        if support.kind == "coach":
            yield from _coaches(view, support)
        else:
            yield _line(support.short or support.title, support.how, _what_of(view, support))


def _coaches(view: View, support: Support) -> Iterator[ContactLine]:
    for person in _here(view, support):
        note = marked(support.short) if support.short else view.language.text(sentence("U.coach"))
        yield _line(person.name, person.reach, _with_days(view, note, person, support))


def _with_days(view: View, note: str, person: Person, support: Support | None = None) -> str:
    said = [note, *([marked(person.days)] if person.days else []), *_later(view, support)]
    return ", ".join(said)


def _later(view: View, support: Support | None) -> Iterator[str]:
    """Say from when on help is there, where that is to come."""
    begins = known(support.from_) if support else None
    if begins is not None and begins > view.as_of:
        yield view.language.text(sentence("U.from", start=DayField(begins)))


def _what_of(view: View, support: Support) -> str:
    """Say who is behind help that is called by its own name, how fast it answers, and from when on it is there."""
    names = tuple(person.name for person in _here(view, support))
    said = list[str]()
    if support.answers_within:
        within = PlanWords(support.answers_within[:1].lower() + support.answers_within[1:])
        said.append(view.language.text(sentence("U.within", within=within)))
    if names:
        said.append(view.language.text(sentence("U.people", names=NameList(names))))
    return "; ".join([*said, *_later(view, support)])


def _of_leaders(view: View) -> Iterator[ContactLine]:
    """Go through those who lead the work, for a site to which no help is given."""
    for name in leaders_of(view.plan):
        person = view.plan.people.get(name)
        if person is not None and person.is_here(view.as_of):
            yield _line(person.name, person.reach, _with_days(view, view.language.text(sentence("U.leads")), person))


def _here(view: View, support: Support) -> Iterator[Person]:
    people = (view.plan.people.get(name) for name in support.people)
    return (person for person in people if person is not None and person.is_here(view.as_of))


def _line(name: str, reach: str | None, note: str) -> ContactLine:
    way = marked(cut(reach, _NAME)) if reach else ""
    return ContactLine(name=marked(middle_cut(name, _NAME)), reach=way, note=cut(note, _NOTE))

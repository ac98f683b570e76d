"""For the sponsor: the aim in one sentence, with how good by when."""

from spreadkit.model.report import Paragraph, Section
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import beginning_of, listed_in_words, say, section
from spreadkit.words import by_number

SPONSOR = 20


def build(view: View) -> Section:
    """Build the section."""
    return section("aim", "What we aim at", [Paragraph(text=_aim(view))])


def _aim(view: View) -> str:
    aim = view.plan.aim
    if aim == type(aim)():
        return "The plan does not say yet what it aims at."
    if aim.statement:
        return beginning_of(aim.statement, 320)
    what = listed_in_words(map(view.change, aim.what))
    of = view.adoption.of
    where = "not stated" if of is None else f"{of:,} {by_number(of, 'site', 'sites')}"
    good = (
        f"{view.measure(aim.measure)}: from {say(aim.baseline)} to {say(aim.target)}" if aim.measure else "not stated"
    )
    return beginning_of(f"What: {what}. Where: {where}. How good: {good}. By when: {day(aim.by)}.", 320)

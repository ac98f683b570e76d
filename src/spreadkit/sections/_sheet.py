"""What stands round the sections of a site's sheet: its headline, whom it is for, and at its foot whom to tell."""

from typing import NamedTuple

from spreadkit.model.report_answers import ReportHeadline, SentenceFigure
from spreadkit.months import day_in_words
from spreadkit.rollout.early_help import help_for
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import marked
from spreadkit.verdicts.sheet_headline import lead_of, top_of
from spreadkit.verdicts.sheet_matters import leaders_of


class SheetFrame(NamedTuple):
    """What a report has besides on the sheet of a site."""

    for_whom: str = ""
    lead: str = ""
    contact: str = ""


def headline_of_sheet(view: View) -> ReportHeadline:
    """Return the sentence at the top of the sheet, with its figures."""
    top = top_of(view.sheet, view.language)
    figures = (SentenceFigure(name=given.name, value=given.value, route=given.route) for given in top.inputs)
    return ReportHeadline(says=top.says, inputs=tuple(figures))


def on_sheet(view: View) -> SheetFrame:
    """Return what stands at the head, below the headline and at the foot of the sheet."""
    group = view.sheet.site.group
    about = [marked(group)] if group else []
    return SheetFrame(
        for_whom=", ".join([*about, marked(view.plan.title)]),
        lead=lead_of(view.sheet, view.language),
        contact=f"{_entered(view)} {_wrong(view)}".strip(),
    )


def _entered(view: View) -> str:
    """Say up to which day anything of the site was entered."""
    news = view.sheet.news
    if news is None:
        return "Nothing of you has been entered yet."
    return f"The last entry about you is of {day_in_words(news)}; the figures are overleaf."


def _wrong(view: View) -> str:
    """Say whom to tell where something is wrong."""
    coaches = [
        name
        for support in help_for(view.plan, view.sheet.site).values()
        if support.kind == "coach"
        for name in support.people
    ]
    people = (view.plan.people.get(name) for name in (*coaches, *leaders_of(view.plan)))
    first = next((person for person in people if person is not None and person.is_here(view.as_of)), None)
    return f"Wrong or out of date? Tell {marked(first.name)}." if first else "Wrong or out of date? Tell the team."

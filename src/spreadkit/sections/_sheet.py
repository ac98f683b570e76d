"""What stands round the sections of a site's sheet: its headline, whom it is for, and at its foot whom to tell."""

from typing import Final

from spreadkit.model.finding import Severity
from spreadkit.model.report_answers import ReportHeadline, SentenceFigure
from spreadkit.months import day_in_words
from spreadkit.rollout.early_help import help_for
from spreadkit.sections._page_head import PageHead
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import marked, plain
from spreadkit.verdicts.sheet_headline import lead_of, top_of
from spreadkit.verdicts.sheet_matters import leaders_of
from spreadkit.words import cut, middle_cut

_NAME: Final = 40
_TITLE: Final = 56
"""Characters of a name, and of the plan's title, at the head and at the foot. The figures are ours: one line each."""


def headline_of_sheet(view: View) -> ReportHeadline:
    """Return the sentence at the top of the sheet, with its figures."""
    top = top_of(view.sheet, view.language)
    figures = (SentenceFigure(name=given.name, value=given.value, route=given.route) for given in top.inputs)
    return ReportHeadline(says=top.says, inputs=tuple(figures))


def on_sheet(view: View) -> PageHead:
    """Return what stands at the head, below the headline and at the foot of the sheet."""
    group = view.sheet.site.group
    about = [marked(middle_cut(group, _NAME))] if group else []
    return PageHead(
        for_whom=", ".join([*about, marked(cut(view.plan.title, _TITLE))]),
        lead=lead_of(view.sheet, view.language),
        contact=f"{_entered(view)} {_wrong(view)}",
        foot=plain(f"{middle_cut(view.sheet.site.name, _NAME)}: wrong or out of date? Tell {whom_to_tell(view)}"),
    )


def _entered(view: View) -> str:
    """Say up to which day anything of the site was entered."""
    news = view.sheet.news
    if news is None and view.sheet.unread:
        return "What was entered about you could not be read."
    if news is None:
        return "Nothing has been entered about you yet."
    return f"The last entry about you is of {day_in_words(news)}."


def _wrong(view: View) -> str:
    """Say whom to tell where something is wrong."""
    return f"Wrong or out of date? Tell {marked(whom_to_tell(view))}."


def whom_to_tell(view: View) -> str:
    """Return whom to ask and to tell: the site's coach, else who leads the work, else the team."""
    found = help_for(view.plan, view.sheet.site).values()
    coaches = [name for support in found if support.kind == "coach" for name in support.people]
    people = (view.plan.people.get(name) for name in (*coaches, *leaders_of(view.plan)))
    first = next((person for person in people if person is not None and person.is_here(view.as_of)), None)
    return middle_cut(first.name, _NAME) if first else "the team"


def is_crowded(view: View) -> bool:
    """Whether a note stands above the steps, so that less of the rest has room on one page."""
    return (
        view.plan.caveat is not None
        or bool(view.score.unread)
        or any(finding.severity is Severity.ERROR for finding in view.findings)
    )

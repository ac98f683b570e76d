"""The answers and what moved as the page has room for them: long names and texts of the plan are shortened."""

from spreadkit.model.report_answers import ReportMove, ReportVerdict
from spreadkit.sections._page_words import within_room
from spreadkit.sections._view import View


def answers_in_room(view: View) -> tuple[ReportVerdict, ...]:
    """Return the five answers."""
    names = frozenset(view.reading.names.values())
    return tuple(
        verdict.model_copy(update={"says": within_room(verdict.says, names)}) for verdict in view.answers.verdicts
    )


def moves_in_room(view: View) -> tuple[ReportMove, ...]:
    """Return what moved."""
    moved, names = view.answers.moved, frozenset(view.reading.names.values())
    lines = moved.lines if moved else ()
    return tuple(line.model_copy(update={"says": within_room(line.says, names)}) for line in lines)

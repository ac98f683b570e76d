"""Files beside the plan are not searched for data of patients.

Why it matters: whoever sees no finding may think that all files were searched. PDF files, pictures and files that are
locked, broken or very large were not.

What to do: look through them yourself before you commit them. Where you can, keep the text of it beside the plan as
Markdown, Word (.docx), CSV or a workbook (.xlsx), which are searched.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import Route
from spreadkit.model.plan import Plan
from spreadkit.rules import Hit, Severity, Subject, count_of, in_words, plan_rule

PASSES = """
evidence:
  minutes: {kind: file, file: minutes.md}
--- minutes.md
We met.
"""

FAILS = """
evidence:
  minutes: {kind: file, file: minutes.pdf}  # <--
--- minutes.pdf
We met.
"""


_SHOWN: Final = 3
"""How many of them are named. The figure is ours."""


@plan_rule("SK809", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find, once for a plan, the files that cannot be searched."""
    unsearched = subject.searched.unsearched
    if unsearched:
        named = [f'"{name}" ({why})' for name, why in unsearched.items()]
        more = [f"{len(named) - _SHOWN} more"] if len(named) > _SHOWN else []
        counted = count_of(len(named), "file is", "files are")
        message = (
            f"{counted} not searched for data of patients: {in_words([*named[:_SHOWN], *more])}; look through them"
        )
        yield _place_of(next(iter(unsearched)), subject.plan), message


def _place_of(name: str, plan: Plan) -> Route:
    """Return where the plan names a file; its top where it is one of those that belong to it by their place."""
    for key, evidence in plan.evidence.items():
        if evidence.file == name:
            return "evidence", key, "file"
    for key, change in plan.package.changes.items() if plan.package else ():
        if change.how_to == name:
            return "package", "changes", key, "how-to"
    pages = [page.file for page in plan.report.pages]
    return ("report", "pages", pages.index(name), "file") if name in pages else ()

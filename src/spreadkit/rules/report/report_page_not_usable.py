"""A page of the team's own cannot be put into the report.

Why it matters: readers look for what the contents promise. A page that cannot be read is left out.

What to do: keep the page as a Markdown file of at most 50 kB beside the plan, and name it by its path from there.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
report: {pages: [{title: Notes, file: notes.md}]}
--- notes.md
What we talked about.
"""

FAILS = """
report:
  pages:
    - title: Notes
      file: notes.md  # <--
"""


@plan_rule("SK904", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find pages that are not there, too large, or no Markdown."""
    for index, page in enumerate(subject.plan.report.pages):
        if why := subject.unusable.get(page.file):
            yield ("report", "pages", index, "file"), f'the page "{page.file[:80]}" {why}'

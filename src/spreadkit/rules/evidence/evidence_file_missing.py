"""A file that the plan names is not there.

Why it matters: evidence that cannot be opened proves nothing, and a how-to that is missing teaches nobody.

What to do: add the file at that path, seen from the plan's folder, or correct the name. Capital letters count.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.words import wrong_in_path

_FILE_NAME: Final = re.compile(r"(?!www\.)[^:\n]*\.[A-Za-z]\w{0,4}")
"""What is a file's name among the words that `how-to` may hold: it ends as file names do, and is no link."""

PASSES = """
evidence:
  charter: {kind: file, file: evidence/charter.md}
--- evidence/charter.md
The charter.
"""

FAILS = """
evidence:
  charter:
    kind: file
    file: evidence/charter.md  # <--
"""


_NOT_THERE: Final = frozenset({"missing", "misspelt"})


@plan_rule("SK304", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find files of evidence and how-to guides that are not there."""
    for name, item in subject.plan.evidence.items():
        if item.file and subject.files.get(item.file) in _NOT_THERE:
            yield ("evidence", name, "file"), _says(item.file)
    for name, change in subject.plan.package.changes.items() if subject.plan.package else ():
        guide = change.how_to or ""
        if subject.files.get(guide) in _NOT_THERE and _FILE_NAME.fullmatch(guide.replace(chr(92), "/")):
            yield ("package", "changes", name, "how-to"), _says(guide)


def _says(file: str) -> str:
    if wrong := wrong_in_path(file):
        return f'"{file[:80]}" {wrong}'
    return f'there is no file "{file[:80]}" beside the plan; add it, or correct the name'

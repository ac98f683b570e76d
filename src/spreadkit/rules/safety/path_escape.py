"""A file is named that lies outside the repository, or in git's own folder.

Why it matters: nobody else has that file. A plan that reads what it likes from a disk is also a way to bring private
files into a report. Links are followed before this is judged: one that leads to a file in the repository is fine.

What to do: copy the file beside the plan and name it by its path from the plan's folder, with forward slashes.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

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
    file: /etc/charter.md  # <--
"""


@plan_rule("SK804", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find frameworks, evidence and how-to guides outside the repository; tables are looked at while reading."""
    for index, use in enumerate(subject.plan.frameworks):
        if use.file and subject.files.get(use.file) == "outside":
            yield ("frameworks", index, "use"), _says(use.file)
    for name, item in subject.plan.evidence.items():
        if item.file and subject.files.get(item.file) == "outside":
            yield ("evidence", name, "file"), _says(item.file)
    for name, change in subject.plan.package.changes.items() if subject.plan.package else ():
        if change.how_to and subject.files.get(change.how_to) == "outside":
            yield ("package", "changes", name, "how-to"), _says(change.how_to)


def _says(file: str) -> str:
    where = "in git's own folder" if ".git" in file.split("/") else "outside the repository"
    return f'"{file[:80]}" lies {where}; keep the files of a plan beside it'

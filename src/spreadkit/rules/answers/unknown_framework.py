"""The plan follows a framework, or an edition of one, that cannot be found.

Why it matters: without the framework nothing of its part of the plan can be checked or scored.

What to do: correct the id, the path or the edition under `frameworks`, or put the framework's file into the folder
`frameworks` beside the plan. Answers stand under the framework's id, however it is named; its file is called after it.
Where another edition is here than the plan is pinned to, put the file of that one beside it as `id@edition.yaml`, or go
over to what is here with `spreadkit migrate`.
"""

from collections.abc import Iterator

from spreadkit.model.plan import FrameworkUse
from spreadkit.rules import Hit, Severity, Subject, did_you_mean, plan_rule
from spreadkit.words import wrong_in_path

PASSES = """
frameworks: [{use: tiny@1}]
answers:
  tiny:
    communication.channels: {level: partial}
"""

FAILS = """
frameworks:
  - use: tinny@1  # <--
answers:
  tinny:
    communication.channels: {level: partial}
"""


@plan_rule("SK201", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find frameworks and editions that are not there, and answers to frameworks that the plan does not follow."""
    used = {use.id for use in subject.plan.frameworks}
    for index, use in enumerate(subject.plan.frameworks):
        earlier = {earlier_use.id for earlier_use in subject.plan.frameworks[:index]}
        twice = f'the plan follows "{use.id}" already; remove one of the two' if use.id in earlier else None
        wrong = twice or _wrong_with(subject, use)
        if wrong:
            yield ("frameworks", index, "use"), wrong
    for name in subject.plan.answers:
        if name not in used:
            hint = did_you_mean(name, used)
            yield ("answers", name), f'the plan does not follow a framework "{name}"{hint}; add it to frameworks'


def _wrong_with(subject: Subject, use: FrameworkUse) -> str | None:
    framework = subject.frameworks.get(use.id)
    if framework is None and use.file:
        return _wrong_with_file(subject, use.file)
    if framework is None and use.id in subject.known_frameworks:
        return f'the file of the framework "{use.id}" cannot be used; check it on its own and mend it'
    if framework is None:
        return f'there is no framework "{use.id}"{did_you_mean(use.id, subject.known_frameworks)}'
    if use.edition not in {None, framework.edition}:
        return f'the edition of "{use.id}" that is here is "{framework.edition}", not "{use.edition}"'
    return None


def _wrong_with_file(subject: Subject, file: str) -> str | None:
    """Say what is wrong with the path of a framework; one that leads outside is named by another rule."""
    if subject.files.get(file) == "misspelt":
        return f'"{file[:80]}" {wrong_in_path(file)}'
    if subject.files.get(file) == "missing":
        return f'there is no file "{file[:80]}" beside the plan; add it, or correct the path'
    if subject.files.get(file) == "there":
        return f'no framework called after its file can be read from "{file[:80]}"; check it on its own and mend it'
    return None

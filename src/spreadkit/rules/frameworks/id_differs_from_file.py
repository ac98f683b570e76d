"""The id of a framework is not the name of its file.

Why it matters: a framework is found by the name of its file. Under another id, plans that name it find nothing, or find
it under a name that it does not carry.

What to do: rename the file to the id with `.yaml` behind it, or correct the id. An older edition that is kept beside
the current one is called `id@edition.yaml`.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule

PASSES = """
id: example
"""

FAILS = """
id: my-framework  # <--
"""


@framework_rule("SK113", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the framework's id with its file's name."""
    name = subject.framework.id
    if subject.file_stem not in {name, f"{name}@{subject.framework.edition}"}:
        yield ("id",), f'plans that use "{name}" do not find it in this file; rename the file to "{name}.yaml"'

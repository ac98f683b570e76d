"""The plan holds a key, a password, or a link that works for one person only.

Why it matters: whoever can read the repository can use the key. A link to somebody's own drive is closed to everybody
else, and gone when they leave.

What to do: take it out, and have the key replaced, since git keeps the old text. Put the file beside the plan, or link
to a shared place that readers can open.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._private_data import by_kind_and_file

PASSES = """
evidence:
  charter: {kind: link, link: "https://example.org/charter"}
"""

FAILS = """
evidence:
  charter: {kind: link, link: "https://north-my.sharepoint.com/personal/ap/charter"}  # <--
"""


@plan_rule("SK803", Severity.ERROR, masked=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find keys and private links; neither is ever shown."""
    for found in by_kind_and_file(subject.searched.keys):
        said = f"this is {found.first.what}{found.others}"
        yield found.place, f"{said}; take it out, and use what every reader can open"

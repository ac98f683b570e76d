"""A link of evidence is not an address on the web.

Why it matters: readers of a report open its links. Only addresses that begin with https:// or http:// are safe to open
and work for everybody.

What to do: write the whole address, beginning with https://, or keep a file beside the plan and name it under `file`.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, plan_rule

_WEB: Final = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)

PASSES = """
evidence:
  charter: {kind: link, link: "https://example.org/charter"}
"""

FAILS = """
evidence:
  charter: {kind: link, link: "javascript:alert(1)"}  # <--
"""


@plan_rule("SK806", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find links that are not http(s); those to a file on somebody's disk are reported as private links."""
    for name, item in subject.plan.evidence.items():
        if item.link is None or item.link.lower().startswith("file:") or _WEB.fullmatch(item.link):
            continue
        yield (
            ("evidence", name, "link"),
            f'"{item.link[:60]}" is not a web address; begin with https://, and write spaces as %20',
        )

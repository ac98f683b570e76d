"""The plan holds a key, a password, or a link that works for one person only.

Why it matters: whoever can read the repository can use the key. A link to somebody's own drive is closed to everybody
else, and gone when they leave.

What to do: take it out, and have the key replaced, since git keeps the old text. Put the file beside the plan, or link
to a shared place that readers can open.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._privacy import TextMatch, matches_in_files

_SIGNED: Final = r"[?&#](?:x-amz-(?:signature|credential|security-token)|x-goog-signature|signature|sig)="
_KEY: Final = r"[?&#](?:(?:access|auth|id|refresh)_?token|token|api_?key|password|pwd)="

KINDS: Final = {
    "a signed link": (_SIGNED, ("sig=", "signature=", "x-amz-")),
    "a link with a key in it": (_KEY, ("token", "key=", "password=", "pwd=")),
    "a link with a password in it": (r"://[^\s/:@\"']+:[^\s/@\"']+@", ("://",)),
    "a link to somebody's own OneDrive": (
        r"\b[\w-]+-my\.sharepoint\.com|\b1drv\.ms/|\bonedrive\.live\.com/",
        ("-my.sharepoint.com", "1drv.ms", "onedrive.live"),
    ),
    "a link to somebody's Google Drive": (
        r"\bdrive\.google\.com/|\bdocs\.google\.com/\w+/(?:u/\d+/)?d/(?!e/)",
        ("drive.google.", "docs.google."),
    ),
    "a link to somebody's Dropbox": (r"\bdropbox\.com/(?:s|sh|scl|home)/", ("dropbox.com",)),
    "a path on somebody's disk": (r"\bfile:/{1,3}\w", ("file:/",)),
    "a GitHub or GitLab token": (
        r"\b(?:gh[pousr]_[a-z0-9]{30}|github_pat_\w{30}|glpat-[\w-]{20})",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"),
    ),
    "a cloud or chat access key": (r"\bakia[a-z0-9]{16}\b|\bxox[abprs]-\w{8}", ("akia", "xox")),
    "a private key": (r"-----begin [a-z ]*private key", ("private key",)),
}
"""Per kind: how it is written, and lower-case words without which there is no need to look."""


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
    for trace in matches_in_files(subject.texts, subject.digests, find_secrets):
        said = f"this is {trace.first.what}{trace.others}"
        yield trace.spot, f"{said}; take it out, and use what every reader can open"


def find_secrets(text: str) -> Iterator[TextMatch]:
    """Go through the keys and private links in a text."""
    lowered = text.lower()
    for what, (pattern, cues) in KINDS.items():
        for match in re.finditer(pattern, lowered) if any(cue in lowered for cue in cues) else ():
            yield TextMatch(what, match[0], match.start())

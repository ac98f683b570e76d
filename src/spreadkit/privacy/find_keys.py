"""Finding keys, passwords, and links that work for one person only."""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.privacy.plain_text import plain_text
from spreadkit.privacy.text_match import TextMatch

_SIGNED: Final = r"[?&#](?:x-amz-(?:signature|credential|security-token)|x-goog-signature|signature|sig)="
_KEY: Final = r"[?&#](?:(?:access|auth|id|refresh)_?token|token|api_?key|password|pwd)="

_KINDS: Final = {
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


def find_keys(text: str) -> Iterator[TextMatch]:
    """Go through the keys and private links in a text."""
    lowered = plain_text(text).lower()
    for what, (pattern, cues) in _KINDS.items():
        for match in re.finditer(pattern, lowered) if any(cue in lowered for cue in cues) else ():
            yield TextMatch(what, text[match.start() : match.end()], match.start())

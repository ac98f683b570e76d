"""The link of a signpost is not an address on the web.

Why it matters: a signpost without a place to go to points at nothing, and only addresses that begin with https:// or
http:// are safe to open.

What to do: write the whole address of the page, beginning with https://.
"""

from collections.abc import Iterator

from spreadkit.model.web_address import is_web_address
from spreadkit.rules import Hit, Severity, SignpostsSubject, signposts_rule

PASSES = """
signposts:
  ward-walk:
    title: Ward walk
    about: It asks what a visitor sees.
    link: https://example.org/ward-walk
    basis: judgement
    licence: {state: not-seen}
    as-file: {can: own-words, because: It has six questions.}
    suits:
      will-it-last: {how: beside, of: tiny, because: It asks the staff.}
"""

FAILS = """
signposts:
  ward-walk:
    title: Ward walk
    about: It asks what a visitor sees.
    link: ask the library  # <--
    basis: judgement
    licence: {state: not-seen}
    as-file: {can: own-words, because: It has six questions.}
    suits:
      will-it-last: {how: beside, of: tiny, because: It asks the staff.}
"""


@signposts_rule("SK193", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: SignpostsSubject) -> Iterator[Hit]:
    """Find links that are not http(s)."""
    for name, signpost in subject.signposts.signposts.items():
        if not is_web_address(signpost.link):
            message = f'"{signpost.link[:60]}" is not a web address; begin with https://, and write spaces as %20'
            yield ("signposts", name, "link"), message

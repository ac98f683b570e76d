"""A team defines a signpost that comes with spreadkit.

Why it matters: one id would lead to two different things. What comes with spreadkit counts, and the entry here is
passed over.

What to do: give it an id of its own, or remove it and use the one that is there.
"""

from collections.abc import Iterator

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
  nasss:  # <--
    title: Ward walk
    about: It asks what a visitor sees.
    link: https://example.org/ward-walk
    basis: judgement
    licence: {state: not-seen}
    as-file: {can: own-words, because: It has six questions.}
    suits:
      will-it-last: {how: beside, of: tiny, because: It asks the staff.}
"""


@signposts_rule("SK190", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: SignpostsSubject) -> Iterator[Hit]:
    """Compare the ids with those that come with spreadkit."""
    for name in subject.signposts.signposts:
        if name in subject.built_in.signposts:
            yield ("signposts", name), f'"{name}" comes with spreadkit already; give this signpost an id of its own'

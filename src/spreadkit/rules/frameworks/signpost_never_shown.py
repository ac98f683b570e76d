"""A signpost is for no situation.

Why it matters: `spreadkit frameworks suggest` shows a signpost to teams who are in one of its situations. Without one
it is not shown.

What to do: name under `suits` at least one situation, with `how` and `because`.
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
  ward-walk:  # <--
    title: Ward walk
    about: It asks what a visitor sees.
    link: https://example.org/ward-walk
    basis: judgement
    licence: {state: not-seen}
    as-file: {can: own-words, because: It has six questions.}
"""


@signposts_rule("SK194", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: SignpostsSubject) -> Iterator[Hit]:
    """Find signposts without a situation."""
    for name, signpost in subject.signposts.signposts.items():
        if not signpost.suits:
            yield ("signposts", name), f'"{name}" is for no situation; name one under "suits"'

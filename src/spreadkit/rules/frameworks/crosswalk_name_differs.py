"""A crosswalk is not called after its two frameworks, in alphabetical order.

Why it matters: one name for each pair of frameworks keeps two files from saying different things about the same pair.

What to do: name the file after the two ids with `--` between them, and put the one that comes first in the alphabet
under `a`.
"""

from collections.abc import Iterator

from spreadkit.rules import CrosswalkSubject, Hit, Severity, crosswalk_rule

PASSES = """
between: {a: example@1, b: tiny@1}
"""

FAILS = """
between: {a: tiny@1, b: example@1}  # <--
"""


@crosswalk_rule("SK124", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: CrosswalkSubject) -> Iterator[Hit]:
    """Compare the two ids with the alphabet and with the name of the file."""
    uses = subject.crosswalk.between.uses
    ids = [uses["a"].id, uses["b"].id]
    name = "--".join(sorted(ids))
    if ids != sorted(ids):
        yield ("between",), f'put "{ids[1]}" under a and "{ids[0]}" under b, and turn the pairs round with them'
    elif name != subject.file_stem:
        yield ("between",), f'rename the file to "{name}.yaml", after the frameworks that it is between'

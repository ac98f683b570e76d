"""The aim does not say all of what, where, how good and by when.

Why it matters: people can only agree to an aim, and later tell whether it was reached, when it names the changes, the
sites, the level of performance and the date. An aim that lacks one of them cannot fail, so it guides nobody.

What to do: fill in `what`, `where`, `measure`, `target` and `by` under `aim`. Write `unknown` for a figure or a date
that somebody looked for and did not find.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
aim:
  what: [huddle]
  where: all
  measure: falls-rate
  target: 4.0
  by: 2027-03-31
"""

FAILS = """
aim:  # <--
  what: [huddle]
  where: all
  measure: falls-rate
"""

_NEEDED: Final = ("what", "where", "measure", "target", "by")


@plan_rule("SK620", Severity.ERROR, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Name the parts that the aim lacks, all at once."""
    aim = subject.plan.aim
    missing = [f'"{name}"' for name in _NEEDED if not _is_there(getattr(aim, name))]
    if missing:
        yield (
            ("aim",),
            f"the aim lacks {in_words(missing)}; say what is spread, where, how good and by when",
        )


def _is_there(value: object) -> bool:
    return value is not None and value != ()

"""The spread of a change from site to site is not followed.

Why it matters: a result that stands still can mean that the change does not work, or that hardly any site has it yet.
Only the number of sites that have adopted each change, over time, tells the two apart.

What to do: keep a table of adoption (`adoption: adoption.csv`), or add a measure with `kind: spread` that names the
change under `changes`.
"""

from collections.abc import Iterator

from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle}
measures:
  huddle-wards: {title: Wards that hold huddles, kind: spread, better: higher, changes: [huddle]}
"""

FAILS = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle}
measures:  # <--
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
"""


@plan_rule("SK651", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find changes that no spread measure names, where there is no table of adoption either."""
    plan = subject.plan
    if plan.package is None or _has_adoption_table(subject):
        return
    spread = [measure for measure in plan.measures.values() if measure.kind is MeasureKind.SPREAD]
    followed = {name for measure in spread for name in measure.changes}
    missing = [f'"{name}"' for name in plan.package.changes if name not in followed]
    if missing:
        yield (
            ("measures",),
            f"the spread of {in_words(missing)} is not followed; keep a table of adoption, or measure it",
        )


def _has_adoption_table(subject: Subject) -> bool:
    """Whether the plan keeps a table of adoption; before the first site starts, it may be empty."""
    return "adoption" in subject.parts

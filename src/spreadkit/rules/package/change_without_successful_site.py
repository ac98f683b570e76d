"""A change of the package is proven at no successful site.

Why it matters: a package is only as believable as its least tried change. Sites that find one part does not work start
to doubt the parts that do.

What to do: name the change under `changes` of the successful site where it works; or test it somewhere first, and take
it out of the package until then.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle}
    double-check: {title: Double check}
successful-sites:
  ward-4: {title: Ward 4, changes: [huddle]}
  ward-9: {title: Ward 9, changes: [double-check]}
"""

FAILS = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle}
    double-check: {title: Double check}  # <--
successful-sites:
  ward-4: {title: Ward 4, changes: [huddle]}
"""


@plan_rule("SK631", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find changes that no successful site has; one finding where the sites name no changes at all."""
    plan = subject.plan
    if not plan.successful_sites or plan.package is None or not plan.package.changes:
        return
    proven = {name for site in plan.successful_sites.values() for name in site.changes}
    if not proven:
        yield ("successful-sites",), 'no successful site says which changes work there; list them in "changes"'
        return
    for name in plan.package.changes:
        if name not in proven:
            yield (
                ("package", "changes", name),
                f'"{name}" is proven at no successful site; name where it works, or test it first',
            )

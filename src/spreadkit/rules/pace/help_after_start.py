"""Support begins after a site or a wave that it is for has started without any.

Why it matters: most sites that give up do so in the first weeks, when each question costs a day. Help that comes later
finds them with a way of their own, or without any.

What to do: while both days lie ahead, let the support begin earlier, or the start later. If it is meant for later sites
only, name those under `waves` or `sites` of the support. Where the first start has passed, leave the days as they were,
and say under `accepted` who accepts it, and why.
"""

from collections.abc import Iterator

from spreadkit.rollout.early_help import late_help
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule
from spreadkit.rules._past import instead_of_moving, was_accepted

PASSES = """
waves:
  wave-1: {start: 2026-09-14}
  wave-2: {start: 2027-01-11}
support:
  coaching: {title: A coach on the ward, kind: coach, from: 2026-09-14}
  calls: {title: An expert to call, kind: expert, waves: wave-2, from: 2027-01-04}
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,wave-1
elm,Elm Ward,wave-2
"""

FAILS = """
waves:
  wave-1: {start: 2026-09-14}
support:
  coaching:
    title: A coach on the ward
    kind: coach
    from: 2026-10-01  # <--
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,wave-1
"""


@plan_rule("SK670", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find support that begins after the first start of those it is for, unless other support was there in time."""
    for late in late_help(subject.plan, subject.as_of):
        if not was_accepted(subject, late.start, subject.plan.support[late.support].accepted):
            message = f'"{late.support}" begins on {late.begins}, but "{late.of}" starts without help on {late.start}'
            advice = instead_of_moving(subject, late.start, "let it begin earlier")
            yield ("support", late.support, "from"), f"{message}; {advice}"

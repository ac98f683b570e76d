"""The report is to be laid out with a section that it does not have.

Why it matters: what is misspelt stays where it was, or stays in, and nobody notices until the meeting.

What to do: correct the id; the ids of the sections are those behind the # of the links in the contents of the report.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, did_you_mean, plan_rule

PASSES = """
report: {order: [summary, measures], leave-out: [risks]}
"""

FAILS = """
report:
  leave-out:
    - riks  # <--
"""


@plan_rule("SK903", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find ids in the layout of the report that are no section's."""
    layout = subject.plan.report
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("report", "order", index), name) for index, name in enumerate(layout.order)
    ]
    named += [(("report", "leave-out", index), name) for index, name in enumerate(layout.leave_out)]
    named += [
        (("report", "pages", index, "after"), page.after) for index, page in enumerate(layout.pages) if page.after
    ]
    known = subject.section_ids() if named else ()
    for route, name in named:
        if known and name not in known:
            yield route, f'the report has no section "{name}"{did_you_mean(name, known)}'

"""A date cannot be right: it is still to come though it tells of the past, or it lies before the date it follows.

Why it matters: what is fresh, overdue or reviewed is worked out from dates. One wrong year makes an old answer look
new.

What to do: correct the year or the day. What is only planned belongs in an action, or in the `next` date of a review.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from spreadkit.model.base import Unknown
from spreadkit.model.plan import Decision, Learning, Plan, Review, Revision
from spreadkit.rules import Hit, Route, Severity, Subject, count_of, known, plan_rule

PASSES = """
reviews:
  - {on: 2026-06-02, what: Sponsor saw the run charts, next: 2026-07-07}
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-06-03,ward-3,huddle,testing
"""

FAILS = """
reviews:
  - on: 2027-06-02  # <--
    what: Sponsor saw the run charts
    next: 2027-07-07
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-06-03,ward-3,huddle,testing
"""

_Dated = Iterator[tuple[Route, date | Unknown | None]]


@plan_rule("SK405", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find dates of the past that are still to come, and dates before those they follow."""
    plan, today = subject.plan, subject.run_for
    for dates in (_of_end(plan), _of_logs(plan), _of_package(plan), _of_scale(plan), _of_work(plan), _of_answers(plan)):
        for route, written in dates:
            day = known(written)
            if day is not None and day > today:
                yield route, f'"{day}" is still to come on {today}; correct it, or enter this once it has happened'
    yield from _late_rows(subject)
    yield from _before_what_they_follow(plan)


def _late_rows(subject: Subject) -> Iterator[Hit]:
    """Find adoption rows that are still to come, or that come after the end of the record."""
    adoption = subject.plan.adoption
    late = [index for index, event in enumerate(adoption) if event.date > subject.as_of]
    if not late:
        return
    rows = count_of(len(late), "adoption row is", "adoption rows are")
    after_end = adoption[late[0]].date <= subject.run_for
    end = f"{subject.as_of}, when the spread ended" if after_end else f"{subject.as_of}"
    way_out = "let `ended` name the last day of the record" if after_end else "enter this once it has happened"
    yield ("adoption", late[0], "date"), f"{rows} dated after {end}; correct the date, or {way_out}"


def _of_end(plan: Plan) -> _Dated:
    if plan.ended:
        yield ("ended", "on"), plan.ended.on


def _of_logs(plan: Plan) -> _Dated:
    logs: dict[str, Sequence[Decision | Learning | Review | Revision]] = {
        "decisions": plan.decisions,
        "learning": plan.learning,
        "reviews": plan.reviews,
        "revisions": plan.revisions,
    }
    for part, entries in logs.items():
        for index, entry in enumerate(entries):
            yield (part, index, "on"), entry.on


def _of_package(plan: Plan) -> _Dated:
    if plan.package is None:
        return
    for index, version in enumerate(plan.package.versions):
        yield ("package", "versions", index, "on"), version.on
    for index, belief in enumerate(plan.package.belief):
        yield ("package", "belief", index, "on"), belief.on
    if plan.package.review:
        yield ("package", "review", "last"), plan.package.review.last


def _of_scale(plan: Plan) -> _Dated:
    for name, unit in plan.units.items():
        yield ("units", name, "agreed"), unit.agreed
    for index, site in enumerate(plan.sites):
        yield ("sites", index, "handed-over"), site.handed_over
    for index, kept in enumerate(plan.forecasts):
        yield ("forecasts", index, "made-on"), kept.made_on
    for index, adaptation in enumerate(plan.adaptations):
        yield ("adaptations", index, "on"), adaptation.on


def _of_work(plan: Plan) -> _Dated:
    for index, item in enumerate(plan.communication):
        yield ("communication", index, "done"), item.done
    for index, feedback in enumerate(plan.feedback):
        yield ("feedback", index, "last"), feedback.last
    for name, action in plan.actions.items():
        yield ("actions", name, "done-on"), action.done_on
    yield ("embedding", "accepted"), plan.embedding.accepted
    yield ("embedding", "checked"), plan.embedding.checked


def _of_answers(plan: Plan) -> _Dated:
    for name, evidence in plan.evidence.items():
        if evidence.kind != "publication":  # what is published later may tell of the time that is judged
            yield ("evidence", name, "dated"), evidence.dated
    for framework, answers in plan.answers.items():
        for criterion, answer in answers.items():
            yield ("answers", framework, criterion, "reviewed"), answer.reviewed


def _before_what_they_follow(plan: Plan) -> Iterator[Hit]:
    """Find next reviews that lie before the day they follow."""
    follows = [
        *((("reviews", index, "next"), review.on, review.next) for index, review in enumerate(plan.reviews)),
        *(
            (("decisions", index, "review"), decision.on, decision.review)
            for index, decision in enumerate(plan.decisions)
        ),
    ]
    for route, written, later in follows:
        day = known(written)
        if day is not None and later is not None and later < day:
            yield route, f'"{later}" is before {day}, the day that it follows; correct one of the two'

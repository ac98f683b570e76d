"""Items 25 to 27: discussion, implications and statements."""

from collections.abc import Mapping
from typing import Final

from spreadkit.adoption.words import WHAT
from spreadkit.forecast.sentences import forecast_sentences
from spreadkit.model.unread import unread_in_words
from spreadkit.model.verdict import VerdictQuestion
from spreadkit.months import day
from spreadkit.reporting.stari.entries import (
    WHOLE_PLAN,
    Entries,
    PublishedPlan,
    StrandWriter,
    by_hand,
    entry,
    joined,
    on_day,
    several,
)
from spreadkit.sections._wording import slug
from spreadkit.words import in_words


def _discussion(plan: PublishedPlan) -> Entries:
    view, spread = plan.view, plan.view.plan
    yield from plan.headline("Finding in one line")
    yield from plan.verdict(VerdictQuestion.TRUST, "How far the data can be trusted")
    caveat = spread.caveat.says if spread.caveat else None
    yield from entry("Limitation noted in the plan", caveat, "caveat", "what readers must know of the data")
    yield from several("Limitation: not read", [unread_in_words(view.score.unread)], WHOLE_PLAN)
    checked = [f"{measure.title}: {measure.check.found}" for measure in spread.measures.values() if measure.check]
    yield from several("Data compared with a second source", checked, "measures", "a check of the data, as checked")
    yield from by_hand("Comparison with other studies", "Compare your results with those that others have published.")
    yield from by_hand("Conclusion", "Say what follows from this, and for whom.")


def _scaling(plan: PublishedPlan) -> Entries:
    spread, seen = plan.view.plan, plan.view.adoption
    if seen.forecast is not None:
        yield from several(
            "Forecast", forecast_sentences(seen.forecast, what=WHAT, aim=seen.reached.of), "adoption\naim.by"
        )
    yield from entry("It stops, or is designed anew, when", spread.approach.stop_when, "approach.stop-when")
    for name, resource in spread.resources.items():
        step = resource.next_step
        if step is not None:
            says = joined(step.limit, step.fix)
            yield from entry(f"What breaks at the next step: {resource.title}", says, f"resources.{name}.next-step")
    yield from by_hand("What it means for more sites", "Say what you would do alike, and what otherwise.")


def _lasting(plan: PublishedPlan) -> Entries:
    embedding = plan.view.plan.embedding
    owner = _role_of_owner(plan, embedding.owner)
    accepted = f"accepted on {day(embedding.accepted)}" if embedding.accepted else "not accepted yet"
    yield from entry(
        "Owner after the project", owner and joined(owner, accepted), "embedding.owner", "who owns it after the project"
    )
    held = [joined(support.what, slug(support.kind), support.state) for support in embedding.supports]
    yield from several("What holds it in place", held, "embedding.supports", "what holds it in place")
    yield from entry("What shows slipping", embedding.signal, "embedding.signal", "what would show that it slips")
    yield from entry("What is done then", embedding.response, "embedding.response")
    yield from entry("What pays for it afterwards", embedding.budget, "embedding.budget", "what pays for it afterwards")
    yield from entry("Help of the project ends", embedding.support_ends, "embedding.support-ends")


def _role_of_owner(plan: PublishedPlan, owner: str | None) -> str | None:
    """Return where the owner works, or what they do: papers name roles, not people."""
    person = plan.view.plan.people.get(owner) if owner else None
    if person is None:
        return owner and "named"
    return person.organisation or in_words([slug(role.value) for role in person.role]) or "named"


def _statements(plan: PublishedPlan) -> Entries:
    study = plan.view.plan.study
    add = "ethics and other approvals, with their numbers"
    yield from entry("Ethics and other approvals", study.ethics, "study.ethics", add)
    approved = [
        joined(on_day(decision.on), decision.body, decision.what)
        for decision in plan.view.plan.decisions
        if decision.about == "approval" and decision.is_yes and plan.has_happened(decision.on)
    ]
    yield from several("Approval of the practice", approved, "decisions")
    add = "the register and number, or where the protocol is"
    yield from entry("Registration, or protocol", study.registered, "study.registered", add)
    yield from entry("Funding", study.funding, "study.funding", "who funded it, and what part they had")
    add = "the conflicts of interest that authors declare"
    yield from entry("Conflicts of interest", study.interests, "study.interests", add)


DISCUSSION: Final[Mapping[int, tuple[StrandWriter, ...]]] = {
    25: (_discussion,),
    26: (_scaling, _lasting),
    27: (_statements,),
}
"""By item: what goes through its strands."""

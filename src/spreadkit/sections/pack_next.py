"""For the steering group: what the plan has nothing on yet, once, and what to fill in next."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.report import Callout, Section
from spreadkit.model.report_parts import Tone
from spreadkit.model.rollout import Embedding
from spreadkit.sections._pack import Part, page_part
from spreadkit.sections._view import View
from spreadkit.words import some_of

PACK: Final = 130


def build(view: View) -> Section | None:
    """Build the section; nothing where the plan has something on every topic."""
    missing = list(_missing(view))
    if not missing:
        return None
    title = "Fill in next: " + missing[0] + "."
    names = some_of(missing)
    text = f"The plan has nothing on {names}, so the pack leaves that out. `spreadkit check` says where each belongs."
    box = Callout(tone=Tone.NOTE, title="Not in this pack yet", text=text.replace("`", ""))
    return page_part(view, Part("next", "What is not here", title, [box]))


def _missing(view: View) -> Iterator[str]:
    """Go through what a plan needs for the topics of the pack, in the order in which it is filled in."""
    plan = view.plan
    topics = (
        ("the aim", "aim", plan.aim.statement or plan.aim.by or plan.aim.measure),
        ("people", "people", plan.people),
        ("changes", "package", view.changes),
        ("sites", "sites", plan.sites),
        ("waves", "waves", plan.waves),
        ("measures", "measures", plan.measures),
        ("what is in place where", "adoption", plan.adoption or not plan.sites),
        ("asks", "asks", plan.asks or plan.decisions),
        ("actions", "actions", plan.actions),
        ("risks", "risks", plan.obstacles or plan.risks),
        ("messages", "communication", plan.communication),
        ("who owns it afterwards", "embedding", plan.embedding != Embedding()),
    )
    unread = {part.part[0] for part in plan.unread}
    return (name for name, part, is_there in topics if not is_there and part not in unread)

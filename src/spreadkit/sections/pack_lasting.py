"""For the steering group: does it last, by the looks that were made, those due, and what holds it in place."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from spreadkit.adoption.rechecks import Recheck, RecheckState
from spreadkit.model.people import Role
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Embedding, EmbeddingSupport
from spreadkit.sections._pack import (
    NAME_ROOM,
    Part,
    by_day,
    horizon,
    in_brief,
    named,
    near,
    pack_table,
    page_part,
    people,
    rest,
    site_names,
    who_has,
)
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, label
from spreadkit.words import by_number, count_of, some_of

PACK: Final = 110

_MOST: Final = 6
"""How many changes and supports the page has room for. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section; nothing where nothing was ever in place, and nothing is planned to hold it."""
    embedding = view.plan.embedding
    if not view.adoption.rechecks and embedding == Embedding():
        return None
    ask = embedding.owner or who_has(view, Role.FULL_SCALE_OWNER, Role.SPREAD_AGENT)
    return page_part(view, Part("lasting", "Does it last?", _title(view), _blocks(view), _owner(view), ask))


def _title(view: View) -> str:
    looks = view.adoption.looks
    missing = len(looks.overdue) + len(looks.due)
    due = f"{missing} {by_number(missing, 'is', 'are')} due and not made" if missing else "none is due and not made"
    if looks.made:
        held = f"{len(looks.held)} of {count_of(looks.made, 'new look')} found the change still there"
        return f"{held}; {due}."
    if missing:
        return f"Nobody has looked again yet; {due}."
    if looks.next_due:
        return f"No new look is due yet; the first is on {near(looks.next_due, view)}."
    return "No new look has been made, and none is due."


def _owner(view: View) -> str:
    embedding = view.plan.embedding
    if embedding == Embedding():
        return ""
    if embedding.owner is None:
        return "It is not said who owns it when the project ends."
    who = named(view.person(embedding.owner))
    if embedding.accepted is None:
        return f"{who} is to own it when the project ends, and has not accepted yet."
    return f"{who} owns it when the project ends, as accepted on {near(embedding.accepted, view)}."


def _blocks(view: View) -> Iterator[Block]:
    rows = [row for change in view.core_changes if (row := _change(view, change)) is not None]
    headers = [
        "Core change",
        "#Still there",
        "#Gone",
        "Given up early?",
        "Due and not made?",
        f"Due by {near(horizon(view), view)}?",
    ]
    if rows:
        yield pack_table("Looks again at core changes", headers, rows[:_MOST])
    if left := rest(len(rows) - _MOST, "core change"):
        yield Paragraph(text=left)
    supports = sorted(
        (support for support in view.plan.embedding.supports if support.state != "done"),
        key=lambda support: support.due or date.max,
    )
    if supports:
        headers = ["What is to hold it in place", "State", "Who", "By"]
        yield pack_table(
            "What is to hold it in place", headers, [_support(view, support) for support in supports[:_MOST]]
        )
    done = len(view.plan.embedding.supports) - len(supports)
    if done:
        every = count_of(done + len(supports), "support")
        yield Paragraph(text=f"{done} of {every} {by_number(done, 'is', 'are')} done.")
    if left := rest(len(supports) - _MOST, "support"):
        yield Paragraph(text=left)


def _change(view: View, change: str) -> WordedRow | None:
    """Count the looks at one change, and name where they are due; nothing where it never was in place."""
    looks = view.adoption.looks
    of_state = {
        state: [look for look in looks_of if look.change == change]
        for state, looks_of in (
            (RecheckState.HELD, looks.held),
            (RecheckState.LOST, looks.lost),
            (RecheckState.LOST_EARLY, looks.early),
            (RecheckState.DUE, (*looks.overdue, *looks.due)),
            (RecheckState.TO_COME, looks.to_come),
        )
    }
    if not any(of_state.values()):
        return None
    soon = [look for look in of_state[RecheckState.TO_COME] if look.due <= horizon(view)]
    return [
        in_brief(view.change(change), 60),
        str(len(of_state[RecheckState.HELD])),
        str(len(of_state[RecheckState.LOST])),
        _where(view, of_state[RecheckState.LOST_EARLY]),
        _where(view, of_state[RecheckState.DUE]),
        _where(view, soon),
    ]


def _where(view: View, looks: Sequence[Recheck]) -> str | None:
    names = site_names(view)
    found = dict.fromkeys(in_brief(names.get(look.site, view.site(look.site)), NAME_ROOM) for look in looks)
    return some_of(list(found)) or None


def _support(view: View, support: EmbeddingSupport) -> WordedRow:
    return [
        in_brief(support.what),
        Phrase(text=label(support.state)),
        people(view, support.owner) or "No owner",
        by_day(view, support.due),
    ]

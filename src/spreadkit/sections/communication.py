"""The communication plan: who hears what, for which purpose, from whom, how and when; and what is fed back."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.people import Audience, Communication, Community, Purpose
from spreadkit.model.references import EVERYONE
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    acceptance,
    due,
    folded,
    label,
    listed_in_words,
    n_of,
    say,
    section,
    table,
    who,
)

ORDER = 90
SHOWS: Final = ("communication", "audiences", "communities", "feedback")


def build(view: View) -> Section:
    """Build the section."""
    return section("communication", "Communication plan", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.audiences:
        headers = ["Audience", *(label(purpose) for purpose in Purpose)]
        yield table("Messages done and planned, by audience and purpose", headers, _matrix(view))
    if plan.communication:
        headers = ["Audience", "Purpose", "Message", "Messenger", "Channel", "Brings out who is ready?", "On"]
        yield table("Every message", headers, [_message(view, item) for item in plan.communication])
    else:
        yield Paragraph(text="No messages are listed.")
    if plan.audiences:
        headers = ["Audience", "Profession?", "What they do?", "Decides?", "Needs?", "Concerns?"]
        rows = [_audience(view, name, audience) for name, audience in plan.audiences.items()]
        yield folded("Who the audiences are", table("Audiences", headers, rows))
    yield from _standing(view)


def _matrix(view: View) -> Iterator[WordedRow]:
    for name in view.plan.audiences:
        row = [view.audience(name)]
        for purpose in Purpose:
            items = [
                item
                for item in view.plan.communication
                if item.audience in {name, EVERYONE} and item.purpose is purpose
            ]
            done = sum(item.done is not None for item in items)
            row.append(f"{n_of(done, len(items))} done" if items else "none planned")
        yield row


def _message(view: View, item: Communication) -> WordedRow:
    is_open = item.done is None
    on = due(item.on, view.as_of, is_open=is_open)
    everyone = item.audience == EVERYONE
    return [
        "Everyone" if everyone else view.audience(item.audience),
        Phrase(text=label(item.purpose), note=_way(view, item)),
        item.message,
        _messenger(view, item),
        _channel(item),
        item.finds,
        on.model_copy(update={"note": _how_it_went(view, item)}),
    ]


def _messenger(view: View, item: Communication) -> Phrase:
    """Say who brings the message, and who sees to it that it is brought."""
    owner = f"owner: {who(view, item.owner)}" if item.owner else ""
    if item.messenger == (item.owner,):
        owner = "also the owner"
    return Phrase(text=who(view, *item.messenger), note=owner)


def _channel(item: Communication) -> Phrase:
    """Say how the message is brought, and whether people can answer on the spot, where the plan says so."""
    ways = {True: "people can answer", False: "one way only", None: ""}
    return Phrase(text=say(item.channel), note=ways[item.interactive])


def _done(item: Communication) -> str:
    """Say whether it was done; where not even a day is known, the plan cannot tell."""
    if item.done is not None:
        return f"done on {day(item.done)}"
    return "not done yet" if isinstance(item.on, date) else "not on record as done"


def _how_it_went(view: View, item: Communication) -> str:
    """Say whether it was done, and who accepts that it came late."""
    return "; ".join(filter(None, [_done(item), acceptance(view, item.accepted)]))


def _way(view: View, item: Communication) -> str:
    """Say whether it is sent out by plan or goes from peer to peer, and through which community."""
    community = view.plan.communities.get(item.community or "")
    name = community.title if community else item.community
    through = f"through {name}" if item.community else ""
    return " ".join(filter(None, [label(item.mode).lower() if item.mode else "", through]))


def _audience(view: View, name: str, audience: Audience) -> WordedRow:
    does = audience.does if audience.adopts else audience.does or "only has to know"
    decides = label(audience.decides) if audience.decides else None
    profession = label(audience.profession) if audience.profession else None
    return [view.audience(name), profession, does, decides, audience.needs, audience.concerns]


def _standing(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.feedback:
        headers = ["To", "Measures", "Every", "By", "Last sent"]
        rows: list[WordedRow] = [
            [
                listed_in_words(
                    label(recipient) if recipient not in plan.audiences else view.audience(recipient)
                    for recipient in item.to
                ),
                listed_in_words(view.measure(name) for name in item.measures),
                say(item.every),
                who(view, item.by),
                day(item.last, silent="not yet"),
            ]
            for item in plan.feedback
        ]
        yield table("What is fed back to whom", headers, rows)
    if plan.communities:
        headers = [
            "Where adopters meet",
            "There before?",
            "Meets",
            "For",
            "Links to others?",
            "Sessions?",
            "Owner",
            "Next",
        ]
        rows = [_community(view, community) for community in plan.communities.values()]
        yield table("Where adopters meet peers", headers, rows)


def _community(view: View, community: Community) -> WordedRow:
    return [
        community.title,
        community.existing,
        community.meets,
        listed_in_words(map(view.audience, community.audiences)),
        who(view, *community.connectors),
        _sessions(view, community),
        who(view, community.owner),
        day(community.next),
    ]


def _sessions(view: View, community: Community) -> Phrase | None:
    """Count the days on which it has met to learn, out of all that are listed; an unknown day is neither."""
    days = [session for session in community.sessions if isinstance(session, date)]
    open_days = len(community.sessions) - len(days)
    if not days:
        return Phrase(text="unknown") if open_days else None
    held = n_of(sum(session <= view.as_of for session in days), len(community.sessions))
    unknown = f"; for {open_days} the day is unknown" if open_days else ""
    return Phrase(text=f"{held} held{unknown}", note=listed_in_words(map(day, days)))

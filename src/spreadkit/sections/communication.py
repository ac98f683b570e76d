"""The communication plan: who hears what, for which purpose, from whom, how and when; and what is fed back."""

from collections.abc import Iterator

from spreadkit.model.people import Audience, Communication, Purpose
from spreadkit.model.references import EVERYONE
from spreadkit.model.report import Block, Paragraph, Phrase, Section
from spreadkit.reporting import View, day
from spreadkit.sections._wording import Row, due, folded, label, n_of, say, section, table, together, who

ORDER = 90


def build(view: View) -> Section:
    """Build the section."""
    return section("communication", "Communication plan", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.audiences:
        headers = ["Audience", *(label(purpose) for purpose in Purpose)]
        yield table("Messages done and planned, by audience and purpose", headers, _matrix(view))
    if plan.communication:
        headers = ["Audience", "Purpose", "Way?", "Message", "Messenger", "Channel", "Brings out who is ready?", "On"]
        yield table("Every message", headers, [_message(view, each) for each in plan.communication])
    else:
        yield Paragraph(text="No messages are planned yet.")
    if plan.audiences:
        headers = ["Audience", "What they do?", "Decides?", "Needs?", "Concerns?"]
        rows = [_audience(view, name, each) for name, each in plan.audiences.items()]
        yield folded("Who the audiences are", table("Audiences", headers, rows))
    yield from _standing(view)


def _matrix(view: View) -> Iterator[Row]:
    for name in view.plan.audiences:
        row = [view.audience(name)]
        for purpose in Purpose:
            items = [
                each
                for each in view.plan.communication
                if each.audience in {name, EVERYONE} and each.purpose is purpose
            ]
            done = sum(each.done is not None for each in items)
            row.append(f"{n_of(done, len(items))} done" if items else "none planned")
        yield row


def _message(view: View, item: Communication) -> Row:
    is_open = item.done is None
    on = due(item.on, view.as_of, is_open=is_open)
    everyone = item.audience == EVERYONE
    return [
        "Everyone" if everyone else view.audience(item.audience),
        label(item.purpose),
        _way(view, item),
        item.message,
        who(view, *item.messenger),
        item.channel,
        item.finds,
        on.model_copy(update={"note": "not done yet" if is_open else f"done on {day(item.done)}"}),
    ]


def _way(view: View, item: Communication) -> Phrase | None:
    """Say whether it is sent out by plan or goes from peer to peer, and through which community."""
    if item.mode is None and item.community is None:
        return None
    community = view.plan.communities.get(item.community or "")
    through = f"through {community.title if community else item.community}" if item.community else ""
    return Phrase(text=label(item.mode) if item.mode else "Through a community", note=through)


def _audience(view: View, name: str, audience: Audience) -> Row:
    does = audience.does if audience.adopts else audience.does or "only has to know"
    decides = label(audience.decides) if audience.decides else None
    return [view.audience(name), does, decides, audience.needs, audience.concerns]


def _standing(view: View) -> Iterator[Block]:
    plan = view.plan
    if plan.feedback:
        headers = ["To", "Measures", "Every", "By", "Last sent"]
        rows: list[Row] = [
            [
                together(label(each) if each not in plan.audiences else view.audience(each) for each in item.to),
                together(view.measure(each) for each in item.measures),
                say(item.every),
                who(view, item.by),
                day(item.last, silent="not yet"),
            ]
            for item in plan.feedback
        ]
        yield table("What is fed back to whom", headers, rows)
    if plan.communities:
        headers = ["Where adopters meet", "Meets", "For", "Owner", "Next"]
        rows = [
            [
                each.title,
                each.meets,
                together(map(view.audience, each.audiences)),
                who(view, each.owner),
                day(each.next),
            ]
            for each in plan.communities.values()
        ]
        yield table("Where adopters meet peers", headers, rows)

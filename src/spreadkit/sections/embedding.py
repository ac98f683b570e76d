"""Embedding: who owns it when the project ends, what shows slipping, and what holds it in place."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.report import Block, Fact, Facts, Section
from spreadkit.model.rollout import Embedding
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, fact, label, listed_in_words, section, table, who

ORDER = 130
SHOWS: Final = ("embedding",)


def build(view: View) -> Section | None:
    """Build the section."""
    if view.plan.embedding == Embedding():
        return None
    return section("embedding", "Embedding and ownership", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    embedding = view.plan.embedding
    yield Facts(
        items=(
            fact("Owner after the project", who(view, embedding.owner)),
            fact("Accepted on", day(embedding.accepted, silent="not accepted yet")),
            fact("Measure that goes on", view.measure(embedding.measure) if embedding.measure else None),
            fact("What shows slipping", embedding.signal),
            fact("What is done then", embedding.response),
            *_means(view, embedding),
        )
    )
    if embedding.supports:
        headers = ["What holds it in place", "Kind", "Changes?", "Owner", "Due", "State"]
        rows: list[WordedRow] = [
            [
                support.what,
                label(support.kind),
                listed_in_words(map(view.change, support.changes)),
                who(view, support.owner),
                due(support.due, view.as_of, is_open=support.state != "done"),
                label(support.state),
            ]
            for support in embedding.supports
        ]
        yield table("What holds it in place", headers, rows)


def _means(view: View, embedding: Embedding) -> Iterator[Fact]:
    """Say what there is to hold on with, as far as the plan does."""
    if embedding.responder:
        yield fact("Who acts then", who(view, embedding.responder))
    if embedding.every or embedding.checked is not None:
        yield fact("Looked at every", embedding.every)
        yield fact("Last looked at", day(embedding.checked, silent="not yet"))
    if embedding.support_ends is not None:
        ends = known(embedding.support_ends)
        is_past = ends is not None and ends < view.as_of
        yield fact("Help of the project ended" if is_past else "Help of the project ends", day(embedding.support_ends))
    if embedding.budget:
        yield fact("What pays for it afterwards", embedding.budget)

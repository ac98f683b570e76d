"""Whether the headline that a plan writes itself may stand on a day: what of it is past, untrue, or too long."""

from collections.abc import Iterator
from dataclasses import replace

from spreadkit.model.plan import Plan
from spreadkit.model.verdict import HeadlineFault
from spreadkit.months import day_in_words
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.headline import headline_faults
from spreadkit.verdicts.judge import VerdictPage, page_of
from spreadkit.verdicts.of_plan import UnreadParts, state_of_plan


def faults_of_headline(
    standing: Standing, unread: UnreadParts, page: VerdictPage | None = None
) -> list[tuple[HeadlineFault, str]]:
    """Return why the own headline of a plan does not stand, each with a sentence; nothing where it has none.

    `page` is what is said today; without one, it is worked out. The day of the headline is judged by the same files.
    """
    own = standing.plan.headline
    if own is None:
        return []
    page = page or page_of(state_of_plan(standing, unread))
    then = page_of(state_of_plan(replace(standing, as_of=own.on), unread)) if own.on < standing.as_of else page
    return headline_faults(
        own,
        standing.as_of,
        {verdict.question: (verdict.row, verdict.word) for verdict in page.verdicts},
        {verdict.question: verdict.word for verdict in then.verdicts},
        _texts_of(page, standing.plan),
    )


def _texts_of(page: VerdictPage, plan: Plan) -> Iterator[str]:
    """Go through the texts whose figures an own headline may give: the answers, the size, and what is asked for."""
    yield page.headline.says
    yield page.size or ""
    for verdict in page.verdicts:
        yield from (verdict.says, verdict.word)
    for ask in plan.asks.values():
        if ask.answered is None:
            yield from (ask.what, ask.short or "", ask.otherwise or "", day_in_words(ask.by))

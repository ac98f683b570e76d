"""What is said of adoption, everywhere: a form for every number, and no count without those that are stale."""

import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from made_histories import Row, days_drawn, made, on, rows_drawn, view_of

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.words import held_words, looks_sentences, needs, sentences, state_words
from spreadkit.formats import _csv_adoption, _markdown_adoption, _text_adoption
from spreadkit.model.plan import Plan
from spreadkit.model.report import Section
from spreadkit.sections import (
    site_beside,
    site_nearby,
    site_record,
    site_steps,
    sponsor_spread,
    spread_over_time,
    summary,
    tracker,
    waves,
)
from spreadkit.sections._sheet import headline_of_sheet, on_sheet
from spreadkit.verdicts.grammar import plain

from made_adoption import site


def texts_of(plan: Plan, as_of: date) -> Iterator[tuple[str, str]]:
    """Go through all that is said of the adoption of a plan on a day: by whom, and what."""
    view = view_of(plan, as_of)
    seen = view.adoption
    yield from (("sentence", text) for text in sentences(seen))
    answers = view.answers
    if answers.headline is not None:
        yield "headline", plain(answers.headline.says)
    yield from (("verdict", plain(verdict.says)) for verdict in answers.verdicts)
    for named in (summary, tracker, spread_over_time, waves, sponsor_spread):
        yield from _said_in(named.__name__, named.build(view))
    for target in view.target_sites:
        own = view.for_site(target)
        yield "top", plain(headline_of_sheet(own).says)
        yield "lead", plain(on_sheet(own).lead)
        for named in (site_steps, site_beside, site_nearby, site_record):
            yield from _said_in(named.__name__, named.build(own))
    for tracked in seen.sites:
        yield "state", state_words(tracked, seen.titles)
        yield "needs", "; ".join(needs(tracked, seen.titles))
        yield "held", held_words(tracked.barriers)
    yield "text", " ".join(_text_adoption.render_adoption(seen).split())
    yield "markdown", " ".join(_markdown_adoption.render_adoption(seen).split())


def _said_in(name: str, section: Section | None) -> Iterator[tuple[str, str]]:
    if section is not None:
        for text in re.findall(
            r'"(?:text|title|sentence|says|note|value|label)": ?"((?:[^"\\]|\\.)*)"', section.model_dump_json()
        ):
            yield name, text


WRONG = re.compile(
    r"\b0 of 0\b|\bof 0 |\b1 (?:target |core )?(?:sites|days|months|checks|changes|re-checks)\b|\(s\)|\bNone\b(?! of)"
    r"|within 1 days|[Aa]ll 1\b|\b1 of 1 \w|\.\.(?!\.)|\bstopped or silent\b|\bother\b(?! sites?)| ,|,,|;;| ;"
)
"""What no sentence says of any plan."""

numbers_of_sites = st.integers(0, 4)


@settings(max_examples=20, deadline=None)
@given(rows_drawn, days_drawn, numbers_of_sites)
def test_every_sentence_has_a_form_for_every_number(rows: list[Row], until: int, sites: int) -> None:
    listed = [site(name) for name in ("ash", "elm", "oak", "fir")][:sites]
    plan = made([row for row in rows if row.site in {one["id"] for one in listed}], sites=listed)

    for name, text in texts_of(plan, on(until)):
        assert not WRONG.search(text), (name, text)


@settings(max_examples=20, deadline=None)
@given(rows_drawn, days_drawn)
def test_a_count_never_goes_without_those_that_are_stale(rows: list[Row], until: int) -> None:
    plan = made(rows)
    seen = Overview(plan, on(until))
    said: dict[str, str] = {}
    for name, text in texts_of(plan, on(until)):
        said[name] = f"{said.get(name, '')}\n{text}"

    if seen.stale_there:
        first = seen.stale_there[0].site.name
        for name in ("sentence", "text", "markdown"):
            assert "last seen in" in said[name], name
            assert first in said[name], name
        for name in ("summary", "tracker", "sponsor_spread"):
            assert "last seen in" in said[f"spreadkit.sections.{name}"], name
    for tracked in seen.sites:
        if tracked.stale and tracked.news:
            view = view_of(plan, on(until)).for_site(tracked.site)
            top = f"{headline_of_sheet(view).says} {on_sheet(view).lead}"
            assert "no news since" in top or "not heard from you" in top
            assert "no news" in state_words(tracked, seen.titles)
            row = next(
                line for line in _csv_adoption.render_adoption(seen).splitlines() if line.startswith(tracked.site.id)
            )
            assert tracked.news.isoformat() in row


@given(rows_drawn, days_drawn)
def test_checks_are_told_by_numbers_that_add_up(rows: list[Row], until: int) -> None:
    seen = Overview(made(rows), on(until))

    said = " ".join(looks_sentences(seen))

    assert ("still there" in said or "gone" in said) == bool(seen.looks.made)
    assert ("Given up before" in said) == bool(seen.looks.early)
    assert ("not been made" in said) == bool(seen.looks.overdue)

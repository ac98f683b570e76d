"""The sheets of sites of plans made at random: short, whole, English, and of one mind with the tracker."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from spreadkit.model.plan import Plan
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.grammar import Language, plain, word_count
from spreadkit.verdicts.messages import MESSAGES
from spreadkit.verdicts.sheet_changes import peers_of
from spreadkit.verdicts.sheet_headline import TOP_WORDS, core_in_place, lead_of, top_of
from spreadkit.verdicts.sheet_messages import SHEET_MESSAGES
from spreadkit.verdicts.sheet_state import SheetKind, SheetState, sheet_of
from spreadkit.verdicts.sheet_steps import MOST_STEPS, OwedThing, SheetStep, owed_of, steps_of
from test_plans_at_random import AS_OF, plan_of

from page_checks import WRONG, without_plan_words

SEEDS = range(400)
NOT_SAID = re.compile(
    r"\b(?i:criterion|gate|stage \d|component|coverage|median|stale|verified|compliance|poor|still failing|nobody"
    r"|SK\d{3}|only)\b"
)
"""Words that a ward should not have to read (style 21, 24)."""


def said(state: SheetState, language: Language, plan: Plan) -> Iterator[str]:
    """Go through every sentence of a sheet that follows from its state."""
    yield top_of(state, language).says
    yield lead_of(state, language)
    for step in steps_of(state, language, plan.measures):
        yield from (step.deed, step.why, step.who, step.by)
    for thing in owed_of(state, language):
        yield from (thing.what, thing.by, thing.text)


def sheets_at_random() -> Iterator[tuple[Plan, Standing, SheetState]]:
    for seed in SEEDS:
        plan = plan_of(Random(seed))  # noqa: S311 - made-up data
        standing = Standing(plan, {}, AS_OF)
        for site in plan.sites:
            yield plan, standing, sheet_of(standing, site)


def test_every_sheet_is_short_whole_and_english() -> None:
    kinds = Counter[SheetKind]()
    for plan, _, state in sheets_at_random():
        language = Language(AS_OF, state.words)
        kinds[state.kind] += 1

        assert 3 <= word_count(top_of(state, language).says) <= TOP_WORDS
        assert len(steps_of(state, language, plan.measures)) <= MOST_STEPS
        for text in said(state, language, plan):
            bare = without_plan_words(text)
            assert not any(wrong.search(bare) for wrong in WRONG), text
            assert not NOT_SAID.search(bare), text
            assert text == "" or text.strip() == text, text
            assert not re.search(r"[.!?]\.|,\.|: \.|“”", plain(text)), text

    assert {*kinds} >= {
        *(SheetKind.GAVE_UP, SheetKind.SILENT, SheetKind.PAUSED, SheetKind.DECLINED, SheetKind.NO_LEAD),
        *(SheetKind.HELD_UP, SheetKind.LATE, SheetKind.ON_THE_WAY, SheetKind.NOT_BEGUN, SheetKind.THERE),
        *(SheetKind.RESTS, SheetKind.ENDED),
    }


def test_a_sheet_is_of_one_mind_with_the_tracker() -> None:
    for _, standing, state in sheets_at_random():
        tracked = next(one for one in standing.tracker.sites if one.site.id == state.site.id)
        top = plain(top_of(state, Language(AS_OF, state.words)).says)

        assert state.is_there == tracked.is_there
        if re.search(r"has (?:all|both|the one)\b.* in place|has kept", top):
            assert tracked.is_there
        if " had all" in top or " had both" in top:
            assert tracked.is_there
        for few, many in re.findall(r"(none|one|two) of (two|three) core changes in place", top):
            numbers = {"none": 0, "one": 1, "two": 2, "three": 3}
            assert (numbers[few], numbers[many]) == (len(state.in_place), len(state.core))


def test_something_is_asked_of_every_site_that_needs_somebody() -> None:
    for plan, _, state in sheets_at_random():
        language = Language(AS_OF, state.words)
        steps = steps_of(state, language, plan.measures)
        if state.kind in {SheetKind.ENDED, SheetKind.RESTS}:
            continue
        if state.kind not in {SheetKind.NOT_APPLICABLE, SheetKind.DECLINED_ACCEPTED, SheetKind.NOT_BEGUN}:
            assert steps or state.owed, state.kind
        if steps and state.kind is SheetKind.GAVE_UP:
            assert steps[0].needs_you


def test_peers_are_counts_of_those_who_began_together() -> None:
    for _, standing, state in sheets_at_random():
        peers = peers_of(standing, state.site)
        assert all(one.site.wave == state.site.wave and one.site.id != state.site.id for one in peers.sites)
        for change in state.changes:
            done, of = peers.count(change.id)
            assert 0 <= done <= of <= len(peers.sites)


@pytest.mark.parametrize(
    ("done", "of", "words"),
    [
        (1, 1, "the one core change"),
        (2, 2, "both core changes"),
        (3, 3, "all three core changes"),
        (12, 12, "all 12 core changes"),
        (0, 3, "none of three core changes"),
        (1, 3, "one of three core changes"),
        (10, 12, "10 of 12 core changes"),
    ],
)
def test_a_count_of_changes_has_a_form_for_none_one_two_and_many(done: int, of: int, words: str) -> None:
    assert Language(AS_OF).text(core_in_place(done, of)) == words


def test_every_message_of_a_sheet_is_in_the_catalogue() -> None:
    assert {*SHEET_MESSAGES} <= {*MESSAGES}
    assert all(MESSAGES[name].one == forms[0] for name, forms in SHEET_MESSAGES.items())


PLAN = {
    "schema": "spreadkit/plan@1",
    "title": "Huddles",
    "words": {"site": "ward", "sites": "wards"},
    "people": {
        "tm": {"name": "Theresa Murphy", "role": "site-lead", "site": "bridge"},
        "sd": {"name": "Stefan Dahl", "role": "data-lead"},
        "jl": {"name": "Johanna Lind", "role": "spread-agent"},
        "gone": {"name": "Paula Grieve", "role": "spread-agent", "left": "2026-01-01"},
    },
    "package": {"version": "1", "changes": {"huddle": {"title": "Huddle", "short": "the huddle"}}},
    "waves": {"one": {"start": "2025-09-15", "end": "2026-07-31"}},
    "sites": [
        {"id": "bridge", "name": "Bridge Ward", "wave": "one", "lead": "tm"},
        {"id": "ash", "name": "Ash Ward", "wave": "one"},
    ],
    "adoption": [{"date": "2026-06-01", "site": "bridge", "change": "huddle", "stage": "testing"}],
    "actions": {
        "sheets": {"do": "Send the sheets", "sites": ["bridge"], "owner": "sd", "due": "2026-07-31"},
        "of-all": {"do": "Look at all", "sites": "all", "owner": "jl"},
        "own": {"do": "Lend an hour", "owner": "tm", "due": "2026-06-01"},
        "other": {"do": "Not about them", "sites": ["ash"], "owner": "tm"},
        "done": {"do": "Was done", "sites": ["bridge"], "owner": "sd", "state": "done"},
    },
    "obstacles": {
        "no-sheets": {"what": "No sheets have come", "sites": ["bridge"], "owner": "jl", "due": "2026-07-31"},
        "alone": {"what": "No wall", "sites": ["bridge"], "due": "2026-05-01"},
    },
}  # fmt: skip


def bridge(plan: Plan, as_of: date = AS_OF) -> tuple[tuple[SheetStep, ...], tuple[OwedThing, ...]]:
    state = sheet_of(Standing(plan, {}, as_of), plan.sites[0])
    language = Language(as_of, state.words)
    plain_steps = (
        replace(step, deed=plain(step.deed), why=plain(step.why), who=plain(step.who))
        for step in steps_of(state, language, plan.measures)
    )
    owed = (OwedThing(plain(one.what), one.by, plain(one.text)) for one in owed_of(state, language))
    return tuple(plain_steps), tuple(owed)


def test_an_action_is_found_by_the_site_that_it_concerns_and_by_its_owner() -> None:
    steps, owed = bridge(Plan.model_validate(PLAN))

    assert steps[0] == SheetStep("Lend an hour", "", "Theresa Murphy", "was due on 1 June", needs_you=True)
    assert steps[1].deed == "Bring the huddle from the test into daily work"
    assert [one.what for one in owed] == ["No wall", "Send the sheets", "Look at all"]


def test_what_is_owed_says_who_by_when_and_whom_to_tell() -> None:
    _, (wall, sheets, of_all) = bridge(Plan.model_validate(PLAN))

    assert sheets == OwedThing(
        "Send the sheets",
        "by Friday 31 July",
        "No sheets have come. Stefan Dahl does it. If it has not come, tell Johanna Lind.",
    )
    assert wall == OwedThing("No wall", "was due on 1 May", "No person is named for it yet. Ask Johanna Lind.")
    assert of_all == OwedThing("Look at all", "no day named yet", "Johanna Lind does it.")


def test_what_the_team_does_without_naming_a_site_is_not_the_wards() -> None:
    people = {
        **PLAN["people"],
        "tm": {"name": "Theresa Murphy", "role": ["site-lead", "team-member"], "site": "bridge"},
    }  # type: ignore[dict-item]

    steps, _ = bridge(Plan.model_validate({**PLAN, "people": people}))

    assert "Lend an hour" not in [step.deed for step in steps]


@pytest.mark.parametrize(
    ("status", "more", "says"),
    [
        ("successful", {}, "Bridge Ward is one of the places where it began. Others may ask you how you do it."),
        ("exempt", {"until": "2026-12-31"}, "Bridge Ward need not take part until 31 December."),
        ("exempt", {}, "Bridge Ward need not take part."),
        ("left", {"left": "2026-04-01"}, "Bridge Ward no longer takes part, since 1 April."),
        ("deferred", {}, "Bridge Ward is to begin later. We tell you as soon as there is a day."),
        ("out-of-scope", {}, "Bridge Ward is not one of the wards that are to take this up."),
    ],
)
def test_a_site_that_is_no_target_has_a_sheet_too(status: str, more: dict[str, str], says: str) -> None:
    sites = [{"id": "bridge", "name": "Bridge Ward", "status": status, **more}]
    plan = Plan.model_validate({**PLAN, "sites": sites, "actions": {}, "obstacles": {}})

    state = sheet_of(Standing(plan, {}, AS_OF), plan.sites[0])

    assert plain(top_of(state, Language(AS_OF, state.words)).says) == says


def test_a_plan_without_anything_has_a_sheet_too() -> None:
    plan = Plan.model_validate({"schema": "spreadkit/plan@1", "title": "Empty", "sites": [{"id": "a", "name": "A"}]})

    state = sheet_of(Standing(plan, {}, AS_OF), plan.sites[0])

    assert plain(top_of(state, Language(AS_OF)).says) == "The plan names no core change yet, so nothing is asked of A."
    assert steps_of(state, Language(AS_OF), {}) == ()


def test_a_name_of_any_length_leaves_the_top_short() -> None:
    name = "Ward for the early rehabilitation of older people after a fracture of the hip, with dementia, 10"
    for stage in ("testing", "discontinued", "paused", "declined", "implemented"):
        plan = Plan.model_validate(
            {
                **PLAN,
                "sites": [{"id": "bridge", "name": name, "wave": "one", "lead": "tm"}],
                "adoption": [{"date": "2026-06-01", "site": "bridge", "change": "huddle", "stage": stage}],
            }
        )
        state = sheet_of(Standing(plan, {}, AS_OF), plan.sites[0])

        top = plain(top_of(state, Language(AS_OF, state.words)).says)

        assert word_count(top) <= TOP_WORDS + 2
        assert "10" in top

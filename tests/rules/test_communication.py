"""Audiences, communication, measures and feedback: what the rules' own examples do not reach."""

import pytest

from spreadkit.model.finding import Finding, Severity

from rule_examples import found_by

TWO = "audiences: {nurses: {}, doctors: {}}\n"
RULES = [
    *("audience-without-awareness", "audience-without-technical", "audience-without-messenger"),
    *("awareness-after-start", "technical-by-broadcast-only", "same-message-everywhere", "one-messenger"),
    *("single-channel", "no-outcome-measure", "change-without-rate-measure", "no-balancing-measure"),
    *("measure-undefined", "feedback-one-way", "feedback-too-rare"),
]


pytestmark = pytest.mark.usefixtures("folder")


def items(*lines: str) -> str:
    """Write a communication plan, one item for each line."""
    return "communication:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def routes(findings: list[Finding]) -> list[tuple[str | int, ...]]:
    return [route for finding in findings for route in finding.routes or (finding.route,)]


def test_only_a_title_gives_one_note() -> None:
    findings = found_by("", *RULES)

    assert [(each.slug, each.severity) for each in findings] == [("no-outcome-measure", Severity.NOTE)]


def test_an_item_for_all_reaches_every_audience() -> None:
    plan = TWO + items(
        "audience: all, purpose: awareness, messenger: jl", "audience: all, purpose: technical, channel: Visits"
    )

    findings = found_by(plan, "audience-without-awareness", "audience-without-technical", "audience-without-messenger")

    assert findings == []


def test_who_is_not_spoken_to_at_all_needs_an_item_before_a_messenger() -> None:
    findings = found_by("stage: launch\n" + TWO, "audience-without-messenger", "audience-without-technical")

    assert {each.slug for each in findings} == {"audience-without-technical"}
    assert routes(findings) == [("audiences", "nurses"), ("audiences", "doctors")]


WAVES = "waves:\n  w1: {start: 2026-10-01}\n  w2: {start: 2027-02-01}\n"


def test_awareness_on_the_day_of_the_start_is_late_and_the_day_before_is_not() -> None:
    late = items("audience: nurses, purpose: awareness, on: 2026-10-01")
    early = items("audience: nurses, purpose: awareness, on: 2026-09-30")

    assert routes(found_by(WAVES + TWO + late, "awareness-after-start")) == [("communication", 0, "on")]
    assert found_by(WAVES + TWO + early, "awareness-after-start") == []


def test_awareness_without_a_date_may_have_been_early() -> None:
    for other in ("", ", on: unknown"):
        plan = items(
            "audience: nurses, purpose: awareness, on: 2026-12-01",
            f"audience: nurses, purpose: awareness{other}",
        )

        assert found_by(WAVES + TWO + plan, "awareness-after-start") == []


def test_awareness_counts_from_the_day_on_which_it_was_done() -> None:
    plan = items("audience: all, purpose: awareness, on: 2026-09-01, done: 2026-10-02")

    findings = found_by(WAVES + TWO + plan, "awareness-after-start")

    assert routes(findings) == [("communication", 0, "done")]
    assert '"nurses" and "doctors"' in findings[0].message


def test_waves_without_dates_judge_no_awareness() -> None:
    plan = TWO + items("audience: all, purpose: awareness, on: 2026-12-01")

    assert found_by(plan, "awareness-after-start") == []
    assert found_by("waves:\n  w1: {start: unknown}\n" + plan, "awareness-after-start") == []


@pytest.mark.parametrize(
    ("item", "is_one_way"),
    [
        ("channel: Newsletter", True),
        ("channel: e-mail and intranet", True),
        ("channel: Video", True),
        ("channel: Video call", False),
        ("channel: 'Intranet, with a discussion board'", False),
        ("channel: Poster, interactive: yes", False),
        ("channel: Ward meeting, interactive: no", True),
        ("interactive: no", True),
        ("channel: Ward 4", False),
        ("message: How to run it", False),
    ],
)
def test_know_how_needs_a_chance_to_ask(item: str, is_one_way: bool) -> None:  # noqa: FBT001
    plan = "audiences: {nurses: {}}\n" + items(f"audience: nurses, purpose: technical, {item}")

    assert bool(found_by(plan, "technical-by-broadcast-only")) is is_one_way


def test_one_item_for_all_is_one_finding_and_who_only_has_to_know_needs_no_know_how() -> None:
    audiences = "audiences: {nurses: {}, doctors: {}, finance: {adopts: no}}\n"
    plan = audiences + items("audience: all, purpose: technical, channel: E-mail")

    findings = found_by(plan, "technical-by-broadcast-only", "audience-without-technical")

    assert routes(findings) == [("communication", 0, "channel")]
    assert "finance" not in findings[0].message


def test_the_same_message_counts_whatever_its_case_and_spaces() -> None:
    plan = TWO + items(
        "audience: nurses, purpose: awareness, message: Huddles  help",
        "audience: doctors, purpose: awareness, message: huddles help",
    )

    assert routes(found_by(plan, "same-message-everywhere")) == [("communication", 1, "message")]


def test_one_message_to_all_is_the_same_message_everywhere() -> None:
    one = items("audience: all, purpose: awareness, message: Huddles help")
    tailored = items(
        "audience: all, purpose: awareness, message: Huddles help",
        "audience: doctors, purpose: awareness, message: You sleep better",
    )

    assert len(found_by(TWO + one, "same-message-everywhere")) == 1
    assert found_by("audiences: {nurses: {}}\n" + one, "same-message-everywhere") == []
    assert found_by(TWO + tailored, "same-message-everywhere") == []


def test_results_may_be_the_same_for_everybody() -> None:
    plan = TWO + items("audience: all, purpose: feedback, message: This month's chart")

    assert found_by(plan, "same-message-everywhere") == []


def test_one_messenger_is_natural_in_a_small_plan_and_lighter_when_shared() -> None:
    three = items(*["audience: all, purpose: awareness, messenger: jl"] * 3)
    shared = items(*["audience: all, purpose: awareness, messenger: [jl, mo]"] * 4)
    alone = items(*["audience: all, purpose: awareness, messenger: jl"] * 4, "audience: nurses, purpose: technical")

    assert found_by(TWO + three, "one-messenger") == []
    assert found_by(TWO + shared, "one-messenger") == []
    assert found_by("audiences: {nurses: {}}\n" + alone, "one-messenger") == []
    assert routes(found_by(TWO + alone, "one-messenger")) == [("communication", 0, "messenger")]


@pytest.mark.parametrize("channel", ["Poster and ward meeting", "Poster / e-mail", "Poster, e-mail"])
def test_several_channels_may_stand_in_one_item(channel: str) -> None:
    plan = TWO + items(f"audience: all, purpose: awareness, channel: '{channel}'")

    assert found_by(plan, "single-channel") == []


def test_a_channel_that_is_not_said_may_be_another_one() -> None:
    plan = TWO + items("audience: all, purpose: awareness, channel: Poster", "audience: all, purpose: awareness")

    assert found_by(plan, "single-channel") == []


CHANGES = "package:\n  version: '1'\n  changes:\n    a: {title: A}\n    b: {title: B}\n"


def test_all_changes_that_are_not_followed_are_one_finding() -> None:
    findings = found_by(CHANGES, "change-without-rate-measure")

    assert len(findings) == 1
    assert '"a" and "b"' in findings[0].message


def test_a_table_of_adoption_follows_every_change_even_before_its_first_row() -> None:
    plan = CHANGES + "adoption: adoption.csv\n"

    findings = found_by(plan, "change-without-rate-measure", adoption="date,site,change,stage\n")

    assert findings == []


def test_a_measure_of_another_kind_does_not_follow_the_spread() -> None:
    measures = "measures:\n  m: {title: M, kind: process, better: higher, changes: [a, b]}\n"

    assert len(found_by(CHANGES + measures, "change-without-rate-measure")) == 1


def test_measures_without_definitions_are_one_finding_unless_some_have_one() -> None:
    two = "measures:\n  a: {title: A, kind: outcome, better: lower}\n  b: {title: B, kind: balancing, better: lower}\n"
    three = two + "  c: {title: C, kind: process, better: lower, definition: unknown}\n"

    assert routes(found_by(two, "measure-undefined")) == [("measures",)]
    assert routes(found_by(three, "measure-undefined")) == [("measures", "a"), ("measures", "b")]


MEASURE = "measures:\n  m: {title: M, kind: outcome, better: lower}\n"


@pytest.mark.parametrize(
    ("plan", "left_out"),
    [
        ("", "executives or adopters"),
        ("feedback:\n  - {to: adopters}\n", "executives;"),
        ("feedback:\n  - {to: executives}\n  - {to: nurses}\n", None),
        ("feedback:\n  - {to: executives}\n  - {to: finance}\n", "adopters;"),
        ("feedback:\n  - {to: executives}\n" + items("audience: all, purpose: feedback"), None),
    ],
)
def test_results_go_to_executives_and_adopters(plan: str, left_out: str | None) -> None:
    findings = found_by("audiences: {nurses: {}, finance: {adopts: no}}\n" + MEASURE + plan, "feedback-one-way")

    assert [left_out in each.message for each in findings if left_out] == ([True] if left_out else [])
    assert len(findings) == (1 if left_out else 0)


def test_a_rare_report_names_only_those_who_get_nothing_else() -> None:
    plan = "feedback:\n  - {to: executives, every: fortnight}\n  - {to: [executives, adopters], every: year}\n"

    findings = found_by(plan, "feedback-too-rare")

    assert routes(findings) == [("feedback", 1, "every")]
    assert findings[0].message.startswith('"adopters" see')

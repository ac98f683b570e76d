"""What lies in the past: recorded as it was, by whom it is accepted and why. No message tells to move a past date."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spreadkit.api.plans import build_report, open_plan
from spreadkit.checking.run import check_plan
from spreadkit.formats import get_format
from spreadkit.loading.loader import load_plan
from spreadkit.reporting.build import section_ids
from spreadkit.rules._registry import all_rules
from spreadkit.rules._rule import Rule

from rule_examples import AS_OF, found_by, write_example

MOVES = re.compile(
    r"bring \w+ forward|\bmove (?:it|its|the|one|that|a|two)\b|\bpostpone|start (?:it|the)?.*\b(?:later|earlier)\b"
    r"|\bend (?:it |the \w+ )?earlier|make it (?:longer|shorter)",
    re.IGNORECASE,
)
"""Words that ask to change when something happens."""

LONG_AFTER = date(2040, 1, 1)
RULES = [rule for rule in all_rules().values() if rule.about == "plan"]

LATE = """
people: {ap: {name: A. Patel, role: executive-sponsor}}
waves: {wave-1: {start: 2026-03-01}}
audiences: {ward-nurses: {decides: after-seeing}}
communication:
  - {audience: ward-nurses, purpose: awareness, done: 2026-03-20, messenger: ap, message: Look}
"""
ACCEPTED = ", accepted: {by: ap, because: The ward asked to begin at once, on: 2026-04-02}}"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_no_message_tells_to_move_what_is_long_over(rule: Rule, tmp_path: Path) -> None:
    plan = load_plan(write_example(tmp_path, rule.fails, about="plan").main)

    found = check_plan(plan, LONG_AFTER, section_ids=section_ids)

    assert [finding.message for finding in found if MOVES.search(finding.message)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_advice_to_move_something_says_what_holds_of_what_has_begun(rule: Rule) -> None:
    if MOVES.search(rule.help):
        assert re.search(r"\bbegun\b|\bahead\b|\bpast\b", rule.help), rule.help


days = st.dates(date(2020, 1, 1), AS_OF)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(days, min_size=6, max_size=6), st.sampled_from(["scalable-unit", "test", "full-scale"]))
def test_no_message_about_a_plan_of_past_days_tells_to_move_one(found_days: list[date], step: str) -> None:
    one, other, third, told, by, pause = found_days
    text = f"""
stage: expand
aim: {{what: x, by: {by}, measure: falls, target: 4, population: 4}}
rollout: {{pause: 3, sites: 4}}
waves:
  w1: {{start: {one}, end: {max(one, third)}, step: {step}, sites: 1}}
  w2: {{start: {other}, end: {max(other, pause)}, step: test, sites: 3}}
audiences: {{nurses: {{decides: late}}}}
communication: [{{audience: nurses, purpose: awareness, on: {told}}}]
resources: {{coaches: {{title: C, kind: staff, until: {pause}, by-wave: {{w1: {{need: 5, secured: 3}}}}}}}}
"""
    plan = write_example(Path(), text, about="plan").main

    messages = [finding.message for finding in check_plan(load_plan(plan), AS_OF, section_ids=section_ids)]

    assert [message for message in messages if MOVES.search(message)] == []


def test_awareness_that_came_late_is_recorded_and_then_the_claim_stands(tmp_path: Path) -> None:
    claim = "answers: {tiny: {communication.awareness: {level: good, because: All were told}}}\n"
    framework = "verified-by: [awareness-after-start]"
    text = f"stage: launch\n{LATE}{claim}"
    before = open_plan(tiny_with(tmp_path / "a", text, framework), as_of=AS_OF)
    recorded = text.replace("message: Look}", f"message: Look{ACCEPTED}")
    after = open_plan(tiny_with(tmp_path / "b", recorded, framework), as_of=AS_OF)

    (told,) = [finding for finding in before.findings if finding.slug == "awareness-after-start"]
    assert told.message.endswith("leave the day as it was, and say under accepted who accepts it, and why")
    assert "awareness-after-start" not in {finding.slug for finding in after.findings}
    verified = [
        next(c.verified for c in opened.score.frameworks[0].criteria if c.id == "communication.awareness")
        for opened in (before, after)
    ]
    assert verified == [False, True]
    page = get_format("md", "report").render_report(build_report(tmp_path / "b", as_of=AS_OF, reader="appendix"))
    assert "Accepted as it was by A. Patel on 2 April 2026: The ward asked to begin at once" in page


def tiny_with(folder: Path, text: str, verified_by: str) -> Path:
    folder.mkdir()
    plan = write_example(folder, text, about="plan").main
    framework = folder / "frameworks" / "tiny.yaml"
    framework.write_text(
        framework.read_text(encoding="utf-8").replace("verified-by: [audience-without-awareness]", verified_by),
        encoding="utf-8",
    )
    return plan


@pytest.mark.parametrize("ahead", [0, 1])
def test_only_what_has_begun_can_be_accepted(ahead: int) -> None:
    start = AS_OF + timedelta(days=ahead)
    text = LATE.replace("2026-03-01", str(start)).replace("done: 2026-03-20", f"on: {start + timedelta(days=9)}")
    text = text.replace("message: Look}", f"message: Look{ACCEPTED}")

    found = found_by("stage: launch" + text, "awareness-after-start")

    assert len(found) == ahead
    assert all(finding.message.endswith("bring it forward") for finding in found)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["waves"]),
        ("decisions: [{gate: tiny/launch, outcome: go, by: ap, on: 2026-02-20, because: Duties agreed by word}]\n", []),
        ("decisions: [{gate: tiny/launch, outcome: go, by: ap, on: unknown, because: Nobody wrote it down}]\n", []),
        ("decisions: [{gate: tiny/launch, outcome: go, on: unknown}]\n", ["decisions"]),
    ],
)
def test_a_wave_that_began_at_a_shut_gate_can_be_recorded_as_it_was(
    more: str, found: list[str], tmp_path: Path
) -> None:
    text = f"stage: prepare\npeople: {{ap: {{name: A}}}}\nwaves: {{w: {{start: 2026-03-01}}}}\n{more}"
    plan = load_plan(write_example(tmp_path, text, about="plan").main)

    hits = [f for f in check_plan(plan, AS_OF) if f.slug in {"wave-before-gate", "decision-incomplete"}]

    assert [finding.route[0] for finding in hits] == found


def test_a_wave_that_began_without_a_decision_is_accepted_as_it_was(tmp_path: Path) -> None:
    accepted = "{by: ap, because: The unit went ahead on its own}"
    text = f"stage: prepare\npeople: {{ap: {{name: A}}}}\nwaves: {{w: {{start: 2026-03-01, accepted: {accepted}}}}}\n"
    plan = write_example(tmp_path, text, about="plan").main

    assert "wave-before-gate" not in {finding.slug for finding in check_plan(load_plan(plan), AS_OF)}
    page = get_format("md", "report").render_report(build_report(plan, as_of=AS_OF, reader="appendix"))
    assert "Accepted as it was by A: The unit went ahead on its own" in page

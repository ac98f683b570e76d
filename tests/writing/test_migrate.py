"""Going over to another edition: every answer is still there afterwards, and none counts for more than it should."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from spreadkit.api.plans import check, migrate, open_plan
from spreadkit.cli.app import app
from spreadkit.errors import SpreadkitError
from spreadkit.reading.source import parse_source
from spreadkit.writing.atomic import write_whole
from spreadkit.writing.edits import as_flow

from rule_examples import TINY

AS_OF = date(2026, 6, 30)

NEW = (
    TINY.read_text()
    .replace('edition: "1"', 'edition: "2"')
    .replace("Which one executive answers for this spread?", "Which one director answers for this spread?")
    .replace("leadership.local-leads:", "leadership.leads:")
    .replace(
        "        evidence: [site list]", "        aliases: [leadership.local-leads]\n        evidence: [site list]"
    )
    .replace(
        "partial: {value: 1, label: Partly in place}", "partly: {value: 1, label: Partly in place, aliases: [partial]}"
    )
    .replace("partial: Named only", "partly: Named only")
    .replace("communication.channels", "communication.ways")
)
"""The second edition of the tiny framework: a question, an id and a level are others, and a criterion is gone."""

PLAN = """\
# Our plan
schema: spreadkit/plan@1
title: Huddles
frameworks:
  - {use: tiny@1, phase: plan} # pinned
people:
  ap: {name: A. Patel, role: executive-sponsor}
sites: sites.csv
actions:
  name-leads: {do: Name leads, for: [leadership.local-leads, leadership.sponsor]}
  ask-leads: {do: Ask leads, for: leadership.local-leads}
answers:
  tiny:
    # Which one executive?
    leadership.sponsor: # asked in May
      level: good   # she accepted
      because: Named
    leadership.local-leads: {level: partial, because: "Most, not all"} # ward 4 lacks one
    communication.awareness:
      level: unknown
    communication.channels:
      # three of them
      level: good
      because: |
        Ward meeting,
        # and huddles
    communication.typo: {note: was never asked}
ignore:
  - {rule: level-without-evidence, at: answers.tiny.leadership.local-leads, because: Soon, by: ap, until: 2026-12-31}
"""

AFTER = (
    PLAN.replace("tiny@1", "tiny@2")
    .replace("[leadership.local-leads, leadership.sponsor]", "[leadership.leads, leadership.sponsor]")
    .replace("for: leadership.local-leads", "for: leadership.leads")
    .replace("because: Named\n", "because: Named\n      recheck: with edition 2 the question changed\n")
    .replace("leadership.local-leads: {level: partial", "leadership.leads: {level: partly")
    .replace("# and huddles\n", "# and huddles\n      recheck: with edition 2 the criterion is no more\n")
    .replace("never asked}", "never asked, recheck: with edition 2 the criterion is no more}")
    .replace("tiny.leadership.local-leads", "tiny.leadership.leads")
)


@pytest.fixture
def plan(folder: Path) -> Path:
    """A plan pinned to the first edition, which is kept beside the second."""
    (folder / "frameworks").mkdir()
    shutil.copy(TINY, folder / "frameworks" / "tiny@1.yaml")
    (folder / "frameworks" / "tiny.yaml").write_text(NEW)
    (folder / "sites.csv").write_text("id,name\n")
    (folder / "spread-plan.yaml").write_text(PLAN)
    return folder / "spread-plan.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["migrate", *arguments])


def test_nothing_is_written_unless_told_to(plan: Path) -> None:
    result = run()

    assert result.exit_code == 0
    assert plan.read_text() == PLAN
    assert result.stdout == (
        "tiny: from edition 1 to edition 2\n"
        "  Carried   1 answer unchanged\n"
        "  Moved     1 answer\n"
        "    leadership.local-leads  is leadership.leads now\n"
        "  Re-check  1 answer\n"
        "    leadership.sponsor  the question changed\n"
        "  Parked    2 answers\n"
        "    communication.channels  the criterion is no more\n"
        "    communication.typo  the criterion is no more\n"
        "  actions.name-leads.for.0: leadership.leads\n"
        "  actions.ask-leads.for: leadership.leads\n"
        "  ignore.0.at: answers.tiny.leadership.leads\n"
    )
    assert "nothing was written; to do it, run again with --write" in result.stderr


def test_only_what_changes_is_written(plan: Path) -> None:
    result = run("--write")

    assert result.exit_code == 0
    assert 'wrote "spread-plan.yaml"' in result.stderr
    assert plan.read_text() == AFTER


def test_second_run_changes_nothing(plan: Path) -> None:
    run("--write")
    written = plan.read_bytes()

    result = run("--write")
    again = run("--write", "--to", "2", "--format", "json")

    assert result.stdout == "No other edition to go over to: tiny\n"
    assert json.loads(again.stdout)["frameworks"] == []
    assert plan.read_bytes() == written


def test_checked_plan_has_warnings_and_no_errors_of_what_was_parked(plan: Path) -> None:
    run("--write")

    found = check([plan], as_of=AS_OF).findings

    assert {each.slug for each in found} & {"unknown-criterion", "unknown-level", "unknown-framework"} == set()
    told = [each for each in found if each.slug == "recheck-pending"]
    messages = [each.message for each in told]
    assert '"leadership.sponsor" has to be looked at again: with edition 2 the question changed' in messages
    assert sum(len(each.places) or 1 for each in told) == 3


def test_plan_that_stays_is_judged_by_the_edition_that_it_is_pinned_to(plan: Path) -> None:
    before = open_plan(plan, as_of=AS_OF)

    assert before.subject.frameworks["tiny"].edition == "1"
    unknown = [each.message for each in before.findings if each.slug in {"unknown-framework", "unknown-criterion"}]
    assert [each.partition(" (")[0] for each in unknown] == ['"tiny" has no criterion "communication.typo"']


def gate(plan: Path) -> bool:
    score = open_plan(plan, as_of=AS_OF).score.frameworks[0]
    return next(each.open for each in score.gates if each.id == "launch")


def test_gate_stays_shut_until_somebody_has_looked(plan: Path) -> None:
    text = PLAN.replace(
        "communication.awareness:\n      level: unknown", "communication.awareness: {level: good, because: x}"
    )
    plan.write_text(text)
    opened = gate(plan)

    run("--write")

    shut = not gate(plan)
    plan.write_text(re.sub(r"\n *recheck: .*the question changed.*", "", plan.read_text()))
    assert (opened, shut, gate(plan)) == (True, True, True)


def test_without_the_old_edition_only_ids_and_levels_are_followed(plan: Path) -> None:
    (plan.parent / "frameworks" / "tiny@1.yaml").unlink()

    result = run()

    assert "Only ids and levels were compared: edition 1 is not here." in result.stdout
    assert "Re-check  0 answers" in result.stdout
    assert "is leadership.leads now" in result.stdout


def test_old_edition_can_be_given(plan: Path) -> None:
    (plan.parent / "frameworks" / "tiny@1.yaml").rename(plan.parent / "old.yaml")

    assert "the question changed" in run("--from", "old.yaml").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "7"], 'no framework of this plan is in edition 7; here is "tiny@2"'),
        (["--to", "small@2"], 'the plan does not follow a framework "small"'),
        (
            ["--from", "frameworks/tiny.yaml"],
            'the plan is pinned to edition "1" of "tiny", but the file that was given',
        ),
        (["--from", "none.yaml"], '"none.yaml" cannot be read as a framework'),
        (["--from", "other.yaml"], 'the plan does not follow a framework "other"'),
        (["--format", "html"], 'there is no format "html" for a migration'),
        (["nowhere"], 'there is no file or folder "nowhere"'),
    ],
)
def test_what_cannot_be_done_is_said(plan: Path, arguments: list[str], message: str) -> None:
    (plan.parent / "other.yaml").write_text(NEW.replace("id: tiny", "id: other"))

    result = CliRunner().invoke(app, ["migrate", *arguments])

    assert isinstance(result.exception, SpreadkitError)
    assert message in str(result.exception)
    assert plan.read_text() == PLAN


def test_plan_with_mistakes_in_its_answers_is_left_alone(plan: Path) -> None:
    plan.write_text(PLAN.replace("because: Named", "reviewed: 2026-02-30"))

    result = run("--write")

    assert "has mistakes at answers.tiny.leadership.sponsor.reviewed" in str(result.exception)


def test_answer_that_is_there_is_never_overwritten(plan: Path) -> None:
    text = PLAN.replace("    communication.typo", "    leadership.leads: {level: absent}\n    communication.typo")
    plan.write_text(text)

    result = run("--write")

    assert 'leadership.local-leads  it is "leadership.leads" now, and an entry stands there already' in result.stdout
    answers = parse_source(plan.read_bytes(), "").data["answers"]["tiny"]
    assert answers["leadership.leads"] == {"level": "absent"}
    assert answers["leadership.local-leads"]["because"] == "Most, not all"


def test_earlier_reason_to_look_again_stays(plan: Path) -> None:
    plan.write_text(PLAN.replace("      because: Named\n", "      because: Named\n      recheck: She may leave\n"))

    result = run("--write")

    assert "the question changed (an earlier reason to look at it again still stands)" in result.stdout
    assert plan.read_text().count("recheck: She may leave") == 1
    assert "the question changed" not in plan.read_text()


def test_answers_in_their_own_file_are_migrated_there(plan: Path) -> None:
    plan.write_text(PLAN.partition("answers:")[0] + "answers: {tiny: tiny-answers.yaml}\n")
    own = plan.parent / "tiny-answers.yaml"
    own.write_text("# ours\nleadership.local-leads: {level: partial}\n")

    result = run("--write")

    assert 'wrote "spread-plan.yaml"\nwrote "tiny-answers.yaml"\n' in result.stderr
    assert own.read_text() == "# ours\nleadership.leads: {level: partly}\n"


def test_crash_between_two_files_is_made_good_by_the_next_run(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.write_text(PLAN.partition("answers:")[0] + "answers: {tiny: tiny-answers.yaml}\n")
    own = plan.parent / "tiny-answers.yaml"
    own.write_text("leadership.local-leads: {level: partial}\n")
    before = plan.read_bytes()

    def fail_at_plan(path: Path, text: str) -> None:
        if path.name == plan.name:
            raise OSError(28, "No space left on device")
        write_whole(path, text)

    with monkeypatch.context() as patch:
        patch.setattr("spreadkit.writing.plan_draft.write_whole", fail_at_plan)
        result = run("--write")

    assert '"spread-plan.yaml" cannot be written: No space left on device' in str(result.exception)
    assert plan.read_bytes() == before
    assert run("--write").exit_code == 0
    assert own.read_text() == "leadership.leads: {level: partly}\n"
    assert "use: tiny@2" in plan.read_text()


def test_framework_named_by_its_path_is_migrated(plan: Path) -> None:
    plan.write_text(PLAN.replace("tiny@1", "./frameworks/tiny.yaml@1"))

    result = run("--write")

    assert "the question changed" in result.stdout
    assert "use: ./frameworks/tiny.yaml@2" in plan.read_text()


def test_plan_that_was_not_pinned_is(plan: Path) -> None:
    plan.write_text(PLAN.replace("tiny@1", "tiny"))

    result = run("--write", "--from", "frameworks/tiny@1.yaml")

    assert "tiny: from no edition to edition 2" in result.stdout
    assert "use: tiny@2" in plan.read_text()


def test_it_goes_back_as_well(plan: Path) -> None:
    run("--write")
    shutil.copy(plan.parent / "frameworks" / "tiny.yaml", plan.parent / "frameworks" / "tiny@2.yaml")

    result = run("--to", "tiny@1")

    assert "tiny: from edition 2 to edition 1" in result.stdout


@pytest.mark.usefixtures("plan")
def test_json_names_every_answer() -> None:
    data = json.loads(run("--format", "json").stdout)

    answers = {each["id"]: each for each in data["frameworks"][0]["answers"]}
    assert (data["version"], data["plan"], data["written"]) == (1, "spread-plan.yaml", [])
    assert answers["leadership.local-leads"]["levels"] == [{"route": ["level"], "to": "partly"}]
    assert answers["leadership.sponsor"]["recheck"] is True
    assert [name for name, each in answers.items() if each["parked"]] == [
        "communication.channels",
        "communication.typo",
    ]


SPLIT = (
    TINY.read_text()
    .replace('edition: "1"', 'edition: "2"')
    .replace(
        "      leadership.local-leads:",
        "      leadership.lead-accepted:\n        ask: Has the lead accepted?\n        need: may\n"
        "        aliases: leadership.local-leads\n"
        "      leadership.lead-named:\n        aliases: leadership.local-leads",
    )
)
"""The second edition of the tiny framework, in which one question became two."""


def test_split_question_gives_its_answer_to_both_parts(plan: Path) -> None:
    (plan.parent / "frameworks" / "tiny.yaml").write_text(SPLIT)

    result = run("--write")

    why = "with edition 2 the question was split into leadership.lead-accepted and leadership.lead-named"
    data = parse_source(plan.read_bytes(), "").data
    kept = {"level": "partial", "because": "Most, not all", "recheck": why}
    assert data["answers"]["tiny"]["leadership.lead-accepted"] == kept
    assert data["answers"]["tiny"]["leadership.lead-named"] == kept
    assert data["actions"]["name-leads"]["for"] == [
        *("leadership.lead-accepted", "leadership.sponsor", "leadership.lead-named"),
    ]
    assert data["actions"]["ask-leads"]["for"] == ["leadership.lead-accepted", "leadership.lead-named"]
    assert data["ignore"][0]["at"] == "answers.tiny.leadership.lead-accepted"
    assert plan.read_text().count("# ward 4 lacks one") == 1
    assert [*data["answers"]["tiny"]][1:3] == ["leadership.lead-accepted", "leadership.lead-named"]
    assert "Copied    1 answer\n    leadership.local-leads  to leadership.lead-named as well\n" in result.stdout
    assert "actions.ask-leads.for: leadership.lead-named as well" in result.stdout
    assert run("--write").stdout == "No other edition to go over to: tiny\n"


def test_split_is_told_without_the_old_edition_too(plan: Path) -> None:
    (plan.parent / "frameworks" / "tiny.yaml").write_text(SPLIT)
    (plan.parent / "frameworks" / "tiny@1.yaml").unlink()

    change = json.loads(run("--format", "json").stdout)["frameworks"][0]

    parts = [each for each in change["answers"] if each["id"] == "leadership.local-leads"]
    assert [(each["to"], each["copy"], each["recheck"]) for each in parts] == [
        ("leadership.lead-accepted", False, True),
        ("leadership.lead-named", True, True),
    ]
    assert [each["to"] for each in change["references"] if each["appended"]] == ["leadership.lead-named"] * 2


def test_part_that_is_answered_already_gets_no_copy(plan: Path) -> None:
    (plan.parent / "frameworks" / "tiny.yaml").write_text(SPLIT)
    text = PLAN.replace(
        "    communication.typo", "    leadership.lead-accepted: {level: absent}\n    communication.typo"
    )
    plan.write_text(text)

    run("--write")

    answers = parse_source(plan.read_bytes(), "").data["answers"]["tiny"]
    assert answers["leadership.lead-accepted"] == {"level": "absent"}
    assert answers["leadership.lead-named"]["because"] == "Most, not all"
    assert answers["leadership.lead-named"]["recheck"] == (
        "with edition 2 the question was split into leadership.lead-accepted and leadership.lead-named; "
        "an entry stands at leadership.lead-accepted already, so this one was not copied there"
    )


def test_empty_stub_of_a_split_question_moves_and_is_not_copied(plan: Path) -> None:
    (plan.parent / "frameworks" / "tiny.yaml").write_text(SPLIT)
    plan.write_text(PLAN.replace('{level: partial, because: "Most, not all"} # ward', "{} # ward"))

    run("--write")

    answers = parse_source(plan.read_bytes(), "").data["answers"]["tiny"]
    assert answers["leadership.lead-accepted"] == {}
    assert "leadership.lead-named" not in answers


CHANGES = {
    "site": ("verified-by: [sponsor-missing]", "per-site: {roll-up: lowest}", "whether it is asked at each site"),
    "scale": ("absent: {value: 0, label: Absent}", "none: {value: 0, label: Absent}", "the scale"),
    "label": ("good: {value: 2, label: In place}", "good: {value: 2, label: Fully there}", "the words of its levels"),
    "words": ("good: Named with duties", "good: Named", "the words of its levels"),
    "at-least": ("verified-by: [sponsor-missing]", "at-least: partial", "what is enough"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_an_answer_rests_on_is_compared(plan: Path, name: str) -> None:
    old, new, says = CHANGES[name]
    text = TINY.read_text().replace('edition: "1"', 'edition: "2"').replace(old, new)
    (plan.parent / "frameworks" / "tiny.yaml").write_text(text)

    data = json.loads(run("--format", "json").stdout)

    why = [" ".join(each["why"]) for each in data["frameworks"][0]["answers"] if each["recheck"]]
    assert why
    assert any(says in each for each in why)


# Random pairs of editions and random answers: whatever the change, no word of an answer is lost.

IDS = ["c.one", "c.two", "c.three", "c.four"]
LEVELS = ["low", "mid", "high"]
FIELDS = {
    "level": st.sampled_from([*LEVELS, "unknown", "gone"]),
    "because": st.sampled_from(["Said so", "a: b # c", "two\nlines", 'it\'s "so"']),
    "note": st.just("kept"),
    "reviewed": st.just("2026-03-01"),
    "na": st.just("not here"),
    "recheck": st.just("asked before"),
    "importance": st.sampled_from(LEVELS),
    "evidence": st.sampled_from(["[charter]", "charter"]),
}


def framework(edition: str, scale: dict[str, Any], criteria: dict[str, Any]) -> str:
    whole = {
        "schema": "spreadkit/framework@1",
        "id": "random",
        "edition": edition,
        "title": "Random",
        "wording": "own",
        "note": "Made for tests.",
        "sources": {"none": {"cite": "None"}},
        "scales": {"s": scale},
        "phases": [{"id": "go", "title": "Go", "stage": "expand"}],
        "gates": {"start": {"title": "Start", "before": "go", "stage": "launch"}},
        "components": {"c": {"title": "C", "criteria": criteria}},
    }
    return "".join(f"{key}: {as_flow(value)}\n" for key, value in whole.items())


def level(name: str, value: int, **more: Any) -> dict[str, Any]:
    return {"value": str(value), "label": name, **more}


def criterion(ask: str, **more: Any) -> dict[str, Any]:
    return {"ask": ask, "need": "must", "gate": "start", **more}


@st.composite
def editions(draw: Callable[..., Any]) -> tuple[str, str]:
    """Two editions: of each criterion and level the second keeps, renames, rewords or drops it."""
    old = {name: criterion(name) for name in IDS}
    new: dict[str, Any] = {"c.always": criterion("always")}
    for name in IDS:
        fate = draw(st.sampled_from(["keep", "rename", "reword", "loosen", "drop", "merge", "split"]))
        if fate in {"keep", "reword", "loosen"}:
            new[name] = criterion(
                f"{name} anew" if fate == "reword" else name, **({"at-least": "mid"} if fate == "loosen" else {})
            )
        elif fate == "rename":
            new[f"{name}-now"] = criterion(name, aliases=[name])
        elif fate == "split":
            for part in ("now", "too"):
                new.setdefault(f"{name}-{part}", criterion(part, aliases=[name]))
        elif fate == "merge":
            new.setdefault("c.merged", criterion("merged", aliases=[]))["aliases"].append(name)
    scale = {}
    for value, name in enumerate(LEVELS):
        fate = draw(st.sampled_from(["keep", "keep", "rename", "drop"])) if name != "mid" else "keep"
        if fate != "drop":
            scale.update(
                {f"{name}-now": level(name, value, aliases=[name])} if fate == "rename" else {name: level(name, value)}
            )
    return framework("1", {name: level(name, value) for value, name in enumerate(LEVELS)}, old), framework(
        "2", scale, new
    )


@st.composite
def answers(draw: Callable[..., Any]) -> str:
    """Answers in any style, each line with a comment of its own."""
    lines = []
    for name in draw(
        st.lists(st.sampled_from([*IDS, "c.one-now", "c.one-too", "c.merged", "c.odd"]), min_size=1, unique=True)
    ):
        fields = draw(st.fixed_dictionaries({}, optional=FIELDS))
        lines.append(f"    # before {name}.")
        if draw(st.booleans()):
            lines.append(f"    {name}: {written_flat(fields)} # at {name}.")
            continue
        lines.append(f"    {name}: # at {name}.")
        for key, value in fields.items():
            lines.append(f"      {key}: {written(value)} # of {name}.{key}.")
        lines.append(f"      # after {name}.")
    return "\n".join(lines) + "\n"


def written(value: str) -> str:
    return value if value.startswith("[") else as_flow([value])[1:-1]


def written_flat(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {written(value)}" for key, value in fields.items()) + "}"


HEAD = "schema: spreadkit/plan@1\ntitle: x\nframeworks: [{use: random@1}]\n"
HEAD += "evidence: {charter: {kind: data}}\nanswers:\n  random:\n"


def comments(text: str) -> list[str]:
    return re.findall(r"# (?:before|at|of|after) [a-z.-]+\.", text)


def open_gates(folder: Path) -> set[str]:
    return {each.id for each in open_plan(folder, as_of=AS_OF).score.frameworks[0].gates if each.open}


@given(pair=editions(), said=answers(), is_kept=st.booleans())
def test_no_word_of_any_answer_is_lost_between_any_two_editions(
    tmp_path_factory: pytest.TempPathFactory, *, pair: tuple[str, str], said: str, is_kept: bool
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    plan = folder / "spread-plan.yaml"
    (folder / "frameworks").mkdir()
    (folder / "frameworks" / "random.yaml").write_text(pair[1])
    if is_kept:
        (folder / "frameworks" / "random@1.yaml").write_text(pair[0])
    plan.write_text(HEAD + said)
    before = parse_source(plan.read_bytes(), "").data["answers"]["random"]
    assert open_plan(plan, as_of=AS_OF).loaded.problems == []

    migration = migrate(plan, write=True)

    after = parse_source(plan.read_bytes(), "").data["answers"]["random"]
    change = migration.changes[0]
    assert comments(plan.read_text()) == comments(HEAD + said)
    assert len(after) == len(before) + len(change.copied)
    assert all("recheck" in after[each.to] for each in change.copied if each.to)
    for each in change.answers:
        now = after[each.to or each.id]
        renamed = {str(route[0]): level for route, level in each.levels.items()}
        assert {**now, **before[each.id]} == {**now, **{key: before[each.id][key] for key in renamed}}
        assert all(now[key] == value for key, value in renamed.items())
        assert {*now} - {*before[each.id]} <= {"recheck"}
        assert not each.why or "recheck" in now
    assert {each.id for each in change.answers} == {*before}

    written_once = plan.read_bytes()
    assert migrate(plan, write=True).changes == ()
    assert plan.read_bytes() == written_once
    if any(each.why and each.to for each in change.answers):
        assert open_gates(folder) == set()


def test_a_run_that_ended_between_answers_and_plan_is_ended_by_the_next(plan: Path) -> None:
    inside, _, rest = PLAN.partition("  tiny:\n")
    answers, ignore, entries = rest.partition("ignore:\n")
    beside = plan.parent / "answers" / "tiny.yaml"
    beside.parent.mkdir()
    before = inside + "  tiny: answers/tiny.yaml\n" + ignore + entries
    plan.write_text(before)
    beside.write_text("".join(line.removeprefix("    ") for line in answers.splitlines(keepends=True)))
    run("--write")
    whole = (plan.read_text(), beside.read_text())
    plan.write_text(before)

    run("--write")

    assert (plan.read_text(), beside.read_text()) == whole
    assert "leadership.local-leads" not in plan.read_text()

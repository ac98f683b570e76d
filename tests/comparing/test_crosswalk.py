"""Concepts and crosswalks: files that are checked, and what a plan's answers say of a framework it does not follow."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import spreadkit
from spreadkit.api import plans
from spreadkit.checking.run import check_crosswalk, check_vocabulary
from spreadkit.cli.app import app
from spreadkit.comparing.crosswalk import cross, pairs_to
from spreadkit.errors import SpreadkitError
from spreadkit.library.discovery import find_targets
from spreadkit.library.frameworks import Library
from spreadkit.loading.loader import load_crosswalk, load_framework, load_plan, load_vocabulary
from spreadkit.model.crossing import CrossedCriterion, Crossing, Match
from spreadkit.model.crosswalk import Crosswalk, Strength
from spreadkit.model.finding import Finding
from spreadkit.reading.shipped import builtin_frameworks

AS_OF = date(2026, 6, 30)
CROSSWALKS = sorted((builtin_frameworks() / "crosswalks").glob("*.yaml"))

CONCEPTS = (
    *("leadership", "innovation", "readiness", "aim", "communication", "social-system", "decision-to-adopt"),
    *("spread-role", "learning", "measurement", "infrastructure", "standard-process", "culture"),
    *("implementation-support", "adaptation", "sequence", "sustainability", "likely-adopters", "early-help"),
)
SITUATIONS = (
    *("one-organisation", "many-owners", "free-to-refuse", "is-it-spreadable", "will-it-last", "whole-system"),
    *("support-untested", "approved-standard", "portfolio", "unproven", "no-site-staff", "simple-change"),
    *("whole-organisation", "are-sites-ready", "rests-on-technology", "why-not-taken-up", "to-be-published"),
)

SCALES = """
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
  four:
    d: {value: 0, label: Worst}
    c: {value: 1, label: Low}
    b: {value: 2, label: High}
    a: {value: 3, label: Best}
  five:
    v: {value: 0, label: V}
    w: {value: 1, label: W}
    x: {value: 2, label: X}
    y: {value: 3, label: Y}
    z: {value: 4, label: Z}
  level-pegging:
    low: {value: 0, label: Low}
    left: {value: 1, label: Left}
    right: {value: 1, label: Right}
  ten: {answer: number, from: 0, to: 10, step: 2}
  signed: {answer: number, from: -2, to: 2}
  day: {answer: date}
  story: {answer: words, at-least: 3}
"""
"""The scales of both frameworks."""

PRESENCE = ("absent", "partial", "good")


def framework_text(name: str, criteria: dict[str, str]) -> str:
    """Write a framework with one component; `criteria` gives the keys of each criterion besides its question."""
    asked = "".join(f"      {each}: {{ask: Is {each} there?, {keys}}}\n" for each, keys in criteria.items())
    return f"""\
schema: spreadkit/framework@1
id: {name}
edition: "1"
title: Framework {name}
wording: own
note: Made for tests.
sources: {{none: {{cite: "Made for tests, 2026"}}}}
{SCALES}
phases: [{{id: execute, title: Execute, stage: expand}}]
gates: {{launch: {{title: Ready, before: execute, stage: launch}}}}
components:
  all:
    title: All
    criteria:
{asked}"""


ONE = {
    "all.sponsor": "concept: leadership, gate: launch, need: must",
    "all.agent": "concept: spread-role",
    "all.outcome": "concept: measurement",
    "all.uptake": "concept: measurement",
}
TWO = {
    "all.head": "concept: leadership, gate: launch, need: must",
    "all.person": "concept: spread-role",
    "all.result": "concept: measurement, gate: launch, need: must",
    "all.culture": "concept: culture",
    "all.none": "need: may",
}
PAIRS = """
  - {a: all.sponsor, b: all.head, strength: strong, because: Both ask for a head}
  - {a: all.agent, b: all.person, strength: partial, because: A part of it}
"""


def lay(folder: Path, *, plan: str = "", pairs: str = PAIRS, **frameworks: dict[str, str]) -> None:
    """Write two frameworks, a crosswalk between them, and a plan that follows the first."""
    (folder / "frameworks" / "crosswalks").mkdir(parents=True, exist_ok=True)
    for name, criteria in {"one": ONE, "two": TWO, **frameworks}.items():
        (folder / "frameworks" / f"{name}.yaml").write_text(framework_text(name, criteria), encoding="utf-8")
    crosswalk = f"schema: spreadkit/crosswalk@1\nbetween: {{a: one@1, b: two@1}}\npairs:{pairs or ' []'}"
    (folder / "frameworks" / "crosswalks" / "one--two.yaml").write_text(crosswalk, encoding="utf-8")
    head = "schema: spreadkit/plan@1\ntitle: Example\nframeworks:\n  - use: one@1\n"
    (folder / "spread-plan.yaml").write_text(head + plan, encoding="utf-8")


def answers(**levels: str) -> str:
    """Write answers to the first framework: `sponsor="good"` answers all.sponsor."""
    lines = "".join(f"    all.{name}: {{level: {level}, because: Seen}}\n" for name, level in levels.items())
    return f"answers:\n  one:\n{lines}"


def crossing_of(folder: Path, to: str = "two") -> Crossing:
    return plans.crosswalk(folder, to=to, as_of=AS_OF)


def crossed(crossing: Crossing, name: str) -> CrossedCriterion:
    return next(each for each in crossing.criteria if each.id == name)


def best(folder: Path, name: str) -> Match:
    found = crossed(crossing_of(folder), name).best
    assert found is not None
    return found


def run(*words: str) -> Any:
    return CliRunner().invoke(app, list(words), catch_exceptions=True)


def slugs(findings: list[Finding]) -> list[str]:
    return [each.slug for each in findings]


# Files


def test_vocabulary_holds_the_shared_concepts_and_situations() -> None:
    vocabulary = Library().vocabulary()

    assert tuple(vocabulary.concepts) == CONCEPTS
    assert tuple(vocabulary.situations) == SITUATIONS
    assert all(each.ask.endswith("?") for each in vocabulary.situations.values())
    assert all("ihi-spread" in each.held_by for each in vocabulary.concepts.values())


def test_built_in_vocabulary_names_only_frameworks_and_fits() -> None:
    findings = check_vocabulary(load_vocabulary(builtin_frameworks() / "concepts.yaml"))

    assert [(each.slug, each.message) for each in findings] == []


@pytest.mark.parametrize("path", CROSSWALKS, ids=lambda path: path.stem)
def test_built_in_crosswalk_has_no_findings(path: Path) -> None:
    assert [(each.slug, each.message) for each in check_crosswalk(load_crosswalk(path))] == []


def test_crosswalks_are_found() -> None:
    assert "ihi-spread--mayo-diffusion" in {path.stem for path in CROSSWALKS}


def test_concepts_and_crosswalks_are_not_taken_for_frameworks(folder: Path) -> None:
    lay(folder)
    (folder / "frameworks" / "concepts.yaml").write_text("schema: spreadkit/concepts@1\n")
    (folder / "frameworks" / "one--other.yaml").write_text("schema: spreadkit/crosswalk@1\n")
    library = Library(folder)

    assert {"one", "two", "ihi-spread"} <= set(library.ids())
    assert {"concepts", "one--two", "one--other"} & set(library.ids()) == set()
    assert library.find("concepts") is None
    assert library.find("one--other") is None


def test_a_team_adds_concepts_and_situations_but_changes_none(folder: Path) -> None:
    lay(folder)
    (folder / "frameworks" / "concepts.yaml").write_text(
        "schema: spreadkit/concepts@1\n"
        "concepts:\n"
        "  equity: {title: Equity, about: Nobody is left behind}\n"
        "  leadership: {title: Ours, about: Ours}\n"
        "situations:\n"
        "  rural: {ask: Are most sites far from a hospital?}\n"
    )

    vocabulary = Library(folder).vocabulary()

    assert tuple(vocabulary.concepts) == (*CONCEPTS, "equity")
    assert tuple(vocabulary.situations) == (*SITUATIONS, "rural")
    assert vocabulary.concepts["leadership"].title == "Leadership"
    assert slugs(check_vocabulary(load_vocabulary(Path("frameworks/concepts.yaml")))) == ["concept-defined-twice"]


def test_concept_that_a_team_defines_is_known_to_its_frameworks(folder: Path) -> None:
    lay(folder, one={"all.fair": "concept: equity"})
    message = 'there is no concept "equity"'

    assert [each.message for each in check_all(".") if each.slug == "unknown-concept"] == [message]

    (folder / "frameworks" / "concepts.yaml").write_text(
        "schema: spreadkit/concepts@1\nconcepts:\n  equity: {title: Equity, about: Nobody is left behind}\n"
    )
    assert [each for each in check_all(".") if each.slug == "unknown-concept"] == []


def check_all(path: str) -> tuple[Finding, ...]:
    return spreadkit.check([Path(path)], as_of=AS_OF).findings


@pytest.mark.parametrize("place", [".", "frameworks", "frameworks/crosswalks"])
def test_files_beside_frameworks_are_found_and_counted(place: str, folder: Path) -> None:
    lay(folder)
    (folder / "frameworks" / "concepts.yaml").write_text("schema: spreadkit/concepts@1\n")
    (folder / "frameworks" / "crosswalks" / "other.yaml").write_text("schema: other/tool@1\n")
    kinds = {"concepts": "concepts", "one--two": "crosswalk", "one": "framework", "two": "framework"}
    kinds |= {"spread-plan": "plan"} if place == "." else {}

    found = {each.path.stem: each.kind for each in find_targets([Path(place)])}

    assert found == (kinds if place != "frameworks/crosswalks" else {"one--two": "crosswalk"})
    assert "1 crosswalk" in spreadkit.summary(spreadkit.check([Path(place)], as_of=AS_OF))


def test_named_file_is_taken_for_what_it_says_or_where_it_stands(folder: Path) -> None:
    lay(folder)
    files = {
        "words.yaml": ("schema: spreadkit/concepts@1\n", "concepts"),
        "pairs.yaml": ("schema: spreadkit/crosswalk@1\n", "crosswalk"),
        "frameworks/concepts.yaml": ("concepts: {}\n", "concepts"),
        "frameworks/crosswalks/unsaid.yaml": ("pairs: []\n", "crosswalk"),
    }
    for name, (text, _) in files.items():
        Path(name).write_text(text)

    assert {each.path.as_posix(): each.kind for each in find_targets(Path(name) for name in files)} == {
        name: kind for name, (_, kind) in files.items()
    }


def test_value_that_does_not_fit_is_named_with_its_place_and_the_rest_is_read(folder: Path) -> None:
    lay(folder, pairs=PAIRS + "  - {a: all.outcome, b: all.result, strength: stong, because: Both}\n")
    path = Path("frameworks/crosswalks/one--two.yaml")

    (finding,) = check_crosswalk(load_crosswalk(path))
    loaded = load_crosswalk(path)

    assert (finding.slug, finding.location.line) == ("unknown-word", 6)
    assert 'did you mean "strong"?' in finding.message
    assert loaded.crosswalk is not None
    assert len(loaded.crosswalk.pairs) == 2


@given(content=st.one_of(st.binary(max_size=60), st.text(alphabet="ab:-{}[]\n @1", max_size=60).map(str.encode)))
def test_no_content_makes_reading_raise(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    for schema in (b"", b"schema: spreadkit/concepts@1\n", b"schema: spreadkit/crosswalk@1\n"):
        path.write_bytes(schema + content)

        for findings in (check_vocabulary(load_vocabulary(path)), check_crosswalk(load_crosswalk(path))):
            assert all(each.message for each in findings)


def test_crosswalk_of_a_team_stands_in_for_the_built_in_one_of_its_name(folder: Path) -> None:
    name = "ihi-spread--mayo-diffusion"
    lay(folder)
    before = [each for each in Library().crosswalks() if each.between.a.startswith("ihi-spread")]
    text = "schema: spreadkit/crosswalk@1\nbetween: {a: ihi-spread@2006.2, b: mayo-diffusion@2013.2}\npairs: []\n"
    (folder / "frameworks" / "crosswalks" / f"{name}.yaml").write_text(text)

    own = {each.between.b: each for each in Library(folder).crosswalks() if each.between.a == "ihi-spread@2006.2"}

    assert any(each.pairs for each in before)
    assert own["mayo-diffusion@2013.2"].pairs == ()


# What answers say


def test_answer_is_carried_over_a_strong_pair_with_its_reason(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))

    match = best(folder, "all.head")

    assert (match.source, match.level, match.says) == ("one/all.sponsor", "good", "In place")
    assert (match.proposed, match.strength.value, match.by) == ("good", "strong", "pair")
    assert match.reason == "Both ask for a head"


@pytest.mark.parametrize(("level", "proposed"), [("good", "partial"), ("partial", "partial"), ("absent", "absent")])
def test_partial_pair_never_proposes_what_satisfies(level: str, proposed: str, folder: Path) -> None:
    lay(folder, plan=answers(agent=level))

    assert best(folder, "all.person").proposed == proposed


def test_weak_pair_proposes_no_level(folder: Path) -> None:
    lay(
        folder,
        plan=answers(outcome="good"),
        pairs="\n  - {a: all.outcome, b: all.result, strength: weak, because: Near}\n",
    )

    found = crossed(crossing_of(folder), "all.result")

    assert found.standing == "related"
    assert found.best is not None
    assert found.best.proposed is None


def test_without_a_pair_answers_of_the_same_concept_are_named_and_propose_nothing(folder: Path) -> None:
    lay(folder, plan=answers(outcome="good", uptake="absent"))

    found = crossed(crossing_of(folder), "all.result")

    assert found.standing == "related"
    assert [match.source for match in found.matches] == ["one/all.outcome", "one/all.uptake"]
    assert {match.by for match in found.matches} == {"concept"}
    assert {match.strength.value for match in found.matches} == {"weak"}
    assert {match.proposed for match in found.matches} == {None}
    assert '"Measurement and feedback"' in found.matches[0].because


def test_what_has_no_match_says_so(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))

    unmatched = [each.id for each in crossing_of(folder).those("unmatched")]

    assert unmatched == ["all.person", "all.result", "all.culture", "all.none"]


def test_direction_of_a_pair_is_kept(folder: Path) -> None:
    pairs = "\n  - {a: all.sponsor, b: all.head, strength: strong, because: One way, direction: b-to-a}\n"
    lay(folder, plan=answers(sponsor="good"), pairs=pairs)
    there = crossed(crossing_of(folder), "all.head")
    plan = (folder / "spread-plan.yaml").read_text().replace("one", "two").replace("all.sponsor", "all.head")
    (folder / "spread-plan.yaml").write_text(plan)

    back = crossed(crossing_of(folder, to="one"), "all.sponsor")

    assert there.standing == "related"
    assert back.best is not None
    assert (back.best.proposed, back.best.because) == ("good", "One way")


def test_the_stronger_pair_comes_first_and_of_equal_ones_the_lower_level(folder: Path) -> None:
    pairs = """
  - {a: all.agent, b: all.result, strength: partial, because: P}
  - {a: all.sponsor, b: all.result, strength: strong, because: S}
  - {a: all.outcome, b: all.result, strength: strong, because: T}
"""
    lay(folder, plan=answers(sponsor="good", agent="absent", outcome="partial"), pairs=pairs)

    found = crossed(crossing_of(folder), "all.result")

    assert [match.criterion for match in found.matches] == ["all.outcome", "all.sponsor", "all.agent"]
    assert found.best is not None
    assert found.best.proposed == "partial"


@pytest.mark.parametrize("state", ["level: unknown", "na: Not here", "because: Begun"])
def test_what_is_not_answered_says_nothing(state: str, folder: Path) -> None:
    lay(folder, plan=f"answers:\n  one:\n    all.sponsor: {{{state}}}\n")

    assert crossed(crossing_of(folder), "all.head").matches == ()


def test_claim_that_the_plan_contradicts_and_answer_to_be_rechecked_give_no_level(folder: Path) -> None:
    lay(
        folder,
        plan="answers:\n  one:\n    all.sponsor: {level: good, because: A}\n"
        "    all.agent: {level: good, because: B, recheck: New edition}\n",
        one={**ONE, "all.sponsor": "verified-by: [sponsor-missing]"},
    )
    (folder / "spread-plan.yaml").write_text((folder / "spread-plan.yaml").read_text() + "stage: launch\n")

    contradicted, rechecked = best(folder, "all.head"), best(folder, "all.person")

    assert (contradicted.proposed, contradicted.translated) == (
        None,
        "no level, because the plan contradicts that claim",
    )
    assert rechecked.proposed is None
    assert "looked at again" in rechecked.translated


@pytest.mark.parametrize(
    ("level", "here", "proposed", "told"),
    [
        ("good", "scale: presence", "good", ""),
        ("good", "scale: four", "a", '"good" stands as high on its scale'),
        ("absent", "scale: four", "d", '"absent" stands as high on its scale'),
        ("partial", "scale: four", "c", '"partial" lies between two levels here, of which this is the lower'),
        ("partial", "scale: five", "x", '"partial" stands as high on its scale'),
        ("good", "scale: presence, reverse: yes", "absent", '"good" stands as high on its scale'),
        ("partial", "scale: ten", "4", '"partial" lies between two levels here, of which this is the lower'),
        ("partial", "scale: signed", "0", '"partial" stands as high on its scale'),
        ("good", "scale: signed, reverse: yes", "-2", '"good" stands as high on its scale'),
        ("good", "scale: level-pegging", None, "no level, because the two scales cannot be compared"),
        ("absent", "scale: level-pegging", "low", '"absent" stands as high on its scale'),
        ("good", "scale: day", None, "no level, because the two scales cannot be compared"),
        ("good", "scale: story", None, "no level, because the two scales cannot be compared"),
        ("good", "per-site: {roll-up: lowest}", None, "no level, because every site answers here"),
    ],
)
def test_level_is_translated_by_its_name_or_by_its_place_on_the_scale(
    level: str, here: str, proposed: str | None, told: str, folder: Path
) -> None:
    lay(folder, plan=answers(sponsor=level), two={"all.head": here})

    match = best(folder, "all.head")

    assert (match.proposed, match.translated) == (proposed, told)


@pytest.mark.parametrize(("there", "level", "proposed"), [("ten", "6", "partial"), ("day", "2026-01-01", None)])
def test_number_is_translated_and_a_day_is_not(there: str, level: str, proposed: str | None, folder: Path) -> None:
    lay(folder, plan=answers(sponsor=level), one={"all.sponsor": f"scale: {there}"})

    assert best(folder, "all.head").proposed == proposed


def test_answers_by_site_are_carried_where_they_come_to_one_level(folder: Path) -> None:
    plan = (
        "sites:\n  - {id: ash, name: Ash, status: target}\nanswers:\n  one:\n    all.sponsor: {sites: {ash: partial}}\n"
    )
    lay(folder, plan=plan, one={"all.sponsor": "per-site: {roll-up: lowest}"})

    match = best(folder, "all.head")

    assert match.proposed == "partial"
    assert match.says == "0 of 1 site satisfy it"


def test_what_is_counted_from_the_plan_is_not_listed(folder: Path) -> None:
    lay(folder, two={**TWO, "all.sites": "scale: ten, from-plan: target-sites"})

    assert "all.sites" not in {each.id for each in crossing_of(folder).criteria}


def test_framework_that_cannot_be_found_is_named_with_what_is_near(folder: Path) -> None:
    lay(folder)

    with pytest.raises(SpreadkitError, match='there is no framework "twoo" \\(did you mean "two"\\?\\)'):
        crossing_of(folder, to="twoo")


def test_plan_without_another_framework_has_nothing_to_take_over(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))

    crossing = crossing_of(folder, to="one")

    assert crossing.taken_from == ()
    assert {each.standing for each in crossing.criteria} == {"answered", "unmatched"}
    assert "nothing can be taken over" in run("crosswalk", "--to", "one").stdout


levels = st.sampled_from(["absent", "partial", "good", "unknown", ""])
answer_sets = st.fixed_dictionaries(dict.fromkeys(("sponsor", "agent", "outcome", "uptake"), levels))
own_sets = st.fixed_dictionaries(dict.fromkeys(("head", "person", "result"), levels))


def both(there: dict[str, str], here: dict[str, str]) -> str:
    parts = {"one": there, "two": here}
    lines = [
        f"  {name}:\n" + "".join(f"    all.{c}: {{level: {v}}}\n" for c, v in each.items())
        for name, each in parts.items()
    ]
    return "answers:\n" + "".join(lines)


@given(there=answer_sets, here=own_sets)
def test_nothing_is_proposed_for_a_criterion_that_has_an_answer(
    there: dict[str, str], here: dict[str, str], tmp_path: Path
) -> None:
    lay(tmp_path, plan=both(there, here))

    for each in crossing_of(tmp_path).criteria:
        given_here = here.get(each.id.removeprefix("all."), "")
        assert (each.standing == "answered") == bool(given_here)
        assert not (given_here and each.matches)


@pytest.fixture(scope="module")
def crosswalks(tmp_path_factory: pytest.TempPathFactory) -> list[Crosswalk]:
    folder = tmp_path_factory.mktemp("crosswalks")
    lay(folder)
    return list(Library(folder).crosswalks())


@given(seed=st.integers(0, 10**9), copies=st.integers(1, 3))
def test_order_of_files_and_pairs_changes_nothing(seed: int, copies: int, crosswalks: list[Crosswalk]) -> None:
    order = random.Random(seed)  # noqa: S311 - an order, drawn again from its seed
    mixed = [
        Crosswalk(schema="spreadkit/crosswalk@1", between=each.between, pairs=order.sample(each.pairs, len(each.pairs)))
        for each in crosswalks * copies
    ]
    order.shuffle(mixed)

    assert pairs_to("two", mixed) == pairs_to("two", crosswalks)


def test_of_one_pair_in_two_files_the_stronger_counts(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))
    target = load_framework(Path("frameworks/two.yaml")).framework
    crosswalk = Library(folder).crosswalks()[-1]
    weak = crosswalk.model_copy(
        update={"pairs": tuple(pair.model_copy(update={"strength": Strength.WEAK}) for pair in crosswalk.pairs)}
    )

    assert target is not None
    for files in ([crosswalk, weak], [weak, crosswalk]):
        assert pairs_to("two", files)["one", "all.sponsor", "all.head"].strength.value == "strong"
    assert cross(target, [], [crosswalk], concepts={})[0].matches == ()


# Writing


def write(folder: Path) -> Any:
    return plans.propose(folder, to="two", as_of=AS_OF)


def test_stubs_and_proposals_are_written_and_nothing_else_is_touched(folder: Path) -> None:
    lay(folder, plan=f"# A comment\n{answers(sponsor='good', agent='partial')}# The end\n")
    before = (folder / "spread-plan.yaml").read_text().splitlines()

    written = write(folder)

    text = (folder / "spread-plan.yaml").read_text()
    plan = load_plan(folder / "spread-plan.yaml").plan
    assert (written.stubs, written.proposals, written.is_new) == (5, 2, True)
    assert [line for line in text.splitlines() if line in before] == before
    assert plan is not None
    assert [use.use for use in plan.frameworks] == ["one@1", "two@1"]
    assert list(plan.answers["two"]) == list(TWO)
    head = plan.answer("two", "all.head")
    assert (head.level, head.is_asked) == (None, False)
    assert head.proposed is not None
    assert head.proposed.model_dump() == {
        "level": "good",
        "from_": "one/all.sponsor",
        "strength": "strong",
        "because": "Both ask for a head",
    }
    assert plan.answer("two", "all.culture").proposed is None
    assert "# Is all.head there?" in text


def test_writing_again_changes_nothing(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))
    write(folder)
    once = (folder / "spread-plan.yaml").read_bytes()

    again = write(folder)

    assert (again.files, again.proposals, again.stubs, again.is_new) == ([], 0, 0, False)
    assert (folder / "spread-plan.yaml").read_bytes() == once


def test_stub_that_is_there_gets_its_proposal_and_an_answer_none(folder: Path) -> None:
    plan = answers(sponsor="good", agent="good") + (
        "  two:\n    all.head:\n      level:\n      note: Ask A. Patel\n"
        "    all.person: {level: absent, because: Gone}\n"
    )
    lay(folder, plan=plan)

    written = write(folder)

    plan_now = load_plan(folder / "spread-plan.yaml").plan
    assert plan_now is not None
    assert written.stubs == 3
    head, person = plan_now.answer("two", "all.head"), plan_now.answer("two", "all.person")
    assert (head.note, head.proposed and head.proposed.level) == ("Ask A. Patel", "good")
    assert (person.level, person.proposed) == ("absent", None)


@pytest.mark.parametrize("frameworks", ["frameworks: [{use: one@1}]", "frameworks: [{use: one@1}]  # ours"])
def test_list_in_brackets_is_added_to(frameworks: str, folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))
    path = folder / "spread-plan.yaml"
    path.write_text(path.read_text().replace("frameworks:\n  - use: one@1", frameworks))

    write(folder)

    plan = load_plan(path).plan
    assert plan is not None
    assert [use.use for use in plan.frameworks] == ["one@1", "two@1"]


def test_answers_in_a_file_of_their_own_are_written_there(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good") + "  two: two-answers.yaml\n")
    (folder / "two-answers.yaml").write_text("# Ours\nall.culture: {level: partial, because: Seen}\n")

    written = write(folder)

    assert {path.name for path in written.files} == {"spread-plan.yaml", "two-answers.yaml"}
    text = (folder / "two-answers.yaml").read_text()
    assert text.startswith("# Ours\nall.culture: {level: partial, because: Seen}\n")
    assert "\nall.head:\n" in text


def test_plan_that_cannot_be_read_is_not_written(folder: Path) -> None:
    lay(folder, plan="answers: [\n")
    before = (folder / "spread-plan.yaml").read_bytes()

    result = run("crosswalk", "--to", "two", "--write")

    assert result.exit_code != 0
    assert (folder / "spread-plan.yaml").read_bytes() == before


@given(there=answer_sets, here=own_sets)
def test_a_crosswalk_never_opens_a_gate_nor_moves_a_score(
    there: dict[str, str], here: dict[str, str], tmp_path: Path
) -> None:
    lay(tmp_path, plan=both(there, here))
    path = tmp_path / "spread-plan.yaml"
    path.write_text(path.read_text().replace("  - use: one@1\n", "  - use: one@1\n  - use: two@1\n"))
    before = plans.open_plan(tmp_path, as_of=AS_OF).score.frameworks

    write(tmp_path)

    assert plans.open_plan(tmp_path, as_of=AS_OF).score.frameworks == before


def test_gate_opens_when_a_person_writes_the_level(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"), two={"all.head": TWO["all.head"]})
    write(folder)
    path = folder / "spread-plan.yaml"

    def is_open() -> bool:
        return plans.open_plan(folder, as_of=AS_OF).score.frameworks[1].gates[0].open

    proposed = is_open()
    path.write_text(path.read_text().replace("all.head:\n      level:\n", "all.head:\n      level: good\n"))

    assert (proposed, is_open()) == (False, True)


def test_check_notes_what_is_left_unconfirmed_until_it_is_answered(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))
    write(folder)

    (found,) = [each for each in check_all("spread-plan.yaml") if each.slug == "proposal-unconfirmed"]

    assert (found.code, found.severity.value) == ("SK131", "note")
    assert found.message.startswith('1 proposal still waits for an answer: "all.head"')


# The command


def test_text_lists_what_is_likely_related_and_unmatched(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good", agent="absent", outcome="good"))

    said = run("crosswalk", ".", "--to", "two").stdout

    assert said.startswith("Framework two (two@1)\nseen from spread-plan.yaml: answers to one\n")
    assert "Likely answered already (2)\n  all.head: good?\n    Is all.head there?" in said
    assert "    strong: one/all.sponsor = In place\n      Both ask for a head\n" in said
    assert 'all.result\n    weak: the same concept, "Measurement and feedback"; no pair links the two.' in said
    assert "Nothing to take over (2)\n  all.culture\n  all.none\n" in said
    assert "opens, when a person has written the level." in " ".join(said.split())


def test_json_and_markdown_say_the_same(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))

    data = json.loads(run("crosswalk", "--to", "two", "--format", "json").stdout)
    page = run("crosswalk", "--to", "two", "--format", "md").stdout

    assert list(data) == ["version", "plan", "framework", "edition", "taken_from", "unread", "criteria"]
    assert [each["id"] for each in data["criteria"]] == list(TWO)
    assert data["criteria"][0]["proposed"] == "good"
    assert data["criteria"][0]["matches"][0]["from"] == "one/all.sponsor"
    assert (
        "| **all.head**<br>Is all.head there? | good | one/all.sponsor: In place | strong | Both ask for a head |"
        in page
    )
    assert "- all.culture: Is all.culture there?" in page


def test_same_plan_gives_the_same_bytes(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good", outcome="partial"))

    for form in ("text", "json", "md"):
        words = ("crosswalk", "--to", "two", "--format", form)
        assert run(*words).stdout == run(*words).stdout


def test_write_says_what_it_did_and_that_the_gates_count(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"))

    first, second = (run("crosswalk", "--to", "two", "--write") for _ in range(2))

    assert 'wrote into "spread-plan.yaml": 5 stubs and 1 proposal\n' in first.stderr
    assert "its gates count" in first.stderr
    assert "nothing was written" in second.stderr


def test_what_could_steer_a_terminal_is_taken_out(folder: Path) -> None:
    lay(folder, plan=answers(sponsor="good"), pairs=PAIRS.replace("Both ask for a head", '"Both\\e[31m ask"'))

    assert "\x1b" not in run("crosswalk", "--to", "two").stdout


@pytest.mark.parametrize("words", [("--to", "none"), ("--to", "two", "--format", "html"), ()])
def test_wrong_use_ends_with_2(words: tuple[str, ...], folder: Path) -> None:
    lay(folder)

    result = run("crosswalk", *words)

    assert (getattr(result.exception, "exit_code", result.exit_code)) == 2

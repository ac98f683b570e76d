"""Frameworks that extend others: what they take over, what they may make easier, and where things stand."""

import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import spreadkit
from spreadkit.api.plans import build_report, open_plan
from spreadkit.checking.run import check_framework, check_plan
from spreadkit.cli.app import app
from spreadkit.framework.loosening import as_published, as_sentence, loosened, without_leave
from spreadkit.loading.loaded import LoadedFramework
from spreadkit.loading.loader import load_framework, load_plan
from spreadkit.model.finding import Finding, Severity
from spreadkit.model.framework import Need
from spreadkit.reading.source import parse_source
from spreadkit.writing.edits import as_flow

from rule_examples import TINY

AS_OF = date(2026, 6, 30)
HEAD = 'schema: spreadkit/framework@1\nid: ours\nedition: "1"\ntitle: Ours\nextends: tiny@1\n'
LEAVE = "because: Elections, by: A. Patel, until: 2026-12-31"


@pytest.fixture
def library(folder: Path) -> Path:
    """A folder for frameworks with the tiny one in it."""
    (folder / "frameworks").mkdir()
    shutil.copy(TINY, folder / "frameworks" / "tiny.yaml")
    return folder / "frameworks"


def write(library: Path, text: str, name: str = "ours") -> LoadedFramework:
    path = library / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return load_framework(path)


def errors(loaded: LoadedFramework) -> list[tuple[str, int, str]]:
    """Return what is wrong, without what is only incomplete: not every must-have here says what its levels mean."""
    found = [each for each in check_framework(loaded) if each.severity is Severity.ERROR]
    return [(each.location.name, each.location.line, each.message) for each in found]


def test_all_that_is_not_said_is_taken_over(library: Path) -> None:
    loaded = write(library, HEAD)

    base = load_framework(library / "tiny.yaml").framework
    ours = loaded.framework
    assert ours is not None
    assert base is not None
    assert (ours.id, ours.edition, ours.title) == ("ours", "1", "Ours")
    assert (ours.components, ours.gates, ours.scales) == (base.components, base.gates, base.scales)
    assert errors(loaded) == []


def test_framework_can_tighten_add_and_guide_without_leave(library: Path) -> None:
    loaded = write(
        library,
        HEAD
        + """
scales:
  presence: {great: {value: 3, label: Better than asked}}
gates:
  launch: {requires: [ihi-spread/launch]}
  embed: {title: Ready to embed, before: execute, stage: embed, needs: {communication: 50}}
components:
  leadership:
    about: In our hospitals.
    criteria:
      leadership.local-leads: {fresh-for: 30, prompts: [Who?]}
      leadership.deputy: {ask: Who stands in for them?, need: must, gate: embed}
  communication:
    criteria:
      communication.awareness: {need: must, gate: launch, at-least: good, evidence: [messages, photos]}
  money: {title: Money, criteria: {money.plan: {ask: Is it paid for?}}}
""",
    )

    assert errors(loaded) == []
    assert loaded.framework is not None
    assert list(loaded.framework.components) == ["leadership", "communication", "money"]
    assert list(loaded.framework.components["leadership"].criteria)[-1] == "leadership.deputy"
    assert loaded.framework.criteria["leadership.sponsor"].ask.startswith("Which one executive")


EASIER: dict[str, tuple[str, str, str]] = {
    "lower need": (
        "components: {leadership: {criteria: {leadership.sponsor: {need: may}}}}",
        "leadership.sponsor",
        "need",
    ),
    "lower level": (
        "components: {leadership: {criteria: {leadership.sponsor: {at-least: partial}}}}",
        "leadership.sponsor",
        '"partial" is enough now',
    ),
    "lower level by its points": (
        "scales: {presence: {partial: {value: 2}}}",
        "leadership.sponsor",
        '"partial" is enough',
    ),
    "another scale with one level": (
        (
            "scales: {any: {something: {value: 1, label: Something}}}\n"
            "components: {leadership: {criteria: {leadership.sponsor: {scale: any, levels: {something: Anything}}}}}"
        ),
        "leadership.sponsor",
        '"something" is enough now',
    ),
    "an answer of another kind": (
        "scales: {when: {answer: date}}\ncomponents: {leadership: {criteria: {leadership.sponsor: {scale: when}}}}",
        "leadership.sponsor",
        "an answer of another kind is enough now",
    ),
    "later gate": (
        "components: {leadership: {criteria: {leadership.sponsor: {gate: expand}}}}",
        "leadership.sponsor",
        'it holds the gate "expand" instead of the gate "launch"',
    ),
    "gate left out": ("leaves-out: launch", "launch", "the gate is left out"),
    "criterion left out": ("leaves-out: [leadership.sponsor]", "leadership.sponsor", "it is left out"),
    "component left out": ("leaves-out: [leadership]", "leadership", "it is left out"),
    "not applicable": (
        "components: {leadership: {criteria: {leadership.sponsor: {not-applicable: allowed}}}}",
        "leadership.sponsor",
        "it may be not applicable",
    ),
    "stale evidence": (
        "components: {leadership: {criteria: {leadership.local-leads: {fresh-for: 365}}}}",
        "leadership.local-leads",
        "stays fresh for longer",
    ),
    "fewer checks": (
        "components: {leadership: {criteria: {leadership.sponsor: {verified-by: []}}}}",
        "leadership.sponsor",
        '"sponsor-missing" no longer verifies it',
    ),
    "fewer stages": (
        "components: {leadership: {criteria: {leadership.sponsor: {stages: [embed]}}}}",
        "leadership.sponsor",
        "asked at fewer stages",
    ),
    "component at fewer stages": (
        "components: {leadership: {stages: [embed]}}",
        "leadership",
        "counts at fewer stages",
    ),
    "a condition": (
        "components: {leadership: {criteria: {leadership.sponsor: {only-if: {criterion: leadership.local-leads}}}}}",
        "leadership.sponsor",
        "asked in fewer cases",
    ),
    "later stage of a gate": ("gates: {launch: {stage: expand}}", "launch", "stands at a later stage"),
    "fewer answers": ("scoring: {answered-at-least: 0.1}", "scoring", "shown with fewer answers"),
    "more not applicable": ("scoring: {not-applicable-at-most: 0.9}", "scoring", "more may be not applicable"),
}


@pytest.mark.parametrize("name", EASIER)
def test_what_is_easier_needs_leave(library: Path, name: str) -> None:
    change, at, what = EASIER[name]

    found = errors(write(library, HEAD + change))
    allowed = errors(write(library, f"{HEAD}{change}\nloosens: [{{at: {at}, {LEAVE}}}]\n"))

    assert any(f'"{at}" easier' in message and what in message for _, _, message in found)
    assert all(name == "ours.yaml" for name, _, message in found if "easier" in message)
    assert all(f'"{at}" easier' not in message for _, _, message in allowed)


RICH = (
    HEAD.replace("ours", "rich").replace("extends: tiny@1\n", "extends: tiny@1\n")
    + """
scales:
  days: {answer: number, from: 0, to: 10, bands: [{id: low, title: Low, below: 5}, {id: high, title: High, from: 5}]}
  story: {answer: words, at-least: 30}
gates: {launch: {needs: {leadership: 70}, requires: [ihi-spread/launch]}}
components:
  more:
    title: More
    scoring: {bands: [{id: a, title: A, from: 50}, {id: b, title: B, below: 50}]}
    criteria:
      more.days: {ask: How many?, scale: days, at-least: 8}
      more.band: {ask: How many?, scale: days, at-least: high}
      more.story: {ask: What happened?, scale: story}
      more.sites: {ask: Where?, per-site: {roll-up: share, share: 0.9}, evidence-from: partial}
figures:
  weakest: {title: Weakest, method: min, of: [leadership, communication]}
"""
)

EASIER_THAN_RICH: dict[str, tuple[str, str]] = {
    "components: {more: {criteria: {more.days: {at-least: 3}}}}": ("more.days", '"3" or "5" is enough now'),
    "scales: {days: {bands: [{id: low, title: L, below: 2}, {id: high, title: H, from: 2}]}}": ("more.band", '"2" is'),
    "scales: {story: {at-least: 3}}": ("more.story", "in fewer words is enough"),
    "components: {more: {criteria: {more.sites: {per-site: {share: 0.5}}}}}": ("more.sites", "fewer sites"),
    "components: {more: {criteria: {more.sites: {per-site: {roll-up: highest}}}}}": ("more.sites", "fewer sites"),
    "components: {more: {criteria: {more.sites: {per-site: {of: begun-and-next}}}}}": ("more.sites", "fewer sites"),
    "components: {more: {criteria: {more.sites: {per-site: {of: begun}}}}}": ("more.sites", "fewer sites"),
    "components: {more: {criteria: {more.sites: {evidence-from: good}}}}": ("more.sites", "evidence is asked for"),
    "components: {more: {scoring: {bands: [{id: a, title: A, from: 5}, {id: b, title: B, below: 5}]}}}": (
        "more",
        "limits of its bands",
    ),
    "gates: {launch: {needs: {leadership: 50}}}": ("launch", 'needs "leadership" to be at least 50 instead of 70'),
    "gates: {launch: {requires: []}}": ("launch", "requires fewer gates"),
    "leaves-out: weakest": ("weakest", "the figure is left out"),
}


@pytest.mark.parametrize("change", EASIER_THAN_RICH)
def test_what_is_easier_than_a_base_with_more_in_it_needs_leave(library: Path, change: str) -> None:
    at, what = EASIER_THAN_RICH[change]
    write(library, RICH, "rich")

    loaded = write(library, HEAD.replace("tiny@1", "rich@1") + change)

    assert loaded.framework is not None
    assert loaded.base is not None
    assert loaded.base.framework is not None
    found = [(each.at, each.what) for each in loosened(loaded.framework, loaded.base.framework)]
    assert [name for name, _ in found] == [at]
    assert what in found[0][1]


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("none-such@1", 'there is no framework "none-such" to extend'),
        ("tiny", '"tiny" is named without its edition'),
        ("tiny@7", 'the edition of "tiny" that is here is "1", not "7"'),
        ("ours@1", '"ours" leads back here; a framework cannot extend itself'),
        ("./ours.yaml@1", "leads back here"),
        ("../../tiny.yaml@1", "lies outside the repository"),
        ("broken@1", '"frameworks/broken.yaml" cannot be used as it is'),
        ("[tiny@1]", "name the framework that this one extends"),
        ("{because: x}", "name the framework that this one extends"),
        ('"../x@../y"', 'there is no framework "../x"'),
    ],
)
def test_base_that_cannot_be_had_is_named(library: Path, extends: str, message: str) -> None:
    shutil.copy(TINY, library.parent.parent / "tiny.yaml")
    (library / "broken.yaml").write_text("schema: spreadkit/framework@1\nid: broken\n")
    (library / ".git").mkdir()

    loaded = write(library, HEAD.replace("tiny@1", extends))

    assert loaded.framework is None
    assert [(line, message in text) for _, line, text in errors(loaded)] == [(5, True)]


def test_circle_of_frameworks_is_named_in_each(library: Path) -> None:
    write(library, HEAD.replace("ours", "a").replace("tiny@1", "b@1"), "a")
    write(library, HEAD.replace("ours", "b").replace("tiny@1", "a@1"), "b")

    for one, other in (("a", "b"), ("b", "a")):
        told = errors(load_framework(library / f"{one}.yaml"))

        assert [(name, line) for name, line, _ in told] == [(f"{one}.yaml", 5)]
        assert f'"frameworks/{other}.yaml" cannot be used as it is ("{one}" leads back here' in told[0][2]


def test_framework_of_another_place_is_not_copied_without_what_it_extends(library: Path) -> None:
    write(library, HEAD)
    plan = library.parent / "elsewhere"
    (library.parent / ".git").mkdir()
    (plan / ".git").mkdir(parents=True)

    result = CliRunner().invoke(app, ["init", str(plan), "--framework", "frameworks/ours.yaml"])

    assert '"frameworks/ours.yaml" extends "frameworks/tiny.yaml"; copy both into' in str(result.exception)


def test_chain_takes_over_from_all_and_has_an_end(library: Path) -> None:
    write(library, HEAD.replace("ours", "x0"), "x0")
    for number in range(1, 12):
        text = HEAD.replace("ours", f"x{number}").replace("tiny@1", f"x{number - 1}@1")
        write(
            library,
            f"{text}components: {{more: {{title: M, criteria: {{more.x{number}: {{ask: Who?}}}}}}}}\n",
            f"x{number}",
        )

    seven, nine = load_framework(library / "x7.yaml"), load_framework(library / "x9.yaml")

    assert seven.framework is not None
    assert list(seven.framework.components["more"].criteria) == [f"more.x{number}" for number in range(1, 8)]
    assert nine.framework is None


def test_older_edition_that_is_kept_beside_can_be_extended(library: Path) -> None:
    new = TINY.read_text().replace('edition: "1"', 'edition: "2"').replace("Which one executive", "Who")
    shutil.move(library / "tiny.yaml", library / "tiny@1.yaml")
    (library / "tiny.yaml").write_text(new)

    old, current = write(library, HEAD), write(library, HEAD.replace("tiny@1", "tiny@2"))

    assert old.framework is not None
    assert current.framework is not None
    assert old.framework.criteria["leadership.sponsor"].ask.startswith("Which one executive")
    assert current.framework.criteria["leadership.sponsor"].ask.startswith("Who")
    assert errors(load_framework(library / "tiny@1.yaml")) == []


def test_finding_stands_where_the_value_does(library: Path) -> None:
    (library / "tiny.yaml").write_text(TINY.read_text().replace("gate: launch", "gate: lounch", 1))
    loaded = write(library, HEAD + "components: {leadership: {criteria: {leadership.local-leads: {gate: exband}}}}\n")

    told = {(name, message.partition(" is ")[0]) for name, _, message in errors(loaded)}
    where = loaded.locate(("components", "leadership", "criteria", "leadership.sponsor", "gate"))

    assert ("ours.yaml", '"exband"') in told
    assert ("tiny.yaml", '"lounch"') not in told, "what is wrong with the base is told once, when that is checked"
    assert (where.name, where.excerpt.strip()) == ("tiny.yaml", "gate: lounch")


def test_wrong_values_of_either_file_are_named_once_in_theirs(library: Path) -> None:
    (library / "tiny.yaml").write_text(TINY.read_text().replace("need: must", "need: most", 1))

    loaded = write(library, HEAD + "components: {leadership: {criteria: {leadership.local-leads: {need: shuld}}}}\n")

    said = [text for _, _, text in errors(loaded)]
    assert [text for text in said if "shuld" in text or "most" in text] == said[:1]
    assert loaded.locate(("components", "leadership", "criteria", "leadership.sponsor", "need")).name == "tiny.yaml"


def test_entries_of_the_base_hold_on(library: Path) -> None:
    easier = "components: {leadership: {criteria: {leadership.sponsor: {need: should}}}}\n"
    write(library, f"{HEAD}{easier}loosens: [{{at: leadership.sponsor, {LEAVE}}}]\n")

    loaded = write(
        library,
        HEAD.replace("ours", "mine").replace("tiny@1", "ours@1") + f"loosens: [{{at: x, {LEAVE}}}]\n",
        "mine",
    )

    assert loaded.framework is not None
    assert [each.at for each in loaded.framework.loosens] == ["x", "leadership.sponsor"]
    assert (loaded.locate(("loosens", 0)).name, loaded.locate(("loosens", 1)).name) == ("mine.yaml", "ours.yaml")
    assert errors(loaded) == []
    warnings = [(each.location.name, each.slug) for each in check_framework(loaded)]
    assert warnings == [("mine.yaml", "loosening-of-nothing")]


PLAN = """
schema: spreadkit/plan@1
title: Huddles
stage: prepare
people: {ap: {name: A. Patel, role: executive-sponsor}}
frameworks: [{use: ours@1}]
answers:
  ours:
    leadership.sponsor: {level: partial, because: Named}
"""


def judged(library: Path, framework: str, as_of: date = AS_OF) -> tuple[bool, list[Finding]]:
    """Return whether the gate before the launch is open, and what is found of loosening."""
    write(library, framework)
    path = library.parent / "spread-plan.yaml"
    path.write_text(PLAN)
    gates = {gate.id: gate.open for gate in open_plan(path, as_of=as_of).score.frameworks[0].gates}
    return gates.get("launch", True), check_plan(load_plan(path), as_of, only={"loosening-not-in-force"})


LOWER = "components: {leadership: {criteria: {leadership.sponsor: {at-least: partial}}}}\n"


def test_loosening_opens_a_gate_only_while_its_entry_holds(library: Path) -> None:
    with_leave = f"{HEAD}{LOWER}loosens: [{{at: leadership.sponsor, {LEAVE}}}]\n"

    opened, told = judged(library, with_leave, date(2026, 12, 31))
    after, told_after = judged(library, with_leave, date(2027, 1, 31))

    assert (opened, told) == (True, [])
    assert after is False
    assert [each.message for each in told_after] == [
        (
            '"ours" makes "leadership.sponsor" easier ("partial" is enough now), but that ended on 2026-12-31: '
            "it is judged without that"
        )
    ]


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ("", "no entry of its loosens gives leave"),
        ("loosens: [{at: leadership.local-leads, because: a, by: b, until: 2026-12-31}]", "no entry of its loosens"),
        ("loosens: [{at: leadership.sponsor, by: b, until: 2026-12-31}]", "its entry under loosens lacks because"),
        ("loosens: [{at: leadership.sponsor, because: b}]", "lacks by and until"),
    ],
)
def test_loosening_without_leave_opens_no_gate(library: Path, entries: str, why: str) -> None:
    opened, told = judged(library, f"{HEAD}{LOWER}{entries}\n")

    assert opened is False
    assert [why in each.message for each in told] == [True]
    assert told[0].location.excerpt == "frameworks: [{use: ours@1}]"


@pytest.mark.parametrize("left_out", ["leadership.sponsor", "leadership", "launch"])
def test_what_is_left_out_without_leave_is_asked_all_the_same(library: Path, left_out: str) -> None:
    opened, told = judged(library, f"{HEAD}leaves-out: [{left_out}]\n")

    assert opened is False
    assert len(told) == 1


def test_all_criteria_of_a_component_left_out_one_by_one_come_back(library: Path) -> None:
    opened, told = judged(library, f"{HEAD}leaves-out: [leadership.sponsor, leadership.local-leads]\n")

    assert opened is False
    assert len(told) == 2


def test_loosening_of_a_base_that_has_ended_ends_for_those_that_extend_it(library: Path) -> None:
    write(library, f"{HEAD}{LOWER}loosens: [{{at: leadership.sponsor, {LEAVE}}}]\n".replace("ours", "theirs"), "theirs")
    mine = HEAD.replace("tiny@1", "theirs@1")

    assert judged(library, mine)[0] is True
    assert judged(library, mine, date(2027, 1, 31))[0] is False


def test_report_names_what_was_made_easier(library: Path) -> None:
    entry = "at: leadership.sponsor, what: The sponsor need not have accepted, " + LEAVE
    judged(library, f"{HEAD}{LOWER}loosens: [{{{entry}}}]\n")
    plan = library.parent / "spread-plan.yaml"

    report = spreadkit.get_format("markdown", "report").render_report(
        build_report(plan, as_of=AS_OF, reader="appendix")
    )
    later = spreadkit.get_format("markdown", "report").render_report(
        build_report(plan, as_of=date(2027, 1, 31), reader="appendix")
    )

    assert "Made easier than published" in report
    row = next(line for line in report.split("\n") if "need not have accepted" in line)
    assert all(word in row for word in ("Elections", "A. Patel", "31 December 2026"))
    assert "Made easier than published" not in later


def test_entry_reads_as_a_sentence(library: Path) -> None:
    loaded = write(library, f"{HEAD}{LOWER}loosens: [{{at: leadership.sponsor, {LEAVE}}}]\n")

    assert loaded.framework is not None
    assert [as_sentence(each) for each in loaded.framework.loosens] == [
        "leadership.sponsor (because: Elections; by: A. Patel; until 2026-12-31)"
    ]


PUBLISHED = HEAD.replace("extends: tiny@1", "extends: {use: tiny@1, published: short-form}")
SHORT = "leaves-out: [leadership.local-leads, expand]\nsources: {short-form: {cite: A short form, seen: SEEN}}\n"


def test_form_that_its_authors_published_is_not_loosened_and_has_no_end(library: Path) -> None:
    loaded = write(library, PUBLISHED + LOWER + SHORT.replace("SEEN", "whole"))
    base = load_framework(library / "tiny.yaml").framework

    assert errors(loaded) == []
    assert loaded.framework is not None
    assert base is not None
    assert loosened(loaded.framework, base) == without_leave(loaded.framework, base, date(2100, 1, 1)) == []
    assert as_published(loaded.framework) == "a form of tiny@1 that its authors published (A short form)"


def test_form_in_a_source_that_nobody_saw_is_loosened_all_the_same(library: Path) -> None:
    loaded = write(library, PUBLISHED + LOWER + SHORT.replace("SEEN", "no"))
    base = load_framework(library / "tiny.yaml").framework

    assert loaded.framework is not None
    assert base is not None
    assert {part.at for part in loosened(loaded.framework, base)} >= {"leadership.local-leads", "expand"}
    assert all('nobody has seen the source "short-form"' in message for _, _, message in errors(loaded))
    assert errors(loaded) != []


def test_source_of_a_published_form_must_be_there(library: Path) -> None:
    loaded = write(library, PUBLISHED)

    assert [message.split(" (")[0] for _, _, message in errors(loaded)] == [
        '"short-form" is not a source of this framework; correct it, or define it'
    ]


def test_what_a_team_makes_easier_than_a_published_form_is_loosened(library: Path) -> None:
    write(library, PUBLISHED + SHORT.replace("SEEN", "part"), "ours")
    own = 'schema: spreadkit/framework@1\nid: team\nedition: "1"\ntitle: Team\nextends: ours@1\n'

    loaded = write(library, own + LOWER, "team")

    assert ["leadership.sponsor" in message for _, _, message in errors(loaded)] == [True]


def test_check_of_a_folder_finds_the_frameworks_and_not_the_older_editions_as_their_own(library: Path) -> None:
    write(library, HEAD + LOWER)
    shutil.copy(TINY, library / "tiny@1.yaml")

    result = CliRunner().invoke(app, ["check", "--all", "."])
    listed = CliRunner().invoke(app, ["frameworks", "list"])

    assert result.exit_code == 1
    assert "frameworks/ours.yaml:6" in result.stdout
    assert "SK162" in result.stdout
    assert "id-differs-from-file" not in result.stdout
    assert len(re.findall(r"^tiny", listed.stdout, re.MULTILINE)) == 1


NEEDS = st.sampled_from(["must", "should", "may"])
LEVELS = st.sampled_from(["absent", "partial", "good"])
CHANGE = st.fixed_dictionaries(
    {},
    optional={
        "need": NEEDS,
        "at-least": LEVELS,
        "gate": st.sampled_from(["launch", "expand"]),
        "not-applicable": st.sampled_from(["allowed", "never"]),
    },
)


def scale(values: list[str]) -> dict[str, Any]:
    return {name: {"value": value} for name, value in zip(("absent", "partial", "good"), values, strict=True)}


OWN = st.fixed_dictionaries(
    {
        "components": st.fixed_dictionaries({"leadership.sponsor": CHANGE, "leadership.local-leads": CHANGE}).map(
            lambda criteria: {"leadership": {"criteria": criteria}}
        ),
        "scales": (st.permutations(["0", "1", "2"]) | st.just(["0", "2", "2"])).map(
            lambda values: {"presence": scale(values)}
        ),
        "leaves-out": st.lists(
            st.sampled_from(["launch", "expand", "leadership.local-leads", "communication"]), max_size=2, unique=True
        ),
    }
)
ANSWERS = st.fixed_dictionaries({}, optional={"leadership.sponsor": LEVELS, "leadership.local-leads": LEVELS})


@given(own=OWN, answers=ANSWERS)
def test_no_framework_opens_a_gate_that_its_base_holds_shut_without_leave(
    tmp_path_factory: pytest.TempPathFactory, own: dict[str, Any], answers: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "frameworks").mkdir()
    shutil.copy(TINY, folder / "frameworks" / "tiny.yaml")
    write(folder / "frameworks", HEAD + "".join(f"{key}: {as_flow(value)}\n" for key, value in own.items()))
    said = {name: {"level": level, "because": "x"} for name, level in answers.items()}
    head = "schema: spreadkit/plan@1\ntitle: x\nframeworks: [{use: ours}, {use: tiny}]\n"
    (folder / "spread-plan.yaml").write_text(f"{head}answers: {as_flow({'ours': said, 'tiny': said})}\n")

    score = open_plan(folder, as_of=AS_OF).score

    ours, tiny = ({gate.id for gate in each.gates if not gate.open} for each in score.frameworks)
    assert tiny <= ours


def test_leave_for_everything_leaves_nothing_to_undo(library: Path) -> None:
    loaded = write(
        library,
        f"{HEAD}{LOWER}leaves-out: [expand]\nloosens: [{{at: leadership.sponsor, {LEAVE}}}, {{at: expand, {LEAVE}}}]\n",
    )

    assert loaded.framework is not None
    assert loaded.base is not None
    assert loaded.base.framework is not None
    assert without_leave(loaded.framework, loaded.base.framework, AS_OF) == []
    assert loaded.framework.criteria["leadership.local-leads"].gate is None
    assert loaded.framework.criteria["leadership.local-leads"].need is Need.MUST


def test_editor_accepts_a_framework_that_holds_only_what_it_changes(library: Path) -> None:
    schema = json.loads(spreadkit.json_schema("framework"))
    write(library, HEAD + LOWER)
    own = parse_source((library / "ours.yaml").read_bytes(), "").data

    assert [each.message for each in Draft202012Validator(schema).iter_errors(own)] == []
    alone = {key: value for key, value in own.items() if key != "extends"}
    assert len([*Draft202012Validator(schema).iter_errors(alone)]) == 1


def guide(folder: Path) -> Path:
    """Write the framework of the guide into a folder."""
    page = Path(__file__).parents[2] / "docs" / "editions.md"
    block = re.search(r"```yaml\n(schema: .*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    path = folder / "our-sustainability-model.yaml"
    path.write_text(block[1], encoding="utf-8")
    return path


def test_framework_in_the_guide_is_sound_and_takes_effect(library: Path) -> None:
    loaded = load_framework(guide(library))
    assert loaded.framework is not None
    said = {name: {"level": "b"} for name in loaded.framework.criteria}
    head = "schema: spreadkit/plan@1\ntitle: x\nstage: embed\nframeworks: [{use: our-sustainability-model@1}]\n"
    (library.parent / "spread-plan.yaml").write_text(f"{head}answers: {as_flow({'our-sustainability-model': said})}\n")

    now = open_plan(library.parent, as_of=AS_OF).score.frameworks[0]
    later = open_plan(library.parent, as_of=date(2027, 5, 1)).score.frameworks[0]

    assert [(each.slug, each.message) for each in check_framework(loaded)] == []
    assert now.figure.range is not None
    assert later.figure.range is not None
    assert now.figure.range.value == later.figure.range.value == Decimal("49.9")
    # Seven of the points are recalled: they could lift 49.9 over our limit of 50, and not over the published 55.
    assert now.figure.possible_words == ("uncertain", "action-needed")
    assert later.figure.possible_words == ("uncertain",)

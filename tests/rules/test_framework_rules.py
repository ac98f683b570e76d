"""Rules about frameworks: what their own examples do not reach, and that the built-in frameworks pass them."""

from pathlib import Path

import pytest

from spreadkit.checking.run import check_framework
from spreadkit.library.frameworks import Library
from spreadkit.loading.loader import load_framework
from spreadkit.model.finding import Finding

TINY = (Path(__file__).parents[1] / "tiny.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(text: str, *slugs: str) -> list[Finding]:
    """Check a framework for these rules alone; for all where none is named."""
    Path("tiny.yaml").write_text(text, encoding="utf-8")
    loaded = load_framework(Path("tiny.yaml"))
    assert loaded.problems == []
    return check_framework(loaded, only=slugs or None)


def tiny(*changes: tuple[str, str]) -> str:
    """Return the tiny framework with texts replaced, each where it stands first."""
    text = TINY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def example(answers: str, expect: str) -> str:
    return f"{TINY}examples:\n  - name: one\n    answers: {{{answers}}}\n    expect: {{{expect}}}\n"


def test_built_in_frameworks_pass() -> None:
    library = Library()

    names = library.ids()

    assert names
    for name in names:
        loaded = library.find(name)
        assert loaded is not None
        assert check_framework(loaded) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("gate: launch", "gate: lunch", '"lunch" is not a gate of this framework (did you mean "launch"?)'),
        ("need: must", "need: must\n        scale: presense", '"presense" is not a scale of this framework'),
        ("need: must", "need: must\n        at-least: god", '"god" is not a level of its scale (did you mean "good"?)'),
        ("{good: Named with", "{goood: Named with", '"goood" is not a level of its scale (did you mean "good"?)'),
        ("need: must", "need: must\n        sources: [nowhere]", '"nowhere" is not a source of this framework'),
        ("title: Leadership", "title: Leadership\n    sources: [nowhere]", '"nowhere" is not a source'),
        ("[sponsor-missing]", "[unknown-persons]", '"unknown-persons" is not a rule of spreadkit (did you mean'),
        ("before: execute", "before: executed", '"executed" is not a phase of this framework'),
    ],
)
def test_every_kind_of_name_is_looked_up(old: str, new: str, says: str) -> None:
    findings = found(tiny((old, new)), "dangling-id")

    assert len(findings) == 1
    assert findings[0].message.startswith(says)
    assert findings[0].message.endswith("; correct it, or define it")


def test_a_misspelt_scale_is_not_followed_by_misspelt_levels() -> None:
    text = tiny(("need: must", "need: must\n        scale: presense\n        at-least: good"))

    findings = found(text, "dangling-id", "gate-cannot-pass")

    assert [each.slug for each in findings] == ["dangling-id"]


@pytest.mark.parametrize(
    ("answers", "expect", "names"),
    [
        ("all: good, leadership.sponser: good", "high: 100", ["leadership.sponser"]),
        ("all: godo", "high: 100", ["godo"]),
        ("leadership.sponsor: goood", "high: 100", ["goood"]),
        ("all: unknown", "components: {leadershp: 0}", ["leadershp"]),
        ("all: good", "open: [launch, expnad]", ["expnad"]),
        ("all: absent", "open: [], shut: [launch, expand, embed]", ["embed"]),
        ("all: unknown, leadership.sponsor: unknown", "low: 0", []),
    ],
)
def test_examples_name_what_there_is(answers: str, expect: str, names: list[str]) -> None:
    findings = found(example(answers, expect), "dangling-id")

    assert [each.message.split('"')[1] for each in findings] == names


def test_same_id_names_the_first_owner() -> None:
    text = tiny(("      communication.channels:", "      leadership.sponsor:"))

    findings = found(text, "duplicate-id")

    assert [each.route for each in findings] == [("components", "communication", "criteria", "leadership.sponsor")]
    assert '"leadership"' in findings[0].message


def test_levels_of_what_is_no_must_may_go_without_words() -> None:
    findings = found(TINY, "level-never-described")

    assert [each.route[-1] for each in findings] == ["leadership.local-leads"]
    assert '"absent", "partial" and "good"' in findings[0].message


@pytest.mark.parametrize(
    ("ask", "is_double"),
    [
        ("Are several channels used, and by whom?", False),
        ("Are messages, messengers and channels named?", False),
        ("Are channels and / or messengers named?", True),
        ("Are channels named? Are they used?", True),
        ("Do sand/orchid wards take part?", False),
    ],
)
def test_only_plain_double_questions_are_named(ask: str, is_double: bool) -> None:  # noqa: FBT001
    findings = found(tiny(("Are several channels used?", ask)), "double-question")

    assert bool(findings) is is_double


def test_a_must_that_every_level_meets_proves_nothing() -> None:
    text = tiny(("need: must", "need: must\n        at-least: absent"))

    findings = found(text, "gate-cannot-pass")

    assert [each.route[-2:] for each in findings] == [("leadership.sponsor", "at-least")]


def test_a_gate_with_shoulds_alone_holds_nothing_shut() -> None:
    text = tiny(("need: must", "need: should"))

    findings = found(text, "gate-cannot-pass")

    assert [each.route for each in findings] == [("gates", "launch")]


def test_what_is_sourced_names_its_sources() -> None:
    silent = tiny(("need: must", "need: must\n        basis: sourced"))
    sourced = tiny(("need: must", "need: must\n        basis: sourced\n        sources: [none]"))
    component = tiny(("title: Leadership", "title: Leadership\n    basis: sourced"))

    assert [each.route[-2:] for each in found(silent, "text-rights-unclear")] == [("leadership.sponsor", "basis")]
    assert found(sourced, "text-rights-unclear") == []
    assert [each.route for each in found(component, "text-rights-unclear")] == [("components", "leadership", "basis")]


@pytest.mark.parametrize(
    ("answers", "expect"),
    [
        ("all: good", "value: 100, low: 100.0, high: 100, coverage: 1, open: [launch, expand], shut: []"),
        ("all: absent", "value: 0, open: [], shut: [launch, expand]"),
        ("all: unknown", "low: 0, high: 100, coverage: 0"),
        (
            "leadership.sponsor: good",
            "low: 25, high: 100, coverage: 0.25, components: {leadership: 100}, open: [launch]",
        ),
        ("all: good, leadership.sponsor: partial", "value: 88, components: {leadership: 75.0}"),
        ("all: good, leadership.sponsor: partial", "value: 87.50"),
        ("all: good, communication.channels: unknown", "coverage: 0.8"),
    ],
)
def test_examples_that_come_out(answers: str, expect: str) -> None:
    assert found(example(answers, expect), "example-fails") == []


FIGURES = """
scales:
  presence: {absent: {value: 0, label: Absent}, partial: {value: 1, label: Partly}, good: {value: 2, label: In place}}
  done: {answer: date}
  sites: {answer: number, from: 0, to: 9}
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor: {ask: Who answers for it?}
      leadership.seen: {ask: Is it seen at every site?, per-site: {roll-up: lowest}}
  days: {title: Days, scoring: {method: none}, criteria: {days.begun: {ask: When was it begun?, scale: done}}}
  counts:
    title: Counts
    scoring: {method: none}
    criteria: {counts.sites: {ask: How many have it?, scale: sites, from-plan: sites-in-place}}
scoring: {of: [leadership], bands: [{id: low, title: Low, below: 50}, {id: high, title: High, from: 50}]}
figures:
  levels: {title: Levels, method: distribution, of: [leadership]}
  weakest: {title: Weakest, method: min, of: [leadership.sponsor, leadership.seen]}
  sites: {title: Sites, of: [leadership], per-site: {roll-up: lowest}}
  share: {title: Share, method: date-proportion, of: [days.begun]}
  many: {title: Many, method: sum, of: [counts.sites]}
"""
HEAD = """
schema: spreadkit/framework@1
id: tiny
edition: "1"
title: Tiny
wording: own
note: For tests
sources: {none: {cite: None}}
"""


@pytest.mark.parametrize(
    ("given", "expect", "says"),
    [
        (
            "answers: {all: good, leadership.sponsor: absent}",
            "{band: high, figures: {levels: {counts: {absent: 1, good: 1}, worst: absent}}}",
            None,
        ),
        (
            "answers: {all: good, leadership.sponsor: absent}",
            "{figures: {levels: {counts: {good: 2}}}}",
            "expected counts of levels 2 good, got 1 absent and 1 good",
        ),
        ("answers: {all: good}", "{figures: {levels: {worst: absent}}}", "expected worst of levels absent, got good"),
        (
            "answers: {all: good, leadership.sponsor: absent}",
            "{figures: {weakest: {value: 0, settled-by: leadership.sponsor}}}",
            None,
        ),
        (
            "answers: {all: good, leadership.sponsor: absent}",
            "{figures: {weakest: {settled-by: [leadership.seen]}}}",
            "expected settled-by of weakest leadership.seen, got leadership.sponsor",
        ),
        (
            "answers: {all: good, leadership.sponsor: {na: Not here}}",
            "{value: 100, components: {leadership: 100}}",
            None,
        ),
        ("answers: {all: {na: Not here}}", "{coverage: 0}", None),
        (
            "sites: [n, s]\nanswers: {leadership.sponsor: good, leadership.seen: {sites: {n: good, s: absent}}}",
            "{value: 50, figures: {sites: {value: 50, low: 50, high: 50, settled-by: s}}}",
            None,
        ),
        (
            "sites: [n, s]\nanswers: {leadership.sponsor: good, leadership.seen: {sites: {n: good}}}",
            "{figures: {sites: {low: 51}}}",
            "expected low of sites 51, got 50.0",
        ),
        ("answers: {days.begun: 2026-03-31}\nas-of: 2026-03-30", "{figures: {share: 0}}", None),
        ("answers: {days.begun: 2026-03-31}\nas-of: 2026-03-31", "{figures: {share: 1}}", None),
        ("counted: {sites-in-place: 4}", "{figures: {many: 4}}", None),
        (
            (
                "ratings: [{levels: {leadership.sponsor: good}}, {levels: {leadership.sponsor: good}}, "
                "{role: nurse, levels: {leadership.sponsor: absent, leadership.seen: good}}]"
            ),
            "{figures: {levels: {counts: {}}}, low: 33.3, high: 83.3}",
            None,
        ),
        ("answers: {all: good}", "{band: low}", "expected band low, got high"),
        ("answers: {all: unknown}", "{value: low}", "expected value low, got nothing certain"),
    ],
)
def test_examples_can_state_all_of_a_figure(given: str, expect: str, says: str | None) -> None:
    lines = "".join(f"    {line}\n" for line in given.split("\n"))

    findings = found(f"{HEAD}{FIGURES}examples:\n  - name: one\n{lines}    expect: {expect}\n", "example-fails")

    assert [each.message for each in findings] == ([f'"one" does not come out: {says}'] if says else [])


@pytest.mark.parametrize(
    ("answers", "expect", "says"),
    [
        ("all: good, leadership.sponsor: partial", "value: 87.4", "expected value 87.4, got 87.5"),
        ("all: unknown", "value: 0", "expected value 0, got none, as too little is answered"),
        ("all: good, communication.channels: unknown", "coverage: 1", "expected coverage 1, got 0.750"),
        ("all: good", "components: {leadership: 99}", "expected leadership 99, got 100.0"),
        ("all: good", "open: [launch]", "expected open launch, got launch and expand"),
        ("all: good", "open: []", "expected open none, got launch and expand"),
        ("all: absent", "shut: [expand]", "expected shut expand, got launch and expand"),
    ],
)
def test_examples_that_do_not_come_out(answers: str, expect: str, says: str) -> None:
    findings = found(example(answers, expect), "example-fails")

    assert [each.message for each in findings] == [f'"one" does not come out: {says}']
    assert findings[0].route[:3] == ("examples", 0, "expect")


def test_examples_wait_until_levels_are_mended() -> None:
    text = example("all: good", "value: 1").replace("need: must", "need: must\n        at-least: god", 1)

    findings = found(text, "example-fails", "dangling-id")

    assert [each.slug for each in findings] == ["dangling-id"]


def test_a_framework_is_found_by_the_name_of_its_file() -> None:
    findings = found(tiny(("id: tiny", "id: huge")), "id-differs-from-file")

    assert [each.route for each in findings] == [("id",)]
    assert '"huge.yaml"' in findings[0].message


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("sites: [n]\nanswers: {leadership.seen: {sites: {m: good}}}\nexpect: {low: 0}", ["m"]),
        ("answers: {leadership.seen: {sites: {m: godo}}}\nexpect: {low: 0}", ["godo"]),
        (
            "ratings: [{levels: {leadership.sponser: good, leadership.seen: godo}}]\nexpect: {low: 0}",
            ["leadership.sponser", "godo"],
        ),
        ("answers: {all: good}\nexpect: {figures: {weakest: {band: low, settled-by: nobody}}}", ["low", "nobody"]),
        ("answers: {all: good}\nexpect: {band: lwo, components: {leadership: {band: high}}}", ["lwo", "high"]),
    ],
)
def test_all_that_an_example_states_is_looked_up(lines: str, names: list[str]) -> None:
    example_ = "".join(f"    {line}\n" for line in lines.split("\n"))

    findings = found(f"{HEAD}{FIGURES}examples:\n  - name: one\n{example_}", "dangling-id")

    assert sorted(each.message.split('"')[1] for each in findings) == sorted(names)


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (
            "{title: F, of: [leadership.sponsor], per-site: {roll-up: lowest}}",
            "none of its criteria is answered for each site",
        ),
        (
            "{title: F, of: [leadership], per-site: {roll-up: distribution}}",
            'it has no "bands" by which sites could be counted',
        ),
        ("{title: F, method: furthest, of: [leadership], per-site: {roll-up: mean}}", "words have no mean"),
        ("{title: F, method: count, of: [leadership], per-site: {roll-up: mean}}", '"method: count" takes none'),
        ("{title: F, method: median, of: [leadership], possible: fixed}", '"method: median" takes none'),
        ("{title: F, method: count, of: [leadership], bands-in: percent}", '"method: count" takes none'),
    ],
)
def test_settings_that_can_have_no_effect_are_found(figure: str, says: str) -> None:
    findings = found(f"{HEAD}{FIGURES}  own: {figure}\n", "figure-contradiction")

    assert [says in each.message for each in findings] == [True]


def test_bands_in_percent_are_compared_with_percent() -> None:
    figure = "{title: F, method: sum, of: [counts.sites], bands-in: percent, bands: [{id: low, title: L, below: 50}, "

    right = found(f"{HEAD}{FIGURES}  own: {figure}{{id: high, title: H, from: 50}}]}}\n", "bands-gap-or-overlap")
    wrong = found(f"{HEAD}{FIGURES}  own: {figure}{{id: high, title: H, from: 60}}]}}\n", "bands-gap-or-overlap")

    assert right == []
    assert [each.message for each in wrong] == [
        'no band of the figure "own" holds 50; widen one, or leave the bands out'
    ]

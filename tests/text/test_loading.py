"""From files to a plan: every mistake is told once, at its place, and hides nothing else."""

from pathlib import Path
from typing import NamedTuple

import pytest
from plans import PLAN, SOUND, Files, brief, caused_by, edited, findings_in, framework_findings, write

from spreadkit.loading.loader import load_framework, load_plan
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan

from rule_examples import TINY


class Mistake(NamedTuple):
    """One text of the sound plan replaced; the finding stands where `mark` does in the file as changed."""

    old: str
    new: str
    mark: str
    slug: str
    words: str
    file: str = PLAN

    def __str__(self) -> str:
        return f"{self.slug}: {self.new[:40]}"


SITES, ADOPTION, FALLS = "sites.csv", "adoption.csv", "data/falls.csv"

MISTAKES = [
    # Keys
    Mistake("stage: launch", "stages: launch", "stages", "unknown-key", 'did you mean "stage"?'),
    Mistake("    likelihood:", "    liklihood:", "liklihood", "unknown-key", 'did you mean "likelihood"?'),
    Mistake("    do: Agree", "    doo: Agree", "doo", "unknown-key", 'did you mean "do"?'),
    Mistake("    do: Agree", "    ownr:\n    do: Agree", "ownr", "unknown-key", 'did you mean "owner"?'),
    Mistake("stage: launch", "stage: launch\nfoo:", "foo", "unknown-key", '"foo" is not a key that is known here'),
    Mistake("    time: 0.5", "    pilot_team: yes", "pilot_team", "unknown-key", 'did you mean "pilot-team"?'),
    Mistake("    what: Leads move on\n", "", "turnover:", "missing-key", '"what" is missing'),
    Mistake("  wave-1:\n", "  Wave 1:\n", "Wave 1", "bad-id", '"wave-1"'),
    # Words and ids
    Mistake("likelihood: medium", "likelihood: midium", "midium", "unknown-word", 'did you mean "medium"?'),
    Mistake("stage: launch", "stage: Launch", "Launch", "unknown-word", "prepare, launch, expand or embed"),
    Mistake("role: executive-sponsor", "role: sponsor", "sponsor\n  jl", "unknown-word", "executive-sponsor"),
    Mistake(
        "[spread-agent, messenger]", "[spread-agent, mesenger]", "mesenger", "unknown-word", 'did you mean "messenger"?'
    ),
    Mistake(
        "    owner: jl\nanswers",
        "    owner: J Lind\nanswers",
        "J Lind",
        "bad-id",
        "write the id: jl",
    ),
    # Dates, numbers, yes and no
    Mistake("2027-03-31", "2027-02-30", "2027-02-30", "wrong-value", "the calendar has no day"),
    Mistake("2027-03-31", "31.3.2027", "31.3.2027", "wrong-value", "write 2027-03-31"),
    Mistake("target: 4.0", "target: 4,0", "4,0", "wrong-value", "write decimals with a point: 4.0"),
    Mistake("target: 4.0", "target: 1_000", "1_000", "wrong-value", "is not a number"),
    Mistake("target: 4.0", "target: {under: 4, over: 5}", "target: {", "wrong-value", "a target has one number"),
    Mistake("target: 4.0", "target: {undre: 4}", "undre", "unknown-key", 'did you mean "under"?'),
    Mistake("target: 4.0", "target: {under: four}", "four", "wrong-value", "is not a number"),
    Mistake("target: 4.0", "target: {over: 95%}", "95%", "wrong-value", "write the number alone: 95"),
    Mistake("target: 4.0", "target: [4]", "target: [", "wrong-value", "write a number such as 4.5"),
    Mistake("target: 4.0", "target: <4.0", "<4.0", "wrong-value", "write {under: 4.0}"),
    Mistake("target: 4.0", "target: more than 4", "more than 4", "wrong-value", "write {over: 4}"),
    Mistake("target: 4.0", "target: at most 4", "at most 4", "wrong-value", "write 4 alone"),
    Mistake("baseline: 6.1", "baseline: no", "no\n  target", "wrong-value", "is not a number"),
    Mistake("core: yes", "core: perhaps", "perhaps", "wrong-value", "neither yes nor no"),
    # Groups and lists
    Mistake("role: executive-sponsor", "role: {a: b}", "role: {", "wrong-value", "this must be a list"),
    Mistake("for: Adult inpatients", "for: [Adult, inpatients]", "for: [Ad", "wrong-value", "this must be text"),
    Mistake("by: 2027-03-31", "by: {year: 2027}", "by: {", "wrong-value", "group of keys; write a date"),
    Mistake("    decides: after-seeing", "    - decides", "nurses:\n", "wrong-value", "group of keys"),
    # Empty
    Mistake(
        "title: Huddles across North",
        "title: #1 in safety",
        "title: #",
        "wrong-value",
        "quotes round it if it holds a #",
    ),
    Mistake("    do: Agree a lead at each site", "    do:", "do:", "wrong-value", '"do" is empty'),
    Mistake('version: "1.2"', "version: ''", "''", "wrong-value", "the text is empty"),
    # What YAML allows and a plan does not
    Mistake("    do: Agree a lead at each site", "    do: *agree", "*agree", "yaml-feature-not-allowed", "alias"),
    Mistake("    do: Agree", "    <<: {x: y}\n    do: Agree", "<<", "yaml-feature-not-allowed", "merge key"),
    Mistake("    do: Agree", "    do: !text Agree", "!text", "yaml-feature-not-allowed", "tag"),
    Mistake("    do: Agree", "    do: &do Agree", "&do", "yaml-feature-not-allowed", "anchor"),
    Mistake(
        "    state: doing", "    state: doing\n    state: done", "state: done", "duplicate-key", "stands here twice"
    ),
    Mistake("    what: Leads move on", "    what: Leads: they move", ": they", "unreadable-yaml", "colon of its own"),
    Mistake("  what: [huddle]", "  what: [huddle", "[huddle", "unreadable-yaml", "bracket"),
    Mistake("    name: A. Patel", "\tname: A. Patel", "\tname", "unreadable-yaml", "tab"),
    # Tables
    Mistake("elm,Elm Ward,wave-1", "elm", "elm", "table-does-not-fit", "1 cell ", SITES),
    Mistake("elm,Elm Ward,wave-1", "elm,Elm, Ward,wave-1", "elm", "table-does-not-fit", "4 cells", SITES),
    Mistake("elm,Elm Ward,wave-1", '"elm"x,Elm Ward,wave-1', '"elm"', "table-does-not-fit", "quote", SITES),
    Mistake("elm,Elm Ward", "Elm Ward,Elm Ward", "Elm Ward", "bad-id", '"elm-ward"', SITES),
    Mistake("elm,Elm Ward,", 'elm,"",', '""', "missing-key", '"name" is missing', SITES),
    Mistake("id,name,wave", "id,name,wavve", "wavve", "table-does-not-fit", 'did you mean "wave"?', SITES),
    Mistake("id,name,wave", "id,nmae,wave", "nmae", "table-does-not-fit", 'is "nmae" meant to be it?', SITES),
    Mistake("2026-06-01", "2026-06-31", "2026-06-31", "wrong-value", "the calendar has no day", ADOPTION),
    Mistake("2026-06-01", "1/6/2026", "1/6/2026", "wrong-value", "year-month-day", ADOPTION),
    Mistake("aware", "awear", "awear", "unknown-word", 'did you mean "aware"?', ADOPTION),
    Mistake("2026-02-28,5,", '2026-02-28,"5,5",', '"5,5"', "wrong-value", "write decimals with a point: 5.5", FALLS),
    Mistake("2026-02-28", "2026-02-30", "2026-02-30", "wrong-value", "the calendar has no day", FALLS),
    Mistake("count: falls", "count: fals", "fals", "table-does-not-fit", 'did you mean "falls"?'),
    Mistake("date: month", "date: week", "week", "table-does-not-fit", "it has month, falls and days"),
    Mistake("sites: sites.csv", "sites: site.csv", "site.csv", "unreadable-file", 'no file "site.csv"'),
    Mistake("file: data/falls.csv", "file: data/fall.csv", "data/fall.csv", "unreadable-file", "no file"),
]


def place_of(text: str, mark: str) -> tuple[int, int]:
    """Return line and column of a text that stands once in a file."""
    position = text.index(mark)
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_one_mistake_gives_one_finding_at_its_place(mistake: Mistake, folder: Path) -> None:
    changed = edited(mistake.old, mistake.new, file=mistake.file)

    findings = caused_by(folder, changed)

    line, column = place_of(changed[mistake.file], mistake.mark)
    assert brief(findings) == [(mistake.slug, mistake.file, line, column)]
    assert mistake.words in findings[0].message
    assert findings[0].help


TEN = [
    ("stage: launch", "stage: lunch", "unknown-word", "lunch"),
    ("  by: 2027-03-31", "  by: 2027-02-30", "wrong-value", "2027-02-30"),
    ("    time: 0.5", "    time: 0,5", "wrong-value", "0,5"),
    ("    decides: after-seeing", "    decides: after-seeing\n    colour: red", "unknown-key", "colour"),
    ("core: yes", "core: perhaps", "wrong-value", "perhaps"),
    ("    end: 2027-01-31", "    end: January", "wrong-value", "January"),
    ("    purpose: technical", "    purpose: tecnical", "unknown-word", "tecnical"),
    ("    due: 2026-09-15", "    due: 15.9.2026", "wrong-value", "15.9.2026"),
    ("    likelihood: medium", "    likelihood: *medium", "yaml-feature-not-allowed", "*medium"),
    ("      reviewed: 2026-03-20", "      reviewed: 2026-03-20\n      reviewed: 2026-04-20", "duplicate-key", None),
]


def test_ten_mistakes_give_ten_findings_in_one_run(folder: Path) -> None:
    text = str(SOUND[PLAN])
    for old, new, _, _ in TEN:
        assert text.count(old) == 1
        text = text.replace(old, new)

    findings = caused_by(folder, {PLAN: text})

    expected = [(slug, *place_of(text, mark or "reviewed: 2026-04-20")) for _, _, slug, mark in TEN]
    assert [(slug, line, column) for slug, _, line, column in brief(findings)] == sorted(expected, key=lambda e: e[1])


def test_several_syntax_errors_are_told_with_the_mistakes_above_them(folder: Path) -> None:
    text = str(SOUND[PLAN])
    for old, new in {"stage: launch": "stage: lunch", "for: Adult": "for: a: b", "what: Leads": "what: @Leads"}.items():
        text = text.replace(old, new)

    findings = caused_by(folder, {PLAN: text})

    assert [(each.slug, each.location.line) for each in findings] == [
        ("unknown-word", 3),
        ("unreadable-yaml", 8),
        ("unreadable-yaml", text[: text.index("@Leads")].count("\n") + 1),
    ]


def test_sound_plan_has_no_problem_of_files(folder: Path) -> None:
    loaded = load_plan(write(folder, SOUND))

    assert loaded.problems == []
    assert loaded.tables == 3
    assert isinstance(loaded.plan, Plan)
    assert [site.id for site in loaded.plan.sites] == ["ash", "elm"]


def test_wrong_value_does_not_count_as_missing(folder: Path) -> None:
    wrong = findings_in(folder, {**SOUND, **edited("  by: 2027-03-31", "  by: soon")})
    absent = findings_in(folder, {**SOUND, **edited("  by: 2027-03-31\n", "")})

    assert "aim-incomplete" not in {each.slug for each in wrong}
    assert "aim-incomplete" in {each.slug for each in absent}


def test_places_stay_right_where_items_of_lists_had_to_be_left_out(folder: Path) -> None:
    items = [
        "- {purpose: 1}",
        "- {audience: nobody, purpose: awareness}",
        "- 7",
        "- {audience: no-one, purpose: technical}",
    ]
    old = str(SOUND[PLAN]).partition("communication:\n")[2].partition("measures:")[0]

    findings = caused_by(folder, edited(old, "".join(f"  {item}\n" for item in items)))

    first = str(SOUND[PLAN])[: str(SOUND[PLAN]).index(old)].count("\n") + 1
    (dangling,) = [each for each in findings if "audience" in each.message and each.slug == "unknown-reference"]
    assert [place.line for place in dangling.places] == [first + 1, first + 3]
    assert [route[:2] for route in dangling.routes] == [("communication", 1), ("communication", 3)]


def test_places_stay_right_where_rows_of_tables_had_to_be_left_out(folder: Path) -> None:
    rows = [
        "2026-13-01,ash,huddle,aware",
        "",
        "2026-05-01,ash,nothing,aware",
        "x,elm,huddle,aware",
        "2026-06-01,elm,none,aware",
    ]
    table = "\n".join(["date,site,change,stage", *rows, ""])

    findings = caused_by(folder, {ADOPTION: table})

    own = [each for each in findings if each.location.file == ADOPTION]
    places = sorted((place.line, place.column) for each in own for place in each.places or (each.location,))
    assert places == [(2, 1), (4, 16), (5, 1), (6, 16)]


@pytest.mark.parametrize(
    "changed",
    [
        edited("stage: launch", "stage: launch\nx-own: {a: [1, {b: c}]}"),
        edited("    time: 0.5", "    time: 0.5\n    x-phone: 1234"),
        edited("core: yes}", "core: yes, x-colour: green}"),
        edited("people:\n", "people:\n  x-note: kept by J. Lind\n"),
        edited("      level: good", "      level: good\n      x-minutes: 2026-03"),
        {SITES: "id,name,wave,x-beds\nash,Ash Ward,wave-1,24\nelm,Elm Ward,wave-1,\n"},
    ],
    ids=lambda changed: next(iter(changed.values()))[-40:],
)
def test_keys_and_columns_that_begin_with_x_are_free(changed: Files, folder: Path) -> None:
    assert caused_by(folder, changed) == []


@pytest.mark.parametrize(
    "empty", ["aim", "people", "package", "sites", "waves", "communication", "measures", "adoption"]
)
@pytest.mark.parametrize("written", ["", " ~", " null"])
def test_section_left_empty_is_as_if_it_were_not_there(empty: str, written: str, folder: Path) -> None:
    text = f"schema: spreadkit/plan@1\ntitle: T\nstage: prepare\n{empty}:{written}\n"

    findings = findings_in(folder, {PLAN: text})
    without = findings_in(folder, {PLAN: text.replace(f"{empty}:{written}\n", "")})

    assert {(each.slug, each.message) for each in findings} == {(each.slug, each.message) for each in without}


# ---- files of their own ----------------------------------------------------------------------------------------------

OWN_ANSWERS = {
    **edited(str(SOUND[PLAN]).partition("answers:\n")[2], "  tiny: answers/tiny.yaml\n"),
    "answers/tiny.yaml": "leadership.sponsor:\n  level: good\n  because: Named in the charter\n  reviewed: 2026-03-20\n"
    "leadership.local-leads:\n  level: unknown\n",
}


def test_answers_can_stand_in_a_file_of_their_own(folder: Path) -> None:
    assert caused_by(folder, OWN_ANSWERS) == []


@pytest.mark.parametrize(
    ("old", "new", "slug", "line", "column"),
    [
        ("2026-03-20", "20.3.2026", "wrong-value", 4, 13),
        ("  because", "  becuase", "unknown-key", 3, 3),
        ("level: unknown", "level: *same", "yaml-feature-not-allowed", 6, 10),
        ("level: good", "level: goood", "unknown-level", 2, 10),
        ("level: good", "level: a: b", "unreadable-yaml", 2, 11),
    ],
)
def test_mistake_in_an_answers_file_is_shown_there(  # noqa: PLR0913, PLR0917 - one case
    old: str, new: str, slug: str, line: int, column: int, folder: Path
) -> None:
    answers = {**OWN_ANSWERS, "answers/tiny.yaml": OWN_ANSWERS["answers/tiny.yaml"].replace(old, new)}

    findings = caused_by(folder, answers)

    assert (slug, "answers/tiny.yaml", line, column) in brief(findings)
    assert {each.location.file for each in findings if each.code < "SK100"} <= {"answers/tiny.yaml"}


@pytest.mark.parametrize("content", ["- a\n", "words\n"])
def test_answers_file_that_holds_no_answers_is_told_of(content: str, folder: Path) -> None:
    findings = caused_by(folder, {**OWN_ANSWERS, "answers/tiny.yaml": content})

    assert [each.location.file for each in findings if each.code < "SK100"] == ["answers/tiny.yaml"]


@pytest.mark.parametrize(
    "name", ["../sites.csv", "/etc/hostname", "a/../../sites.csv", "linked.csv", "linked/sites.csv", "..\\sites.csv"]
)
def test_table_outside_of_the_repository_is_refused(name: str, folder: Path) -> None:
    inside = folder / "project"
    write(folder, {SITES: SOUND[SITES]})
    inside.mkdir()
    (inside / "linked.csv").symlink_to(folder / SITES)
    (inside / "linked").symlink_to(folder)

    findings = caused_by(inside, edited("sites: sites.csv", f"sites: {name}"))

    slug = "wrong-value" if "\\" in name else "path-escape"
    assert [each.slug for each in findings if each.code < "SK100" or each.slug == "path-escape"] == [slug]
    assert findings[0].location.line == place_of(str(SOUND[PLAN]), "sites: sites.csv")[0]


def test_table_elsewhere_in_the_repository_is_read(folder: Path) -> None:
    (folder / ".git").mkdir()
    write(folder, {SITES: SOUND[SITES]})

    findings = caused_by(folder / "project", edited("sites: sites.csv", "sites: ../sites.csv"))

    assert findings == []


@pytest.mark.parametrize("name", ["data", "x" * 300, "a\0b", "sites.csv/x"])
def test_name_that_is_no_file_is_told_of(name: str, folder: Path) -> None:
    quoted = '"' + name.replace("\0", "\\0") + '"'

    findings = caused_by(folder, edited("sites: sites.csv", f"sites: {quoted}"))

    slug = "wrong-value" if "\0" in name else "unreadable-file"
    assert [each.slug for each in findings if each.code < "SK100"] == [slug]


# ---- the whole file --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file is empty"),
        ("# nothing yet\n", 1, "the file is empty"),
        ("- a\n- b\n", 1, "the file holds no keys"),
        ("Huddles for all\n", 1, "the file holds no keys"),
        ("title: T\n", 1, 'add "schema: spreadkit/plan@1"'),
        ("title: T\nschema:\n", 2, 'add "schema: spreadkit/plan@1"'),
        ("title: T\nschema: spreadkit/plan@2\n", 2, "update spreadkit"),
        ("title: T\nschema: plan\n", 2, 'write "spreadkit/plan@1"'),
        ("title: T\nschema: [spreadkit/plan@1]\n", 2, 'write "spreadkit/plan@1"'),
        (TINY.read_text(encoding="utf-8"), 2, "spreadkit/framework@1"),
    ],
)
def test_file_that_is_no_plan_of_this_version_is_told_once(text: str, line: int, words: str, folder: Path) -> None:
    findings = findings_in(folder, {PLAN: text})

    problems = [each for each in findings if each.code < "SK100"]
    assert [(each.slug, each.location.line) for each in problems] == [("unknown-format", line)]
    assert words in problems[0].message


def test_plan_without_a_schema_line_is_judged_all_the_same(folder: Path) -> None:
    findings = findings_in(folder, {**SOUND, **edited("schema: spreadkit/plan@1\n", "")})
    wrong = findings_in(folder, {**SOUND, PLAN: str(SOUND[PLAN]).replace("plan@1", "plan@9").replace("4.0", "4,0")})

    assert "unknown-format" in {each.slug for each in findings}
    assert {"unknown-format", "wrong-value"} <= {each.slug for each in wrong}


@pytest.mark.parametrize("text", ["", "- a\n", "title: T\n", "schema: spreadkit/framework@2\n", str(SOUND[PLAN])])
def test_file_that_is_no_framework_of_this_version_is_told_of(text: str, folder: Path) -> None:
    findings = framework_findings(folder, text)

    assert "unknown-format" in {each.slug for each in findings}


@pytest.mark.parametrize(
    ("old", "new", "slug", "mark"),
    [
        ("    good: {value: 2", "    good: {value: two", "wrong-value", "two"),
        ("        need: may", "        need: might", "unknown-word", "might"),
        ("        fresh-for: 90", "        fresh-for: soon", "wrong-value", "soon"),
        ("        fresh-for: 90", "        fresh-for: 0", "wrong-value", "0\n  communication"),
        ("        fresh-for: 90", "        fresh_for: 90", "unknown-key", "fresh_for"),
        ("wording: own", "wording: mine", "unknown-word", "mine"),
        ("  leadership:\n", "  Leadership:\n", "bad-id", "Leadership:\n"),
    ],
)
def test_mistake_in_a_framework_is_told_at_its_place(old: str, new: str, slug: str, mark: str, folder: Path) -> None:
    text = TINY.read_text(encoding="utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)

    findings = framework_findings(folder, text)

    assert (slug, "frameworks/tiny.yaml", *place_of(text, mark)) in brief(findings)


def test_sound_framework_is_loaded(folder: Path) -> None:
    loaded = load_framework(TINY)

    assert isinstance(loaded.framework, Framework)
    assert [each for each in framework_findings(folder, TINY.read_bytes()) if each.severity is Severity.ERROR] == []


@pytest.mark.usefixtures("folder")
def test_display_name_of_a_file_elsewhere_is_its_whole_path(tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    loaded = load_plan(write(elsewhere, SOUND))

    assert loaded.source.name == (elsewhere / PLAN).as_posix()

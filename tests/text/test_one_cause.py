"""One cause is one finding: in tables, in names of people and in frameworks; with all its places."""

from datetime import date
from pathlib import Path

import pytest

import spreadkit
from spreadkit.model.finding import Finding

HEAD = """\
schema: spreadkit/plan@1
title: Huddles
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
people:
  sponsor: {name: R. Okafor, role: executive-sponsor}
  jl: {name: J. Lind}
sites: sites.csv
adoption: adoption.csv
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, count: n, per: d, site: site}
"""
FILES = {
    "spread-plan.yaml": HEAD,
    "sites.csv": "id,name,lead\nash,Ash Ward,jl\nelm,Elm Ward,jl\n",
    "adoption.csv": "date,site,change,stage\n2026-01-05,ash,huddle,testing\n",
    "falls.csv": "date,site,n,d\n2026-01-01,ash,3,500\n",
}
READING = {
    "unknown-key",
    "wrong-value",
    "bad-id",
    "unknown-word",
    "missing-key",
    "unknown-person",
    "unknown-site",
    "unknown-reference",
}


def found(folder: Path, **files: str) -> list[Finding]:
    names = {"plan": "spread-plan.yaml", **{name: f"{name}.csv" for name in ("sites", "adoption", "falls")}}
    for name, text in {**FILES, **{names[name]: text for name, text in files.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = spreadkit.check([folder], as_of=date(2026, 6, 30))
    return [finding for finding in result.findings if finding.slug in READING]


def brief(findings: list[Finding]) -> list[tuple[str, int, int, str, int]]:
    return [
        (finding.location.name, finding.location.line, finding.location.column, finding.message, len(finding.places))
        for finding in findings
    ]


def test_288_dates_of_one_column_are_one_finding(folder: Path) -> None:
    rows = "".join(f"{1 + index % 4:02}/{1 + index % 12:02}/2025,ash,3,500\n" for index in range(288))

    (finding,) = found(folder, falls=f"date,site,n,d\n{rows}")

    assert brief([finding]) == [
        (
            "falls.csv",
            2,
            1,
            (
                '288 rows of "date" are not dates, such as "01/01/2025" (24), "02/02/2025" (24), "03/03/2025" (24) and '
                "9 more: it can be day, month, year or month, day, year; write year-month-day, such as 2026-03-31; if "
                'the day comes first, add the line "dates: day-first" to the plan; if the month comes first, add the '
                'line "dates: month-first" to the plan'
            ),
            288,
        )
    ]
    assert [place.line for place in finding.places] == list(range(2, 290))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            ["25*", "30", "26*"],
            (
                '2 rows of "n" do not fit: "25*", "26*"; the first: "25*" has a mark behind the number; write 25, and '
                "the note elsewhere"
            ),
        ),
        (["<5", "<5", "7"], '"<5" is a limit, not a number; leave it empty, which counts as missing (in 2 rows)'),
    ],
)
def test_marks_of_one_kind_are_one_finding(folder: Path, cells: list[str], message: str) -> None:
    rows = "".join(f"2026-0{month}-01,ash,{cell},500\n" for month, cell in enumerate(cells, start=1))

    assert brief(found(folder, falls=f"date,site,n,d\n{rows}")) == [("falls.csv", 2, 16, message, 2)]


def test_points_of_two_meanings_are_told_once_for_the_column(folder: Path) -> None:
    rows = "".join(f"2026-0{month}-01;ash;3;1.{month}00\n" for month in range(1, 5))

    assert brief(found(folder, falls=f"date;site;n;d\n{rows}")) == [
        (
            "falls.csv",
            2,
            18,
            (
                '4 rows of "d" can be read in two ways, such as "1.100", "1.200", "1.300" and 1 more: "1.100" can be '
                "read as 1100 and as 1.1; write the number without a point"
            ),
            4,
        )
    ]


def test_numbers_of_a_file_with_semicolons_have_decimal_commas(folder: Path) -> None:
    assert found(folder, falls="date;site;n;d\n2026-01-01;ash;3;1.250,5\n2026-02-01;ash;4;1.300\n") == []
    points = spreadkit.open_plan(folder, as_of=date(2026, 6, 30)).subject.plan.measures["falls"].data

    assert points is not None
    assert [str(point.per) for point in points.points] == ["1250.5", "1300"]


def test_a_name_in_place_of_an_id_is_told_with_the_id(folder: Path) -> None:
    plan = HEAD + "actions:\n  a: {do: Ask, owner: R. Okafor}\n  b: {do: Ask, owner: okafor}\n"
    adoption = "date,site,change,stage\n" + "2026-01-05,Elm Ward,huddle,testing\n" * 3

    messages = {finding.message for finding in found(folder, plan=plan, adoption=adoption)}

    assert messages == {
        '"R. Okafor" is the name of the person "sponsor"; write the id: sponsor',
        '"okafor" is not among the people (did you mean "sponsor", R. Okafor?)',
        '"Elm Ward" is the name of the site "elm"; write the id: elm (in 3 rows)',
    }


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("owner: 'jl, sponsor'", '"jl, sponsor" are two ids; only one fits here'),
        ("messenger: jl sponsor", '"jl sponsor" are two ids; write a list: [jl, sponsor]'),
        ("messenger: jl and sponsor", '"jl and sponsor" are two ids; write a list: [jl, sponsor]'),
    ],
)
def test_two_ids_in_one_text_are_told(folder: Path, keys: str, says: str) -> None:
    plan = HEAD + f"communication:\n  - {{audience: all, purpose: awareness, message: So, {keys}}}\n"
    if keys.startswith("owner"):
        plan = HEAD + f"actions:\n  a: {{do: Ask, {keys}}}\n"

    assert [finding.message for finding in found(folder, plan=plan)] == [says]


def test_nine_people_who_are_missing_are_one_finding(folder: Path) -> None:
    actions = "".join(f"  a{index}: {{do: Ask, owner: {9 * chr(97 + index)}}}\n" for index in range(9))

    (finding,) = found(folder, plan=f"{HEAD}actions:\n{actions}")

    assert finding.message == (
        '"aaaaaaaaa", "bbbbbbbbb", "ccccccccc" and 6 more are not among the people (at 9 places); add them under people'
    )
    assert [place.line for place in finding.places] == list(range(16, 25))


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff"])
def test_a_sign_that_cannot_be_seen_is_named_in_an_id(folder: Path, sign: str) -> None:
    adoption = f"date,site,change,stage\n2026-01-05,ash{sign},huddle,testing\n"

    (finding,) = found(folder, adoption=adoption)

    assert "cannot be seen" in finding.message
    assert f"U+{ord(sign):04X}" in finding.message


def test_a_slip_in_one_part_hides_nothing_of_the_others(folder: Path) -> None:
    plan = HEAD.replace("title: Huddles\n", "title: Huddles\nrisks:\n  r: {title: T}\n  s:impact\n")
    plan += "actions:\n  a: {do: Ask, due: 31.12.2026}\n"

    messages = [finding.message for finding in found(folder, plan=plan, falls="date,site,n,d\n2026-02-30,ash,1,2\n")]

    assert messages == [
        '"31.12.2026" is not a date: it looks like day, month, year; write 2026-12-31',
        'the calendar has no day "2026-02-30"; correct the month or the day',
    ]


def test_an_ignore_takes_a_code(folder: Path) -> None:
    ignore = "ignore: [{rule: SK401, because: In August, by: jl, until: 2026-12-31}]\n"

    assert found(folder, plan=f"{HEAD}{ignore}actions: {{a: {{do: Ask, owner: zz-top}}}}\n") == []
    slugs = {finding.slug for finding in spreadkit.check([folder], as_of=date(2026, 6, 30)).findings}
    assert "unused-ignore" not in slugs


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("risks:\n  r:\n    impact:medium\n", 'write a colon and a blank behind the key: "impact: medium"'),
        (
            "actions:\n  a: {do: Ask, state:planned}\n",
            'write a colon and a blank behind the key: "state: planned"',
        ),
        ("actions:\n  a: {do: Ask, owner: “jl”}\n", '"“jl”" has quotes of a word processor; write jl alone'),
        ("reviews:\n  -one\n  -two\n", "put a blank after each dash of the list"),
        (
            "actions:\n  a:\n    do: Ask\n    due: 2026-12-31\n      owner jl\n",
            (
                '"2026-12-31 owner jl" is not a date; write year-month-day, such as 2026-03-31 (it runs on to line 19; '
                "indent that line like its neighbours)"
            ),
        ),
    ],
)
def test_what_was_mistyped_is_named(folder: Path, keys: str, says: str) -> None:
    assert says in [finding.message for finding in found(folder, plan=HEAD + keys)]

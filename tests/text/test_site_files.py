"""One small file for each site is the same as one table for all; and rows of both are typed alike."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.loader import load_plan
from spreadkit.loading.rows import RowReader
from spreadkit.model.adoption import AdoptionEvent

Files = Mapping[str, str]

PLAN = """\
schema: spreadkit/plan@1
title: Huddles
adoption: {adoption}
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    data: {{file: {falls}, date: month, count: falls, per: days, site: site}}
"""

ONE_TABLE: Files = {
    "adoption.csv": "date,site,change,stage\n2026-01-05,ash,huddle,testing\n2026-02-02,elm,huddle,implemented\n",
    "falls.csv": "month,site,falls,days\n2026-01-01,ash,3,500\n2026-01-01,elm,1,400\n",
}
A_FILE_A_SITE: Files = {
    "sites/ash/adoption.csv": "date,change,stage\n2026-01-05,huddle,testing\n",
    "sites/elm/adoption.csv": "date,site,change,stage\n2026-02-02,elm,huddle,implemented\n",
    "sites/ash/falls.csv": "month,falls,days\n2026-01-01,3,500\n",
    "sites/elm/falls.csv": "month,site,falls,days\n2026-01-01,,1,400\n",
}


def load(folder: Path, files: Files, *, adoption: str, falls: str) -> LoadedPlan:
    folder.mkdir(exist_ok=True)
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "spread-plan.yaml").write_text(PLAN.format(adoption=adoption, falls=falls), encoding="utf-8")
    return load_plan(folder / "spread-plan.yaml")


def by_site(folder: Path, files: Files = A_FILE_A_SITE) -> LoadedPlan:
    return load(folder, files, adoption="sites/*/adoption.csv", falls="sites/*/falls.csv")


def test_a_file_for_each_site_gives_the_same_as_one_table(tmp_path: Path) -> None:
    one = load(tmp_path / "one", ONE_TABLE, adoption="adoption.csv", falls="falls.csv")

    many = by_site(tmp_path / "many")

    assert one.problems == many.problems == []
    assert one.plan is not None
    assert many.plan is not None
    assert one.plan.adoption == many.plan.adoption
    assert len(many.plan.adoption) == 2
    assert one.plan.measures["falls"].data is not None
    assert many.plan.measures["falls"].data is not None
    assert one.plan.measures["falls"].data.points == many.plan.measures["falls"].data.points


def test_several_tables_make_up_one(tmp_path: Path) -> None:
    files = {**ONE_TABLE, **A_FILE_A_SITE}

    loaded = load(tmp_path, files, adoption="[adoption.csv, sites/*/adoption.csv]", falls="[falls.csv]")

    assert loaded.problems == []
    assert loaded.plan is not None
    assert [event.site for event in loaded.plan.adoption] == ["ash", "elm", "ash", "elm"]


def test_a_cell_that_does_not_fit_is_shown_in_the_file_of_its_site(tmp_path: Path) -> None:
    wrong = {**A_FILE_A_SITE, "sites/elm/adoption.csv": "date,change,stage\n2026-02-02,huddle,doing\n"}

    loaded = by_site(tmp_path, wrong)

    (problem,) = loaded.problems
    assert problem.slug == "unknown-word"
    assert problem.location.file.endswith("sites/elm/adoption.csv")
    assert (problem.location.line, problem.location.column) == (2, 19)


def test_a_row_about_another_site_is_told_of(tmp_path: Path) -> None:
    wrong = {**A_FILE_A_SITE, "sites/elm/adoption.csv": "date,site,change,stage\n2026-02-02,ash,huddle,testing\n"}

    loaded = by_site(tmp_path, wrong)

    (problem,) = loaded.problems
    assert 'this row is about "ash", but its file is that of "elm"' in problem.message
    assert problem.location.file.endswith("sites/elm/adoption.csv")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("places/*/adoption.csv", "no file fits"),
        ("sites/*/*.csv", "one * in place of the id"),
        ("../*/adoption.csv", "one * in place of the id"),
        ("/sites/*/adoption.csv", "one * in place of the id"),
    ],
)
def test_a_path_that_fits_no_file_is_told_at_its_place(path: str, words: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, A_FILE_A_SITE, adoption=f'"{path}"', falls="sites/*/falls.csv")

    (problem,) = loaded.problems
    assert words in problem.message
    assert problem.location.line == 3


def test_a_file_that_leads_outside_of_the_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("date,change,stage\n", encoding="utf-8")
    (tmp_path / "plan" / "sites" / "oak").mkdir(parents=True)
    (tmp_path / "plan" / "sites" / "oak" / "adoption.csv").symlink_to(tmp_path / "elsewhere.csv")

    loaded = by_site(tmp_path / "plan")

    assert [problem.slug for problem in loaded.problems] == ["path-escape"]


def test_of_very_many_rows_that_do_not_fit_the_first_are_told_and_places_stay_right(tmp_path: Path) -> None:
    rows = ["2026-01-05,ash,huddle,doing"] * 500 + ["2026-01-05,ash,huddle,testing", "2026-13-05,elm,huddle,testing"]
    table = {**ONE_TABLE, "adoption.csv": "\n".join(["date,site,change,stage", *rows])}

    loaded = load(tmp_path, table, adoption="adoption.csv", falls="falls.csv")

    assert [len(problem.places) for problem in loaded.problems] == [500, 0]
    assert loaded.problems[0].message.endswith("(in 500 rows)")
    assert loaded.plan is not None
    assert len(loaded.plan.adoption) == 1
    assert loaded.locate(("adoption", 0)).line == 502
    assert loaded.is_lost(("adoption", 0, "stage"))


WORDS = ("", "2026-01-05", "2026-02-30", "ash", "Ash", "testing", "tested", "too-expensive", "a b", "1,5")
cells = st.sampled_from(WORDS)


@given(st.lists(st.fixed_dictionaries({each.name: cells for each in fields(AdoptionEvent)}), max_size=6))
def test_rows_read_by_column_are_what_pydantic_makes_of_each(rows: list[dict[str, str]]) -> None:
    adapter = TypeAdapter(AdoptionEvent)
    columns = {each.name: [row[each.name] for row in rows] for each in fields(AdoptionEvent)}

    read = RowReader(AdoptionEvent).read(columns, len(rows))

    for row, got in zip(rows, read, strict=True):
        bare = {name: cell for name, cell in row.items() if cell}
        expected: Any
        try:
            expected = adapter.validate_python(bare)
        except ValidationError:
            expected = bare
        assert got == expected

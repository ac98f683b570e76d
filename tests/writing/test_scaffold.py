"""What `init` writes: a plan with every question in it, which checks without errors and reads back as it was given."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.checking.run import check_plan
from spreadkit.framework.question import questions_of
from spreadkit.library.frameworks import Library
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Framework
from spreadkit.reading.source import parse_source
from spreadkit.writing.scaffold import FollowedFramework, StarterPlan, as_yaml, plan_text, starter_files

AWKWARD = [
    *(
        "A: b",
        "#1 in safety",
        "no",
        "Yes",
        "unknown",
        "null",
        "~",
        "1.10",
        "2026-01-01",
        "'quoted'",
        '"double"',
        "- a",
        "[a]",
    ),
    *(
        "{a}",
        "*a",
        "&a",
        "!a",
        "a # b",
        "a:",
        "@a",
        "%a",
        "`a`",
        "é😀",
        "back\\slash",
        " spaces ",
        "two\nlines",
        "tab\there",
    ),
    *("@title@", "@answers@", "O'Neil", "<b>", "a\u2028b", "\x85", "\x1b[31m", "<<", "=", "?", "-"),
]


@pytest.fixture(scope="module")
def frameworks() -> list[Framework]:
    return [loaded.framework for loaded in Library().all() if loaded.framework]


def follow(frameworks: list[Framework]) -> list[FollowedFramework]:
    return [FollowedFramework(each) for each in frameworks]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_reads_back_the_same(text: str) -> None:
    source = parse_source(f"key: {as_yaml(text)}\n".encode(), "f")

    assert source.problems == []
    assert source.data == {"key": text}


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(bool))
def test_any_text_reads_back_the_same(text: str) -> None:
    source = parse_source(f"a:\n  key: {as_yaml(text)}\nb: 1\n".encode(), "f")

    assert source.problems == []
    assert source.data == {"a": {"key": text}, "b": "1"}


@pytest.mark.parametrize("title", AWKWARD)
def test_plan_holds_what_it_was_begun_with(title: str, frameworks: list[Framework]) -> None:
    source = parse_source(
        plan_text(StarterPlan(title, follow(frameworks[:1]), sponsor=title, agent=None)).encode(), "f"
    )

    assert source.problems == []
    assert source.data["title"] == title
    assert source.data["people"] == {"sponsor": {"name": title, "role": "executive-sponsor"}}


def test_stubs_stand_in_framework_order_with_their_questions(frameworks: list[Framework]) -> None:
    text = plan_text(StarterPlan("T", follow(frameworks)))

    for framework in frameworks:
        part = text[text.index(f"\n  {framework.id}:\n") :]
        at = 0
        for question in questions_of(framework):
            asked, stub = part.index(question.ask.split()[0], at), part.index(f"\n    {question.id}:\n", at)
            assert at <= asked < stub
            at = stub
    assert "level: good" not in text


def test_stub_says_what_each_level_looks_like(frameworks: list[Framework]) -> None:
    text = " ".join(plan_text(StarterPlan("T", follow(frameworks))).replace("#", " ").split())

    for framework in frameworks:
        for question in questions_of(framework):
            for level, words in question.criterion.levels.items():
                assert f"{level}: {' '.join(words.split())}" in text, question.id


def test_same_start_gives_the_same_bytes(frameworks: list[Framework]) -> None:
    one, other = (starter_files(StarterPlan("T", follow(frameworks), "S", "A"), "{}") for _ in range(2))

    assert one == other
    assert {"spread-plan.yaml", "sites.csv", "adoption.csv", ".gitattributes"} <= set(one)


def test_plan_names_its_schema_for_editors_in_the_first_line(frameworks: list[Framework]) -> None:
    files = starter_files(StarterPlan("T", follow(frameworks)), "{}")

    first = files["spread-plan.yaml"].partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert first.partition("$schema=")[2] in files


FILES_OF_EXAMPLES = {"evidence-file-missing"}
"""What is found of examples because the files that they name are examples too."""


def test_uncommented_examples_are_valid(frameworks: list[Framework], tmp_path: Path) -> None:
    """Taking the # away from every example gives a plan whose shape is right."""
    from spreadkit.loading.loader import load_plan

    lines = []
    for line in plan_text(StarterPlan("T", follow(frameworks))).partition("\nanswers:\n")[0].split("\n"):
        bare = line.removeprefix("  # ")
        is_example = line.startswith(("  # ", "    # "))
        lines.append(line.replace("# ", "", 1) if is_example and bare else line)
    path = tmp_path / "spread-plan.yaml"
    path.write_text("\n".join(lines) + "\n")
    for name in ("sites.csv", "adoption.csv"):
        (tmp_path / name).write_text(starter_files(StarterPlan("T", []), "{}")[name])
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "falls.csv").write_text("month,falls,bed_days,site\n")

    loaded = load_plan(path)
    errors = [f for f in check_plan(loaded, date(2026, 11, 30)) if f.severity is Severity.ERROR]

    assert [(each.location.line, each.message) for each in loaded.problems] == []
    assert [(finding.slug, finding.message) for finding in errors if finding.slug not in FILES_OF_EXAMPLES] == []
    hats = [f for f in check_plan(loaded, date(2026, 11, 30)) if f.slug == "one-person-many-hats"]
    assert hats == []


def test_plan_text_is_plain_yaml_for_other_tools(frameworks: list[Framework]) -> None:
    data = yaml.safe_load(plan_text(StarterPlan("T", follow(frameworks), "S", "A")))

    assert data["schema"] == "spreadkit/plan@1"
    assert set(data["answers"]) == {framework.id for framework in frameworks}


@pytest.mark.parametrize("name", ["adoption.csv", "data/falls.csv", "sites/ash/adoption.csv", "sites/ash/falls.csv"])
def test_rows_that_two_people_add_are_both_kept_when_git_joins_them(name: str, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=tmp_path, check=True)

    def add(row: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(row)
        git("add", ".")
        git("commit", "--quiet", "--message", "rows")

    (tmp_path / ".gitattributes").write_text(
        starter_files(StarterPlan("T", []), "{}")[".gitattributes"], encoding="utf-8"
    )
    git("init", "--quiet", "--initial-branch", "main")
    add("date,x\n")
    git("switch", "--quiet", "--create", "theirs")
    add("2026-01-02,theirs\n")
    git("switch", "--quiet", "main")
    add("2026-01-01,ours\n")

    git("merge", "--quiet", "--message", "both", "theirs")

    assert (tmp_path / name).read_text(encoding="utf-8") == "date,x\n2026-01-01,ours\n2026-01-02,theirs\n"

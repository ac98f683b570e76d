"""The frameworks that come with spreadkit: each is sound, and the code knows none of them."""

import ast
from pathlib import Path

import pytest

import spreadkit
from spreadkit.checking.run import check_framework
from spreadkit.framework.question import questions_of
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Framework
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.rules._registry import all_rules

FILES = sorted(path for path in builtin_frameworks().glob("*.yaml") if "framework@" in path.read_text("utf-8")[:2000])
SOURCE = Path(spreadkit.__file__).parent

HELP_NAMES = frozenset({"EXAMPLE", "PASSES", "FAILS", "help", "epilog"})
"""Where a framework may be named in code: examples and help, which must name one."""


def framework_of(path: Path) -> Framework:
    framework = load_framework(path).framework
    assert framework is not None
    return framework


def test_frameworks_are_found() -> None:
    assert "ihi-spread" in {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_framework_has_no_findings_and_the_name_of_its_file(path: Path) -> None:
    loaded = load_framework(path)

    assert [(each.slug, each.message) for each in check_framework(loaded)] == []
    assert loaded.framework is not None
    assert loaded.framework.id == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_framework_names_is_there(path: Path) -> None:
    framework = framework_of(path)

    phases = {phase.id for phase in framework.phases}
    assert {gate.before for gate in framework.gates.values()} <= phases
    for question in questions_of(framework):
        criterion, levels = question.criterion, question.levels
        assert {*criterion.levels} <= {*levels}, question.id
        assert not levels or criterion.at_least is None or criterion.at_least in levels, question.id
        assert criterion.gate is None or criterion.gate in framework.gates, question.id
        assert {*criterion.sources} <= {*framework.sources}, question.id
        assert {*criterion.verified_by} <= {*all_rules()}, question.id
        assert question.id.startswith(f"{question.component}."), question.id
    named = {name for example in framework.examples for name in example.answers} - {"all"}
    assert named <= {question.id for question in questions_of(framework)}


def test_ids_of_criteria_are_never_used_twice() -> None:
    for path in FILES:
        ids = [question.id for question in questions_of(framework_of(path))]

        assert len(ids) == len(set(ids))


def test_framework_for_spread_is_whole() -> None:
    framework = framework_of(builtin_frameworks() / "ihi-spread.yaml")

    published = [
        *("leadership", "set-up", "better-ideas", "communication", "social-system"),
        *("knowledge-management", "measure"),
    ]
    assert sorted(framework.components) == sorted([*published, "aim", "embed"])
    assert len(questions_of(framework)) == 68
    assert framework.edition == "2006.2"
    assert framework.wording == "own"
    assert framework.examples


def test_framework_for_spread_says_what_every_level_looks_like() -> None:
    framework = framework_of(builtin_frameworks() / "ihi-spread.yaml")

    for question in questions_of(framework):
        criterion = question.criterion
        assert {*criterion.levels} == {*question.levels}, question.id
        assert criterion.evidence, question.id
        assert criterion.sources or criterion.basis != "sourced", question.id


def named_in_code(tree: ast.Module, ids: set[str]) -> list[tuple[int, str]]:
    """Return the texts in a module that name a framework: not docstrings, examples or help."""
    exempt: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            exempt |= {id(each) for each in ast.walk(node.value)} if isinstance(node.value, ast.Constant) else set()
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        name = target.id if isinstance(target, ast.Name) else node.arg if isinstance(node, ast.keyword) else None
        if name in HELP_NAMES:
            exempt |= {id(each) for each in ast.walk(node)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in exempt
        and any(name in node.value for name in ids)
    ]


def test_code_names_no_framework() -> None:
    ids = {path.stem for path in FILES}
    sources = sorted(SOURCE.rglob("*.py"))

    named = {path.name: found for path in sources if (found := named_in_code(ast.parse(path.read_text("utf-8")), ids))}

    assert len(sources) >= 60
    assert named == {}


def test_framework_named_in_code_is_seen() -> None:
    planted = ast.parse(
        '"""About ihi-spread."""\nEXAMPLE: Final = "ihi-spread"\nf(help="ihi-spread")\nif x == "ihi-spread": pass'
    )

    assert named_in_code(planted, {"ihi-spread"}) == [(4, "ihi-spread")]

"""Pages, example reports and the gallery of messages are what the code makes of them now."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import spreadkit
from spreadkit.formats import markdown
from spreadkit.library.frameworks import Library, is_framework_name
from spreadkit.rules._registry import families

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "docs"))

import generate  # noqa: E402 - docs/ is not a package

MADE = generate.generated()
GOING_ON = ("north-network-huddles", "westmoor-early-mobilisation")
"""The examples of a spread that has not ended: they have something to ask for."""


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.relative_to(TOP).as_posix())
def test_generated_file_is_fresh(path: Path) -> None:
    assert path.read_bytes() == MADE[path]().encode(), "run: python docs/generate.py"


def test_every_kind_of_file_is_made() -> None:
    names = {path.name for path in MADE}
    sheets = {f"{framework}.md" for framework in spreadkit.framework_ids(TOP)}

    assert names == {
        *("report.html", "report.md", "expected.txt"),
        *(f"{family.name}.md" for family in families()),
        *("which-framework.md", "privacy.md", "verdicts.md", "README.md", *sheets),
    }
    assert {path.parent.name for path in MADE if path.match("examples/*/report.md")} == set(generate.EXAMPLES)
    assert [path.parent.name for path in MADE if path.suffix == ".html"] == ["north-network-huddles"]
    assert len(sheets) >= 5
    assert len(generate.broken_examples()) >= 12


@pytest.mark.parametrize("folder", generate.broken_examples(), ids=lambda folder: folder.name)
def test_broken_example_says_one_thing(folder: Path) -> None:
    said = generate.said_of(folder).splitlines()[-1].partition(": ")[2]

    assert said in ({"1 error and 1 warning"} if folder.name == "claim-against-plan" else {"1 error", "1 warning"})


def test_every_fit_that_a_framework_states_is_on_the_page() -> None:
    page = MADE[TOP / "docs" / "which-framework.md"]()

    said = [suits for loaded in Library().all() if loaded.framework for suits in loaded.framework.suits.values()]

    assert len(said) >= 20
    assert [suits.because for suits in said if markdown.escaped(suits.because) not in page] == []
    assert page.count(" fits well.**") == sum(suits.fits == "well" for suits in said)


@pytest.mark.parametrize(
    "page",
    ["which-framework.md", "own-framework.md", "whose-words.md", "frameworks/README.md", "privacy.md", "verdicts.md"],
)
def test_links_of_the_pages_about_frameworks_lead_somewhere(page: str) -> None:
    path = TOP / "docs" / page
    text = path.read_text(encoding="utf-8")
    there = {each.resolve() for each in MADE}

    names = [name for name in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in name]
    targets = [(path.parent / name).resolve() for name in names]

    assert targets
    assert [each for each in targets if each not in there and not each.exists()] == []


@pytest.mark.parametrize("name", generate.EXAMPLES)
def test_example_has_no_errors(name: str) -> None:
    result = spreadkit.check([TOP / "examples" / name], as_of=generate.AS_OF)

    assert [each.message for each in result.findings if each.severity is spreadkit.Severity.ERROR] == []


@pytest.mark.parametrize("day", [generate.AS_OF, date(2040, 1, 1)])
@pytest.mark.parametrize("name", [name for name in generate.EXAMPLES if name not in GOING_ON])
def test_a_record_of_a_finished_project_asks_it_for_nothing(name: str, day: date) -> None:
    result = spreadkit.check([TOP / "examples" / name], as_of=day)

    worse = [finding for finding in result.findings if finding.severity is not spreadkit.Severity.NOTE]
    assert [(finding.slug, finding.message) for finding in worse] == []


def test_json_schemas_accept_what_check_accepts(tmp_path: Path) -> None:
    spreadkit.begin_plan(tmp_path / "new", title="New", frameworks=["ihi-spread"])
    plans = [tmp_path / "new", *(TOP / "examples" / name for name in generate.EXAMPLES)]
    files = {
        "plan": [str(folder / "spread-plan.yaml") for folder in plans],
        "framework": [str(path) for path in (TOP / "frameworks").glob("*.yaml") if is_framework_name(path.name)],
        "concepts": [str(TOP / "frameworks" / "concepts.yaml")],
        "signposts": [str(TOP / "frameworks" / "signposts.yaml")],
        "crosswalk": [str(path) for path in (TOP / "frameworks" / "crosswalks").glob("*.yaml")],
    }

    for kind, paths in files.items():
        schema = tmp_path / f"{kind}.json"
        schema.write_text(spreadkit.json_schema(kind), encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *paths]

        result = subprocess.run(command, check=False, capture_output=True, text=True)

        assert result.returncode == 0, result.stdout[:2000]
        assert paths

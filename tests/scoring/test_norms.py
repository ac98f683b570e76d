"""Published values beside a score: shown with source and year in every format, and never a pass mark."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.api.plans import open_plan
from spreadkit.checking.run import check_framework
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Framework, Norm
from spreadkit.scoring.norms import WHERE_OTHERS_WERE, norm_sentence
from spreadkit.scoring.score import score_framework

NORMS = Path(__file__).parents[1] / "data" / "norms"
FILE = NORMS / "frameworks" / "eight-by-five.yaml"
AS_OF = date(2026, 6, 30)
TOLD = ("4.73", "2892 programmes", "2022", "Bacon C", WHERE_OTHERS_WERE)


def framework() -> Framework:
    loaded = load_framework(FILE)
    assert loaded.framework is not None
    return loaded.framework


def found(path: Path) -> list[tuple[str, str]]:
    return [(each.slug, each.message) for each in check_framework(load_framework(path))]


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "eight-by-five.yaml"
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def in_word(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def test_a_framework_with_a_norm_is_sound() -> None:
    assert [message for slug, message in found(FILE) if "norm" in slug or slug == "dangling-id"] == []


def test_the_score_and_its_norm_are_told_in_text_and_json() -> None:
    score = open_plan(NORMS, as_of=AS_OF).score
    text = spreadkit.get_format("text", "score").render_score(score)
    data = json.loads(spreadkit.get_format("json", "score").render_score(score))

    assert all(words in text for words in (*TOLD, "The score is 4.75 here."))
    (norm,) = data["frameworks"][0]["norms"]
    assert (norm["of"], norm["value"], norm["cases"], norm["year"]) == ("scoring", 4.73, 2892, 2022)
    assert norm["here"]["value"] == 4.75
    assert norm["sources"] == ["use-2014-2019"]


@pytest.mark.parametrize("format_", ["md", "html", "docx", "json"])
def test_every_format_of_the_report_shows_it_with_source_and_year(format_: str) -> None:
    report = spreadkit.build_report(NORMS, as_of=AS_OF, reader="appendix")

    written = spreadkit.get_format(format_, "report").render_report(report)

    text = in_word(written) if isinstance(written, bytes) else written
    assert [words for words in TOLD if words not in text] == []


def test_the_worksheet_shows_it_without_a_figure_beside() -> None:
    sheet = spreadkit.build_worksheet(str(FILE), NORMS)

    text = spreadkit.get_format("md", "report").render_report(sheet)

    assert [words for words in TOLD if words not in text] == []


@given(st.decimals(1, 7, places=2), st.sampled_from(["scoring", *framework().components]))
def test_a_norm_changes_no_figure(value: Decimal, of: str) -> None:
    bare = framework().model_copy(update={"norms": {}})
    norm = Norm(of=of, value=value, cases=3, who="sites", year=2020, sources=("use-2014-2019",))

    with_norm = score_framework(bare.model_copy(update={"norms": {"n": norm}}), {})
    without = score_framework(bare, {})

    assert (with_norm.range, with_norm.components, with_norm.gates) == (
        without.range,
        without.components,
        without.gates,
    )
    assert [(shown.of, shown.value) for shown in with_norm.norms] == [(of, value)]
    assert "is not known here" in norm_sentence(with_norm.norms[0]) or " to " in norm_sentence(with_norm.norms[0])


@pytest.mark.parametrize(
    ("old", "new", "slug", "says"),
    [
        ("    value: 4.73", "    value: 47.3", "norm-does-not-fit", "47.3 is not from 1 to 7, as the score is"),
        ("    value: 4.73", "    value: 0.99", "norm-does-not-fit", "0.99 is not from 1 to 7"),
        ("    value: 4.73", "    value: 4.73\n    deviation: 6.5", "norm-does-not-fit", "6.5 is wider than the score"),
        ("    of: scoring", "    of: strategie", "dangling-id", '"strategie" is not a component or a figure'),
        ("    sources: [use-2014-2019]\n", "", "norm-does-not-fit", "names no source"),
        ("    sources: [use-2014-2019]", "    sources: [use-2014]", "dangling-id", '"use-2014" is not a source'),
        ("    cases: 2892", "    cases: 0", "norm-does-not-fit", "it is of 0 cases"),
        ("    year: 2022", "    year: 222", "norm-does-not-fit", '"222" is no year'),
        ("    year: 2022\n", "", "missing-key", "year"),
        ("\nscoring: {method: mean,", "\nscoring: {method: none,", "norm-does-not-fit", "the score comes to no number"),
    ],
)
def test_a_norm_that_cannot_be_is_found(old: str, new: str, slug: str, says: str, tmp_path: Path) -> None:
    messages = [message for found_slug, message in found(changed(tmp_path, old, new)) if found_slug == slug]

    assert [message for message in messages if says in message]


def test_a_norm_is_not_taken_over_by_what_extends_the_framework(tmp_path: Path) -> None:
    copytree(NORMS, tmp_path / "n")
    own = tmp_path / "n" / "frameworks" / "ours.yaml"
    own.write_text(
        "schema: spreadkit/framework@1\nid: ours\nedition: '1'\ntitle: Ours\nextends: eight-by-five@2022.1\n"
        "wording: own\nnote: Ours\n",
        encoding="utf-8",
    )

    loaded = load_framework(own)

    assert loaded.framework is not None
    assert loaded.framework.norms == {}
    assert "money" in loaded.framework.components

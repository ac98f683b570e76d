"""`frameworks new`: a start that checks clean, explains every key, and holds no example that does not work."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import spreadkit
from spreadkit.loading.loader import load_framework
from spreadkit.model.base import kebab
from spreadkit.model.framework import Extends, Framework, Loosening
from spreadkit.reading.source import parse_source
from spreadkit.writing.scaffold import framework_text

AS_OF = date(2026, 6, 30)

EXAMPLE = re.compile(r"^( *)# ", re.MULTILINE)
"""The mark before an example: one # and a space. Help has two of them."""


def everything(text: str) -> str:
    """Return a start with all its examples in use."""
    return EXAMPLE.sub(r"\1", text)


def found(path: Path) -> list[str]:
    return [f"{each.slug}: {each.message}" for each in spreadkit.check([path], as_of=AS_OF).findings]


def models_in(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in get_args(kind):
        yield from models_in(inner)


def keys_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """Return every key of a model and of those inside it."""
    seen.add(model)
    keys = {kebab(name) for name in model.model_fields}
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            if inner not in seen:
                keys |= keys_of(inner, seen)
    return keys


def keys_in(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(keys_in(value) for value in data.values()))
    return set().union(*(keys_in(value) for value in data)) if isinstance(data, list) else set()


def test_a_start_checks_clean_without_even_a_note(folder: Path) -> None:
    path = spreadkit.begin_framework("ward-check", folder, title="Is our ward ready?")

    assert path == folder / "frameworks" / "ward-check.yaml"
    assert found(path) == []
    framework = load_framework(path).framework
    assert framework is not None
    assert (framework.id, framework.title, framework.edition) == ("ward-check", "Is our ward ready?", "1")
    assert (len(framework.components), len(framework.criteria), len(framework.gates)) == (2, 4, 1)
    assert len(framework.examples) >= 3


def test_every_example_in_it_can_be_used_as_it_stands(folder: Path) -> None:
    path = spreadkit.begin_framework("ward-check", folder)
    path.write_text(everything(path.read_text(encoding="utf-8")), encoding="utf-8")

    assert [each for each in found(path) if not each.startswith("example-fails")] == []


def test_examples_show_every_key_that_there_is() -> None:
    source = parse_source(everything(framework_text("own", "Own")).encode(), "own.yaml")

    assert source.problems == []
    assert keys_of(Framework, {Extends, Loosening}) - keys_in(source.data) == {"extends", "leaves-out", "loosens"}
    assert "`extends: ihi-spread@2006.2`" in framework_text("own", "Own")


def test_a_start_can_be_followed_scored_and_reported_at_once(folder: Path) -> None:
    spreadkit.begin_framework("ward-check", folder)

    begun = spreadkit.begin_plan(folder, title="Ward", frameworks=["ward-check"])

    score = spreadkit.open_plan(begun.plan, as_of=AS_OF).score
    assert [(each.id, [gate.open for gate in each.gates]) for each in score.frameworks] == [("ward-check", [False])]
    assert spreadkit.build_report(begun.plan, as_of=AS_OF, reader="appendix").frameworks[0].id == "ward-check"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip() == text))
def test_any_title_reads_back_the_same(title: str) -> None:
    source = parse_source(framework_text("own", title).encode(), "own.yaml")

    assert source.problems == []
    assert source.data["title"] == title


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ward Check", "cannot be the id of a framework"),
        ("ward_check", "cannot be the id of a framework"),
        ("../ward", "cannot be the id of a framework"),
        ("ward.yaml", "cannot be the id of a framework"),
        ("ward--check", "cannot be the id of a framework"),
        ("ward\n", "cannot be the id of a framework"),
        ("", "cannot be the id of a framework"),
        ("concepts", "cannot be the id of a framework"),
        ("x" * 200, "cannot be the id of a framework"),
        ("ihi-spread", 'there is a framework "ihi-spread" already'),
    ],
)
def test_what_cannot_be_an_id_of_its_own_is_refused(name: str, says: str, folder: Path) -> None:
    with pytest.raises(spreadkit.SpreadkitError, match=says):
        spreadkit.begin_framework(name, folder)

    assert not (folder / "frameworks").exists()


def test_nothing_is_overwritten(folder: Path) -> None:
    path = spreadkit.begin_framework("ward-check", folder)
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(spreadkit.SpreadkitError, match="already; go on with that one"):
        spreadkit.begin_framework("ward-check", folder)

    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "frameworks").write_text("a file")

    with pytest.raises(spreadkit.SpreadkitError, match="cannot be written"):
        spreadkit.begin_framework("ward-check", folder)

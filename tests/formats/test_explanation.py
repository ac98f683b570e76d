"""A criterion explained: everything that helps to answer it, and on what its question and its levels rest."""

from pathlib import Path

import pytest

from spreadkit.api.plans import explain

from rule_examples import TINY


@pytest.fixture
def explained(tmp_path: Path) -> str:
    more = (
        "ask: Which one executive answers for this spread?\n        prompts: [Who stands in?, Since when?]\n"
        "        per-site: {roll-up: lowest}\n        basis: sourced\n        levels-basis: judgement"
    )
    text = TINY.read_text().replace("ask: Which one executive answers for this spread?", more)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_text(text)
    return explain("tiny/leadership.sponsor", folder=tmp_path)


def test_prompts_and_sites_are_said(explained: str) -> None:
    assert "It is answered for each site.\n" in explained
    assert "To think about:\n- Who stands in?\n- Since when?\n" in explained


def test_question_and_levels_rest_on_what_each_of_them_rests_on(explained: str) -> None:
    assert "Basis: sourced (its substance is taken from what was seen of the sources).\n" in explained
    assert "Basis of the levels: judgement (their words are our own judgement).\n" in explained


def test_basis_of_the_levels_is_said_only_where_the_file_gives_it(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_text(TINY.read_text())

    assert "Basis of the levels" not in explain("tiny/leadership.sponsor", folder=tmp_path)

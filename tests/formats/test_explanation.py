"""A criterion explained: everything that helps to answer it, and on what its question and its levels rest."""

import re
from pathlib import Path

import pytest

from spreadkit.api.plans import explain

from rule_examples import STRATEGIES, TINY


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


def test_each_way_to_close_a_gap_is_said_with_its_reason_and_basis(tmp_path: Path) -> None:
    ways = """strategies:
  list-them: {do: Make one list, for: leadership.sponsor, about: A list shows it, basis: sourced, sources: [none]}
  call-them: {do: Call each of them, for: leadership.sponsor}
  ask-them: {do: Ask the managers, for: leadership.local-leads}
"""
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_text(re.sub(STRATEGIES, ways, TINY.read_text()))

    explained = explain("tiny/leadership.sponsor", folder=tmp_path)

    assert (
        "Ways to close a gap here:\n"
        "- Make one list (list-them)\n"
        "    A list shows it. This way rests on what was seen of the sources: none.\n"
        "- Call each of them (call-them)\n"
        "    This way rests on our own judgement.\n"
    ) in explained
    assert "Ask the managers" not in explained
    assert "Ways to close" not in explain("tiny/communication.channels", folder=tmp_path)

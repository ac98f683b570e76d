"""The strategies of the built-in frameworks: some for every must-have, in plain words, honestly based."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.framework.resting import rests_on, why_it_may_work
from spreadkit.loading.loader import load_framework
from spreadkit.model.framework import Basis, Framework, Need, Strategy
from spreadkit.reading.shipped import builtin_frameworks

FILES = sorted(path for path in builtin_frameworks().glob("*.yaml") if "framework@" in path.read_text("utf-8")[:2000])

MOST_STRATEGIES = 3
"""How many a criterion has at most: more are a catalogue, and not a next step."""

MOST_WORDS = 45
"""How long a strategy is at most, so that it fits a row of a table."""

SOURCE_NAMES = st.lists(st.from_regex(r"[a-z]{2,9}-[0-9]{4}", fullmatch=True), max_size=3)

each_framework = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def framework_of(path: Path) -> Framework:
    framework = load_framework(path).framework
    assert framework is not None
    return framework


def counted(framework: Framework) -> Counter[str]:
    return Counter(criterion for strategy in framework.strategies.values() for criterion in strategy.for_)


@each_framework
def test_every_must_have_has_one_to_three_strategies(path: Path) -> None:
    framework = framework_of(path)
    counts = counted(framework)

    musts = [name for name, criterion in framework.criteria.items() if criterion.need is Need.MUST]
    assert musts
    assert [name for name in musts if not 1 <= counts[name] <= MOST_STRATEGIES] == []
    assert max(counts.values()) <= MOST_STRATEGIES


def test_every_factor_of_the_sustainability_model_has_one() -> None:
    framework = framework_of(builtin_frameworks() / "nhs-sustainability-model.yaml")

    assert set(framework.criteria) == set(counted(framework))


def test_no_id_is_used_in_two_frameworks() -> None:
    ids = Counter(name for path in FILES for name in framework_of(path).strategies)

    assert [name for name, times in ids.items() if times > 1] == []


@each_framework
def test_strategies_are_one_request_in_plain_words_with_a_reason(path: Path) -> None:
    for name, strategy in framework_of(path).strategies.items():
        assert strategy.do[0].isupper(), name
        assert strategy.do[-1] not in ".?!", name
        assert len(strategy.do.split()) <= MOST_WORDS, name
        assert strategy.about, name
        assert strategy.about.endswith("."), name
        words = f"{strategy.do} {strategy.about}"
        assert not re.search(r"\b(nobody|somebody|everybody|whoever|mend|should|must)\b", words, re.IGNORECASE), name
        assert not re.search(r"(?:^|\. )(What|Who|Whoever|Where|Whether)\b", strategy.about), name


@each_framework
def test_only_what_a_seen_source_says_is_called_sourced(path: Path) -> None:
    framework = framework_of(path)

    for name, strategy in framework.strategies.items():
        seen = [framework.sources[source].seen != "no" for source in strategy.sources]
        assert all(seen), name
        assert strategy.basis is not Basis.SOURCED or seen, name


def test_strategies_that_the_page_names_are_there() -> None:
    page = (Path(__file__).parents[2] / "docs" / "strategies.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| (`.+`) \|$", page[page.index("Kind, as ERIC names it") :], re.MULTILINE)

    named = {name for row in rows for name in re.findall("`(.+?)`", row)}
    assert len(named) > len(rows) > 0
    assert named <= {name for path in FILES for name in framework_of(path).strategies}


@given(SOURCE_NAMES, st.sampled_from(Basis))
def test_a_judgement_is_never_said_to_be_that_of_a_source(sources: list[str], basis: Basis) -> None:
    said = rests_on(basis, sources)

    assert all(source in said for source in sources)
    assert ("see also" in said) == (basis is Basis.JUDGEMENT and bool(sources))


@given(
    st.sampled_from(["A list shows it", "A list shows it.", "Why not? ", None]), SOURCE_NAMES, st.sampled_from(Basis)
)
def test_the_reason_ends_before_what_the_way_rests_on(about: str | None, sources: list[str], basis: Basis) -> None:
    strategy = Strategy.model_validate(
        {"do": "Make a list", "for": "a.b", "about": about, "basis": basis, "sources": sources}
    )

    said = why_it_may_work(strategy)

    assert said.endswith(f"This way rests on {rests_on(basis, sources)}.")
    assert not re.search(r"[.?!]{2}|  ", said)
    assert about is None or said.startswith(about.strip(". "))

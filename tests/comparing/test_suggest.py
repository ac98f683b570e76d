"""Suggestions: what frameworks' files say of a situation, counted and shown whole, and nothing made up."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.comparing.suggest import rank_frameworks
from spreadkit.model.framework import Fit, Framework, Suits
from spreadkit.model.suggestion import SituationAnswer, Suggestion, SuitVerdict

TINY = (Path(__file__).parents[1] / "tiny.yaml").read_text(encoding="utf-8")
QUESTIONS = {name: f"Is it {name}?" for name in ("one", "two", "three", "four")}


def framework(name: str, **fits: str) -> Framework:
    made = spreadkit_framework()
    suits = {each: Suits(fits=Fit(fit), because=f"{name} is {fit} for {each}") for each, fit in fits.items()}
    return made.model_copy(update={"id": name, "title": name.upper(), "suits": suits})


def spreadkit_framework() -> Framework:
    from spreadkit.loading.loader import load_framework

    loaded = load_framework(Path(__file__).parents[1] / "tiny.yaml")
    assert loaded.framework is not None
    return loaded.framework


def order(suggestion: Suggestion) -> list[tuple[str, SuitVerdict]]:
    return [(each.framework, each.verdict) for each in suggestion.proposals]


def yes(*names: str) -> dict[str, SituationAnswer]:
    return dict.fromkeys(names, SituationAnswer.YES)


def test_frameworks_stand_in_the_order_of_what_speaks_for_them() -> None:
    frameworks = [
        framework("silent"),
        framework("bad", one="poorly", two="poorly"),
        framework("mixed", one="well", two="poorly"),
        framework("half", one="partly"),
        framework("good", one="well", two="partly"),
        framework("best", one="well", two="well"),
    ]

    suggestion = rank_frameworks(frameworks, QUESTIONS, yes("one", "two"))

    assert order(suggestion) == [
        ("best", SuitVerdict.FITS),
        ("good", SuitVerdict.FITS),
        ("half", SuitVerdict.PARTLY),
        ("mixed", SuitVerdict.PARTLY),
        ("bad", SuitVerdict.POORLY),
        ("silent", SuitVerdict.SILENT),
    ]


def test_only_what_is_true_counts() -> None:
    suggestion = rank_frameworks(
        [framework("f", one="well", two="poorly", three="poorly")],
        QUESTIONS,
        {
            "one": SituationAnswer.YES,
            "two": SituationAnswer.NO,
            "three": SituationAnswer.UNKNOWN,
        },
    )

    assert [reason.situation for reason in suggestion.proposals[0].reasons] == ["one"]
    assert suggestion.proposals[0].waits_for == ("three",)
    assert suggestion.unserved == ()


def test_what_no_framework_is_good_for_is_said() -> None:
    suggestion = rank_frameworks([framework("f", one="poorly", two="partly")], QUESTIONS, yes("one", "two", "four"))

    assert suggestion.unserved == ("one", "four")


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.dictionaries(st.sampled_from([*QUESTIONS]), st.sampled_from([*Fit]))),
    st.dictionaries(st.sampled_from([*QUESTIONS]), st.sampled_from([*SituationAnswer])),
    st.randoms(),
)
def test_every_reason_is_shown_and_the_order_does_not_hang_on_the_files(
    fits: dict[str, dict[str, Fit]], said: dict[str, SituationAnswer], chance: random.Random
) -> None:
    frameworks = [framework(name, **{each: fit.value for each, fit in suits.items()}) for name, suits in fits.items()]
    shuffled = chance.sample(frameworks, len(frameworks))

    suggestion = rank_frameworks(frameworks, QUESTIONS, said)

    assert rank_frameworks(shuffled, QUESTIONS, said) == suggestion
    assert {each.framework for each in suggestion.proposals} == set(fits)
    for each in suggestion.proposals:
        assert {reason.situation for reason in each.reasons} == {
            name for name in fits[each.framework] if said.get(name) is SituationAnswer.YES
        }
    balances = [each.balance for each in suggestion.proposals if each.reasons]
    assert balances == sorted(balances, reverse=True)


def write_own(folder: Path) -> None:
    (folder / "frameworks").mkdir()
    suits = (
        "suits:\n  will-it-last: {fits: well, because: We made it for that}\n  night-work: {fits: well, because: Yes}\n"
    )
    (folder / "frameworks" / "tiny.yaml").write_text(TINY + suits, encoding="utf-8")
    (folder / "frameworks" / "concepts.yaml").write_text(
        "schema: spreadkit/concepts@1\nsituations:\n  night-work: {ask: Does it happen at night?}\n", encoding="utf-8"
    )


def test_a_teams_own_frameworks_and_situations_take_part(folder: Path) -> None:
    write_own(folder)

    suggestion = spreadkit.suggest_frameworks({"night-work": True, "will-it-last": True}, folder)

    assert suggestion.proposals[0].framework == "tiny"
    assert suggestion.questions["night-work"] == "Does it happen at night?"
    assert list(suggestion.questions)[-1] == "night-work"
    assert len(suggestion.questions) == 18


def test_a_situation_that_nobody_knows_is_refused(folder: Path) -> None:
    with pytest.raises(spreadkit.SpreadkitError, match=r'no situation "portfolios" \(did you mean "portfolio"\?\)'):
        spreadkit.suggest_frameworks({"portfolios": True}, folder)


def test_the_text_shows_reasons_their_basis_and_that_it_is_a_suggestion(folder: Path) -> None:
    write_own(folder)
    said = {"will-it-last": True, "no-site-staff": True, "portfolio": False, "unproven": None}

    suggestion = spreadkit.suggest_frameworks(said, folder)
    text = spreadkit.get_format("text", "suggestion").render_suggestion(suggestion)

    assert text.startswith("This is a suggestion.")
    assert "\nFits: more of it speaks for than against\n  NHS Sustainability Model" in text
    assert "      We made it for that (our own judgement)" in text
    assert "(from what was seen of the sources: nhs-about-model, doyle-2013)" in " ".join(text.split())
    assert "\nWhat no framework here is good for\n  no-site-staff:" in text
    assert "\nWhat you do not know yet, and would change this\n  unproven:" in text
    assert "portfolio" not in text


def test_nothing_said_gives_nothing(folder: Path) -> None:
    suggestion = spreadkit.suggest_frameworks({}, folder)

    assert {each.verdict for each in suggestion.proposals} == {SuitVerdict.SILENT}
    assert "You say yes to nothing." in spreadkit.get_format("text", "suggestion").render_suggestion(suggestion)


def test_json_holds_the_same(folder: Path) -> None:
    write_own(folder)

    suggestion = spreadkit.suggest_frameworks({"night-work": True, "unproven": None}, folder)
    data = json.loads(spreadkit.get_format("json", "suggestion").render_suggestion(suggestion))

    assert list(data) == ["version", "said", "frameworks", "unserved", "signposts"]
    assert data["said"] == {"night-work": "yes", "unproven": "unknown"}
    assert data["frameworks"][0] == {
        "id": "tiny",
        "edition": "1",
        "title": "Tiny framework for tests",
        "verdict": "fits",
        "balance": 1,
        "reasons": [{"situation": "night-work", "fits": "well", "because": "Yes", "basis": "judgement", "sources": []}],
        "waits_for": [],
    }

"""A second catalogue changes every word and no rule; every message can be said and is used."""

from collections.abc import Sequence
from dataclasses import replace
from string import Formatter

import pytest

from spreadkit.verdicts.grammar import plain
from spreadkit.verdicts.judge import judge, page_of
from spreadkit.verdicts.messages import MESSAGES, Message
from spreadkit.verdicts.state import SiteWords

from catalogues import catalogue, entries, template
from plan_states import StateMaker, state_of

POLISH = "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
WORDS = SiteWords(
    "oddział", "oddziały", (("one", "oddział"), ("few", "oddziały"), ("many", "oddziałów"), ("gen", "oddziału"))
)
CATEGORIES = ("one", "few", "many")


def three_forms(context: str, message: Message) -> Sequence[str]:
    """Return a message as a language with three plural forms might say it: each says which form it is."""
    if context == "category":
        return CATEGORIES
    if context == "S3.says":
        return ["Brak {site:gen}."]
    if message.many is None:
        return [f"ż {message.one}"]
    return [f"ż{form} {message.many}" for form in CATEGORIES]


@pytest.fixture(scope="module", name="polish")
def polish_catalogue() -> object:
    return catalogue(three_forms, 3, POLISH)


def test_a_translation_changes_words_and_no_row(polish: object) -> None:
    for seed in range(500):
        state = StateMaker(seed).state()
        english, other = page_of(state), page_of(state, polish)  # type: ignore[arg-type]

        assert [verdict.row for verdict in other.verdicts] == [choice.row for choice in judge(state)]
        for ours, theirs in zip(english.verdicts, other.verdicts, strict=True):
            assert (ours.row, ours.sign) == (theirs.row, theirs.sign)
            assert ours.says != theirs.says
            assert ours.word != theirs.word


@pytest.mark.parametrize(("number", "form"), [(1, "one"), (3, "few"), (5, "many"), (12, "many"), (22, "few")])
def test_the_plural_form_is_that_of_the_language(polish: object, number: int, form: str) -> None:
    state = state_of({"from": "plain"})
    checks = replace(state.rechecks, held=0, lost=0, overdue=number)
    state = replace(state, words=WORDS, rechecks=checks)

    lasting = page_of(state, polish).verdicts[3]  # type: ignore[arg-type]

    assert lasting.row == "L8"
    assert lasting.says.startswith(f"ż{form} {number} ")


@pytest.mark.parametrize(("of", "word"), [(5, "oddziałów"), (3, "oddziały"), (22, "oddziały")])
def test_the_plans_word_takes_the_form_of_its_number(polish: object, of: int, word: str) -> None:
    state = state_of({"from": "plain", "state": {"sites": {"of": of, "there": of, "ever": of}}})

    on_track = page_of(replace(state, words=WORDS), polish).verdicts[1]  # type: ignore[arg-type]

    assert plain(on_track.says) == f"ż All {of} {word} have it."


def test_a_message_may_ask_for_a_case_and_falls_back_to_the_plain_word(polish: object) -> None:
    state = state_of({"from": "vha"})

    with_case = page_of(replace(state, words=WORDS), polish).verdicts[2]  # type: ignore[arg-type]
    without = page_of(state, polish).verdicts[2]  # type: ignore[arg-type]

    assert with_case.says == "Brak oddziału."
    assert without.says == "Brak clinic."


def test_every_field_has_the_same_name_in_both_forms_or_is_left_out_of_the_first() -> None:
    for context, message in MESSAGES.items():
        one, many = (
            {name for _, name, _, _ in Formatter().parse(text) if name} for text in (message.one, message.many or "")
        )
        assert not message.many or one - many <= {"site", "ever"}, context


def test_the_template_has_every_message() -> None:
    text = template()

    assert text.count("msgctxt") == len(list(entries())) == len(MESSAGES) + 12
    assert text.count("msgid_plural") == sum(message.many is not None for message in MESSAGES.values())

"""Ten thousand states at random: each has one row a question, and its sentences are English and agree."""

import re
from collections import Counter
from functools import cache
from gettext import NullTranslations

import pytest

from spreadkit.verdicts.grammar import CLOSE, OPEN, plain, word_count
from spreadkit.verdicts.headline import forbidden_in, numbers_in
from spreadkit.verdicts.judge import TABLES, VerdictPage, judge, page_of
from spreadkit.verdicts.messages import MESSAGES
from spreadkit.verdicts.sheet_messages import SHEET_MESSAGES
from spreadkit.verdicts.state import PlanState

from page_checks import WRONG, contradictions, texts, without_plan_words
from plan_states import StateMaker

MANY = 10_000
ALL_ROWS = [row.id for rows in TABLES.values() for row in rows]


class Listening(NullTranslations):
    """English as it is, which keeps the contexts of the messages that were said."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: set[str] = set()

    def pgettext(self, context: str, message: str) -> str:
        self.heard.add(context)
        return super().pgettext(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        self.heard.add(context)
        return super().npgettext(context, msgid1, msgid2, n)


ENGLISH = Listening()


@cache
def pages() -> tuple[tuple[PlanState, VerdictPage], ...]:
    """Return states made at random, and what is said of each."""
    return tuple((state, page_of(state, ENGLISH)) for state in (StateMaker(seed).state() for seed in range(MANY)))


def test_there_are_seventy_two_rows_and_each_has_its_own_id() -> None:
    assert len(ALL_ROWS) == len(set(ALL_ROWS)) == 72


def test_every_table_ends_with_a_row_that_is_always_so() -> None:
    state = StateMaker(0).state()

    assert all(rows[-1].is_so(state) for rows in TABLES.values())


def test_every_row_is_seen() -> None:
    seen = Counter(verdict.row for _, page in pages() for verdict in page.verdicts)

    assert set(ALL_ROWS) - set(seen) == set()


def test_every_message_is_said() -> None:
    assert pages()

    assert sorted(MESSAGES.keys() - SHEET_MESSAGES.keys() - ENGLISH.heard) == []


def test_every_state_has_one_row_a_question_and_always_the_same() -> None:
    for state, page in pages()[:1000]:
        assert [verdict.row for verdict in page.verdicts] == [choice.row for choice in judge(state)]
        assert [verdict.question for verdict in page.verdicts] == list(TABLES)


def test_no_answer_is_too_long() -> None:
    longest = Counter[str]()
    for _, page in pages():
        for verdict in page.verdicts:
            longest["word"] = max(longest["word"], word_count(verdict.word))
            longest["says"] = max(longest["says"], word_count(verdict.says))
        longest["headline"] = max(longest["headline"], word_count(page.headline.says))

    assert longest["word"] <= 5
    assert longest["says"] <= 45
    assert longest["headline"] <= 20


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.pattern[:30])
def test_sentences_are_english(wrong: re.Pattern[str]) -> None:
    found = {text for _, page in pages() for text in map(without_plan_words, texts(page)) if wrong.search(text)}

    assert sorted(found)[:5] == []


def test_every_sentence_is_whole() -> None:
    for _, page in pages():
        for text in [*(verdict.says for verdict in page.verdicts), page.headline.says]:
            assert text, page
            assert re.match(rf"{OPEN}?[A-Z0-9{OPEN}]", text), text
            assert re.search(rf"[.]{CLOSE}?$", text), text


def test_no_word_of_ours_is_forbidden() -> None:
    found = {word for _, page in pages() for text in texts(page) for word in forbidden_in(without_plan_words(text))}

    assert found == set()


def test_every_figure_of_a_sentence_is_among_its_inputs() -> None:
    for _, page in pages():
        for verdict in page.verdicts:
            known = {number for given in verdict.inputs for number in numbers_in(given.value)}
            assert numbers_in(plain(verdict.says)) <= known, verdict
        known = {number for given in page.headline.inputs for number in numbers_in(given.value)}
        assert numbers_in(plain(page.headline.says)) <= known, page.headline


def test_no_page_contradicts_itself() -> None:
    found = [(reason, page) for state, page in pages() for reason in contradictions(state, page)]

    assert found[:3] == []


@pytest.mark.parametrize("wrong", ["1 wards", "12 ward", "1 are late", "7 is there", "0 of 0 sites", "so.. it"])
def test_a_wrong_plural_is_seen(wrong: str) -> None:
    assert any(pattern.search(wrong) for pattern in WRONG)

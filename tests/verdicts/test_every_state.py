"""Ten thousand states at random: each has one row a question, and its sentences are English and agree."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations

import pytest

from spreadkit.verdicts.grammar import CLOSE, OPEN, plain, word_count
from spreadkit.verdicts.headline import forbidden_in, numbers_in
from spreadkit.verdicts.judge import TABLES, VerdictPage, judge, page_of
from spreadkit.verdicts.messages import MESSAGES
from spreadkit.verdicts.state import PlanState

from plan_states import StateMaker

MANY = 10_000
ALL_ROWS = [row.id for rows in TABLES.values() for row in rows]
NOUNS = r"(?:wards|sites|facilities|checks|days|weeks|months|quarters|years|values|obstacles|errors)"
NOUN = r"(?:ward|site|facility|check|day|week|month|quarter|year|value|obstacle|error)"
WRONG = (
    re.compile(rf"(?<![\d,.])1 {NOUNS}\b"),
    re.compile(rf"(?<![\d,.])1 (?:{NOUN} )?(?:are|were|have)\b"),
    re.compile(rf"(?:\d\d|(?<![\d,.])[02-9]) {NOUN}\b(?! 7)"),
    re.compile(rf"(?<!of )(?<![\d,.])(?:\d\d+|[02-9]) (?:{NOUNS} )?(?:is|was|has)\b"),
    re.compile(r"\bThe one \w+ (?:are|were|have)\b"),
    re.compile(r"\b(?:Both|All) [\d,]* ?\w+ (?:is|was|has)\b"),
    re.compile(r"\.\.|\. \.|  |\(s\)|\b0 of 0\b|unknown to unknown|\bNone\b|[;,:]\.|\{|\}"),
)


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


def texts(page: VerdictPage) -> Iterator[str]:
    """Go through all that a page says."""
    for verdict in page.verdicts:
        yield verdict.word
        yield verdict.says
    yield page.headline.says
    yield from (line.says for line in page.moved)
    if page.size:
        yield page.size


def without_plan_words(text: str) -> str:
    """Return a text with X where the plan's own words stand."""
    return re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "X", text)


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

    assert sorted(MESSAGES.keys() - ENGLISH.heard) == []


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


def contradictions(state: PlanState, page: VerdictPage) -> Iterator[str]:  # noqa: C901, PLR0912 - one contradiction a line
    """Go through what one sentence of a page says and another denies."""
    working, on_track, stuck, lasting, trust = (verdict.row for verdict in page.verdicts)
    says = {verdict.row: plain(verdict.says) for verdict in page.verdicts}
    headline = plain(page.headline.says)
    sites = state.sites
    unread = state.measure is not None and state.measure.unread > 0
    if ((working == "W2" and unread) or on_track == "T1") and trust != "C1":
        yield "something could not be read, and the page can be trusted"
    if (on_track == "T1") != (stuck == "S1") or (on_track == "T1") != (lasting == "L1"):
        yield "adoption was read for one question and not for another"
    if stuck == "S5" and on_track not in {"T7", "T8"}:
        yield "every site is there, and not all are there"
    if lasting == "L3" and (sites.there or on_track in {"T6", "T7", "T8"} or "had it" in headline):
        yield "nothing is in place, and something is or was"
    if lasting == "L4" and on_track not in {"T5", "T6"}:
        yield "it is lost, and it is not"
    if (stuck in {"S2", "S3"}) and (lasting != "L2" or sites.there is not None):
        yield "no site is listed, and one is"
    if trust == "C2" and working not in {"W1", "W3", "W4"}:
        yield "no figure is on record, and one is"
    if stuck == "S7" and sites.stale_there:
        yield "all have recent news, and one has none"
    if stuck in {"S9", "S8"} and not state.stuck:
        yield "sites are stuck, and none is"
    if re.search(r"target is not met|The target is ", says[working]) and "meet the target" in headline:
        yield "the target is met, and it is not"
    if ("have it" in headline or "all " in headline.lower()) and on_track not in {"T5", "T7", "T8", "T18"}:
        yield "all have it, and not all do"
    for there, of in re.findall(r"([\d,]+) of ([\d,]+) \w+ (?:is|are) there", headline):
        if (there, of) != (f"{sites.there:,}", f"{sites.of:,}"):
            yield "the count of the headline is not that of the answer"
        level = re.match(r"([\d,]+) ", says[on_track])
        if on_track in {"T15", "T16", "T17", "T18", "T19", "T20", "T21"} and level and level[1] != there:
            yield "the count of the headline is not that of the answer"
    if working in {"W8", "W12", "W19"} and re.search(r"(?:is|are) down|meets? the target", headline):
        better_lower = state.measure is not None and state.measure.better == "lower"
        if better_lower or "target" in headline:
            yield "it is better, and it is not"


def test_no_page_contradicts_itself() -> None:
    found = [(reason, page) for state, page in pages() for reason in contradictions(state, page)]

    assert found[:3] == []


@pytest.mark.parametrize("wrong", ["1 wards", "12 ward", "1 are late", "7 is there", "0 of 0 sites", "so.. it"])
def test_a_wrong_plural_is_seen(wrong: str) -> None:
    assert any(pattern.search(wrong) for pattern in WRONG)

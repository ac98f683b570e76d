"""What must not be so of any page of verdicts: wrong English, and sentences that deny each other."""

import re
from collections.abc import Iterator

from spreadkit.verdicts.grammar import CLOSE, OPEN, plain
from spreadkit.verdicts.judge import VerdictPage
from spreadkit.verdicts.state import PlanState

NOUNS = r"(?:wards|sites|facilities|checks|days|weeks|months|quarters|years|values|obstacles|errors)"
NOUN = r"(?:ward|site|facility|check|day|week|month|quarter|year|value|obstacle|error)"
WRONG = (
    re.compile(rf"(?<![\d,.])1 {NOUNS}\b"),
    re.compile(rf"(?<![\d,.])1 (?:{NOUN} )?(?:are|were|have)\b"),
    re.compile(rf"(?:\d\d|(?<![\d,.])[02-9]) {NOUN}\b(?! 7)"),
    re.compile(rf"(?<!of )(?<!under )(?<!over )(?<![\d,.])(?:\d\d+|[02-9]) (?:{NOUNS} )?(?:is|was|has)\b"),
    re.compile(r"\bThe one \w+ (?:are|were|have)\b"),
    re.compile(r"\b(?:Both|All) [\d,]* ?\w+ (?:is|was|has)\b"),
    re.compile(r"\.\.|\. \.|  |\(s\)|\b0 of 0\b|unknown to unknown|\bNone\b|[;,:]\.|\{|\}"),
)


def texts(page: VerdictPage) -> Iterator[str]:
    """Go through all that a page says."""
    for verdict in page.verdicts:
        yield verdict.word
        yield verdict.says
    yield page.headline.says
    if page.moved:
        yield page.moved.title
        yield from (line.says for line in page.moved.lines)
    if page.size:
        yield page.size


def without_plan_words(text: str) -> str:
    """Return a text with X where the plan's own words stand."""
    return re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "X", text)


def contradictions(state: PlanState, page: VerdictPage) -> Iterator[str]:  # noqa: C901, PLR0912 - one contradiction a line
    """Go through what one sentence of a page says and another denies."""
    working, on_track, stuck, lasting, trust = (verdict.row for verdict in page.verdicts)
    says = {verdict.row: plain(verdict.says) for verdict in page.verdicts}
    headline = plain(page.headline.says)
    sites = state.sites
    unread = state.measure is not None and state.measure.is_read_in_part
    if ((working == "W2" and unread) or on_track == "T1") and trust != "C1":
        yield "something could not be read, and the page can be trusted"
    if (on_track == "T1") != (stuck == "S1") or (on_track == "T1") != (lasting == "L1"):
        yield "adoption was read for one question and not for another"
    is_to_come = any(wave.start and wave.start > state.as_of for wave in state.waves)
    claims = re.search(r"has begun|has not begun|is there|in place yet", " ".join(says.values()))
    if state.listed and not sites.on_record and not is_to_come and claims:
        yield "nothing is on record, and it is known that none has begun or is there"
    if stuck == "S5" and on_track not in {"T7", "T8"}:
        yield "every site is there, and not all are there"
    if lasting == "L3" and (sites.there or on_track in {"T6", "T7", "T8"} or "had it" in headline):
        yield "nothing is in place, and something is or was"
    if lasting == "L4" and on_track not in {"T5", "T6"}:
        yield "it is lost, and it is not"
    is_listed = sites.there is not None and not state.applies_nowhere
    if (stuck in {"S2", "S3"}) and (lasting != "L2" or is_listed):
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

"""A suggestion as plain text: what was said, what fits and why, and what is left open."""

from collections.abc import Iterable, Iterator
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import finished, fitted
from spreadkit.formats._signposts import NOT_SHIPPED, SIGNPOSTS, basis_of, signpost_facts, use_words
from spreadkit.formats.text import inert
from spreadkit.model.suggestion import (
    FrameworkProposal,
    SignpostProposal,
    SituationAnswer,
    Suggestion,
    SuitReason,
    SuitVerdict,
)

CAVEAT: Final = (
    "This is a suggestion. It counts what the frameworks' own files say of your situation, well minus poorly, and "
    "shows all of it; read the reasons, not the order."
)

HEADINGS: Final = {
    SuitVerdict.FITS: "Fits: more of it speaks for than against",
    SuitVerdict.PARTLY: "Fits partly",
    SuitVerdict.POORLY: "Does not fit: more of it speaks against than for",
    SuitVerdict.SILENT: "Says nothing of your situation",
}

UNSERVED: Final = "What no framework here is good for"
OPEN: Final = "What you do not know yet, and would change this"


def render_suggestion(suggestion: Suggestion, screen: Screen = PLAIN) -> str:
    """Write a suggestion as text."""
    return finished(fitted(_lines(suggestion), screen), screen)


def _lines(suggestion: Suggestion) -> Iterator[str]:
    yield from _wrapped(CAVEAT, "")
    yield from _true(suggestion)
    for verdict, heading in HEADINGS.items():
        proposals = [proposal for proposal in suggestion.proposals if proposal.verdict is verdict]
        if proposals:
            yield from ("", heading)
            for proposal in proposals:
                yield from _proposal(proposal, suggestion)
    yield from _listed(UNSERVED, suggestion.unserved, suggestion)
    yield from _listed(OPEN, waiting_for(suggestion), suggestion)
    if suggestion.signposts:
        yield from ("", SIGNPOSTS)
        yield from _wrapped(NOT_SHIPPED, "  ")
        for signpost in suggestion.signposts:
            yield from _signpost(signpost, suggestion)


def waiting_for(suggestion: Suggestion) -> list[str]:
    """Return the situations that are not known, and of which a framework says something."""
    return [
        name for name in suggestion.questions if any(name in proposal.waits_for for proposal in suggestion.proposals)
    ]


def _signpost(proposal: SignpostProposal, suggestion: Suggestion) -> Iterator[str]:
    yield from _wrapped(proposal.signpost.title, "  ")
    for name, use in proposal.uses.items():
        yield from _wrapped(f"{use_words(use)}: {suggestion.questions[name]}", "    ")
        yield from _wrapped(f"{use.because} ({basis_of(use.basis, use.sources)})", "      ")
    for label, words in signpost_facts(proposal.signpost):
        yield from _wrapped(f"{label}: {words}", "    ")


def _true(suggestion: Suggestion) -> Iterator[str]:
    true = [name for name in suggestion.questions if suggestion.said.get(name) is SituationAnswer.YES]
    yield from _listed("You say yes to", true, suggestion) if true else ("", "You say yes to nothing.")


def _proposal(proposal: FrameworkProposal, suggestion: Suggestion) -> Iterator[str]:
    yield f"  {inert(proposal.title)} ({proposal.framework}@{inert(proposal.edition)})"
    for reason in proposal.reasons:
        yield from _reason(reason, suggestion)


def _reason(reason: SuitReason, suggestion: Suggestion) -> Iterator[str]:
    yield from _wrapped(f"{reason.fits}: {suggestion.questions[reason.situation]}", "    ")
    yield from _wrapped(f"{reason.because} ({basis_of(reason.basis, reason.sources)})", "      ")


def _listed(heading: str, names: Iterable[str], suggestion: Suggestion) -> Iterator[str]:
    for index, name in enumerate(names):
        if index == 0:
            yield from ("", heading)
        yield from _wrapped(f"{name}: {suggestion.questions[name]}", "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return [f"{indent}{inert(text)}"]

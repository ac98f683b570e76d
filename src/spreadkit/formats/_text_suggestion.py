"""A suggestion as plain text: what was said, what fits and why, and what is left open."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.text import inert
from spreadkit.model.framework import Basis
from spreadkit.model.suggestion import FrameworkProposal, SituationAnswer, Suggestion, SuitReason, SuitVerdict

_WIDTH: Final = 100

_CAVEAT: Final = (
    "This is a suggestion. It counts what the frameworks' own files say of your situation, well minus poorly, and "
    "shows all of it; read the reasons, not the order."
)

_HEADINGS: Final = {
    SuitVerdict.FITS: "Fits: more of it speaks for than against",
    SuitVerdict.PARTLY: "Fits partly",
    SuitVerdict.POORLY: "Does not fit: more of it speaks against than for",
    SuitVerdict.SILENT: "Says nothing of your situation",
}

_BASES: Final = {
    Basis.SOURCED: "from what was seen of the sources",
    Basis.RECALLED: "remembered, not looked up",
    Basis.JUDGEMENT: "our own judgement",
}


def render_suggestion(suggestion: Suggestion, _screen: Screen = PLAIN) -> str:
    """Write a suggestion as text."""
    return "\n".join(_lines(suggestion)) + "\n"


def _lines(suggestion: Suggestion) -> Iterator[str]:
    yield from _wrapped(_CAVEAT, "")
    yield from _true(suggestion)
    for verdict, heading in _HEADINGS.items():
        proposals = [proposal for proposal in suggestion.proposals if proposal.verdict is verdict]
        if proposals:
            yield from ("", heading)
            for proposal in proposals:
                yield from _proposal(proposal, suggestion)
    yield from _listed("What no framework here is good for", suggestion.unserved, suggestion)
    waiting = [
        name for name in suggestion.questions if any(name in proposal.waits_for for proposal in suggestion.proposals)
    ]
    yield from _listed("What you do not know yet, and would change this", waiting, suggestion)


def _true(suggestion: Suggestion) -> Iterator[str]:
    true = [name for name in suggestion.questions if suggestion.said.get(name) is SituationAnswer.YES]
    yield from _listed("You say yes to", true, suggestion) if true else ("", "You say yes to nothing.")


def _proposal(proposal: FrameworkProposal, suggestion: Suggestion) -> Iterator[str]:
    yield f"  {inert(proposal.title)} ({proposal.framework}@{inert(proposal.edition)})"
    for reason in proposal.reasons:
        yield from _reason(reason, suggestion)


def _reason(reason: SuitReason, suggestion: Suggestion) -> Iterator[str]:
    yield from _wrapped(f"{reason.fits}: {suggestion.questions[reason.situation]}", "    ")
    sources = f": {', '.join(reason.sources)}" if reason.sources else ""
    yield from _wrapped(f"{reason.because} ({_BASES[reason.basis]}{sources})", "      ")


def _listed(heading: str, names: Iterable[str], suggestion: Suggestion) -> Iterator[str]:
    for index, name in enumerate(names):
        if index == 0:
            yield from ("", heading)
        yield from _wrapped(f"{name}: {suggestion.questions[name]}", "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(inert(text), _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)

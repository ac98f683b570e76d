"""A suggestion as JSON. Its shape is a promise, as that of the other JSON is."""

from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump
from spreadkit.model.suggestion import FrameworkProposal, Suggestion

_VERSION: Final = 1


def render_suggestion(suggestion: Suggestion, _screen: Screen = PLAIN) -> str:
    """Write what was said, every framework with all its reasons, and what none is good for."""
    data = {
        "version": _VERSION,
        "said": {name: said.value for name, said in suggestion.said.items()},
        "frameworks": [_proposal(proposal) for proposal in suggestion.proposals],
        "unserved": list(suggestion.unserved),
    }
    return dump(data)


def _proposal(proposal: FrameworkProposal) -> dict[str, Any]:
    return {
        "id": proposal.framework,
        "edition": proposal.edition,
        "title": proposal.title,
        "verdict": proposal.verdict.value,
        "balance": proposal.balance,
        "reasons": [
            {
                "situation": reason.situation,
                "fits": reason.fits.value,
                "because": reason.because,
                "basis": reason.basis.value,
                "sources": list(reason.sources),
            }
            for reason in proposal.reasons
        ],
        "waits_for": list(proposal.waits_for),
    }

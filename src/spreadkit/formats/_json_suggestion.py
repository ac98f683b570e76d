"""A suggestion as JSON. Its shape is a promise, as that of the other JSON is."""

from typing import Any, Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.json import dump
from spreadkit.model.suggestion import FrameworkProposal, SignpostProposal, Suggestion

_VERSION: Final = 1


def render_suggestion(suggestion: Suggestion, _screen: Screen = PLAIN) -> str:
    """Write what was said, every framework with all its reasons, and what none is good for."""
    data = {
        "version": _VERSION,
        "said": {name: said.value for name, said in suggestion.said.items()},
        "frameworks": [_proposal(proposal) for proposal in suggestion.proposals],
        "unserved": list(suggestion.unserved),
        "signposts": [_signpost(proposal) for proposal in suggestion.signposts],
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


def _signpost(proposal: SignpostProposal) -> dict[str, Any]:
    signpost = proposal.signpost
    return {
        "id": proposal.id,
        "title": signpost.title,
        "made_by": signpost.made_by,
        "about": signpost.about,
        "link": signpost.link,
        "basis": signpost.basis.value,
        "sources": list(signpost.sources),
        "licence": {
            "state": signpost.licence.state.value,
            "says": signpost.licence.says,
            "basis": signpost.licence.basis.value,
            "sources": list(signpost.licence.sources),
        },
        "as_file": {"can": signpost.as_file.can, "because": signpost.as_file.because},
        "uses": [
            {
                "situation": name,
                "how": use.how.value,
                "of": list(use.of),
                "because": use.because,
                "basis": use.basis.value,
                "sources": list(use.sources),
            }
            for name, use in proposal.uses.items()
        ],
    }

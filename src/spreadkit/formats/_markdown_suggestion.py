"""A suggestion as Markdown: what was said, what fits and why, what is left open, and what others have made."""

from collections.abc import Iterable, Iterator

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._signposts import NOT_SHIPPED, SIGNPOSTS, basis_of, signpost_facts, use_words
from spreadkit.formats._text_suggestion import CAVEAT, HEADINGS, OPEN, UNSERVED, waiting_for
from spreadkit.formats.markdown import escaped, escaped_at_start, web_link
from spreadkit.model.signposts import Signpost
from spreadkit.model.suggestion import FrameworkProposal, SignpostProposal, SituationAnswer, Suggestion


def render_suggestion(suggestion: Suggestion, _screen: Screen = PLAIN) -> str:
    """Write a suggestion as Markdown."""
    return "\n\n".join(_chunks(suggestion)) + "\n"


def _chunks(suggestion: Suggestion) -> Iterator[str]:
    yield from ("# Which framework fits", f"> {CAVEAT}")
    true = [name for name in suggestion.questions if suggestion.said.get(name) is SituationAnswer.YES]
    yield from _listed("You say yes to", true, suggestion) if true else ("You say yes to nothing.",)
    for verdict, heading in HEADINGS.items():
        proposals = [proposal for proposal in suggestion.proposals if proposal.verdict is verdict]
        if proposals:
            yield f"## {heading}"
        for proposal in proposals:
            yield from _proposal(proposal, suggestion)
    yield from _listed(UNSERVED, suggestion.unserved, suggestion)
    yield from _listed(OPEN, waiting_for(suggestion), suggestion)
    if suggestion.signposts:
        yield from (f"## {SIGNPOSTS}", NOT_SHIPPED)
        for signpost in suggestion.signposts:
            yield from _signpost(signpost, suggestion)


def _proposal(proposal: FrameworkProposal, suggestion: Suggestion) -> Iterator[str]:
    named = f"{proposal.framework}@{proposal.edition}"  # escaped as a whole: a forge takes it for an address of mail
    yield f"### {escaped(proposal.title)} ({escaped(named)})"
    reasons = [
        f"- **{reason.fits}**: {escaped(suggestion.questions[reason.situation])}<br>"
        f"{escaped(reason.because)} ({escaped(basis_of(reason.basis, reason.sources))})"
        for reason in proposal.reasons
    ]
    if reasons:
        yield "\n".join(reasons)


def _signpost(proposal: SignpostProposal, suggestion: Suggestion) -> Iterator[str]:
    yield f"### {escaped(proposal.signpost.title)}"
    uses = [
        f"- **{escaped(use_words(use))}**: {escaped(suggestion.questions[name])}<br>"
        f"{escaped(use.because)} ({escaped(basis_of(use.basis, use.sources))})"
        for name, use in proposal.uses.items()
    ]
    yield "\n".join([*uses, *signpost_bullets(proposal.signpost)])


def signpost_bullets(signpost: Signpost) -> Iterator[str]:
    """Go through what is said of a signpost, an item of a list each."""
    for label, words in signpost_facts(signpost):
        yield f"- {label}: {web_link(words) if words == signpost.link else escaped(words)}"


def _listed(heading: str, names: Iterable[str], suggestion: Suggestion) -> Iterator[str]:
    items = [f"- {escaped_at_start(name)}: {escaped(suggestion.questions[name])}" for name in names]
    if items:
        yield from (f"## {heading}", "\n".join(items))

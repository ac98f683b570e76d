"""From what a team says of its situation to the frameworks that say they fit: counting what they say, and no more."""

from collections.abc import Iterable, Mapping

from spreadkit.model.framework import Fit, Framework
from spreadkit.model.suggestion import FrameworkProposal, SituationAnswer, Suggestion, SuitReason


def rank_frameworks(
    frameworks: Iterable[Framework], questions: Mapping[str, str], said: Mapping[str, SituationAnswer]
) -> Suggestion:
    """Put frameworks in order of how many of their reasons speak for them, minus how many against; then by id."""
    proposals = [_proposal(framework, questions, said) for framework in frameworks]
    true = [name for name in questions if said.get(name) is SituationAnswer.YES]
    served = {
        reason.situation for proposal in proposals for reason in proposal.reasons if reason.fits is not Fit.POORLY
    }
    return Suggestion(
        said=said,
        questions=questions,
        proposals=tuple(
            sorted(proposals, key=lambda proposal: (not proposal.reasons, -proposal.balance, proposal.framework))
        ),
        unserved=tuple(name for name in true if name not in served),
    )


def _proposal(
    framework: Framework, questions: Mapping[str, str], said: Mapping[str, SituationAnswer]
) -> FrameworkProposal:
    known = [(name, framework.suits[name]) for name in questions if name in framework.suits]
    return FrameworkProposal(
        framework=framework.id,
        edition=framework.edition,
        title=framework.title,
        reasons=tuple(
            SuitReason(name, suits.fits, suits.because, suits.basis, suits.sources)
            for name, suits in known
            if said.get(name) is SituationAnswer.YES
        ),
        waits_for=tuple(name for name, _ in known if said.get(name) is SituationAnswer.UNKNOWN),
    )

"""On what a part of a framework rests, in words: what was seen of its sources, memory, or our own judgement."""

from collections.abc import Sequence
from typing import Final

from spreadkit.model.framework import Basis, Strategy

_BASES: Final = {
    Basis.SOURCED: "what was seen of the sources",
    Basis.RECALLED: "memory, not looked up",
    Basis.JUDGEMENT: "our own judgement",
}


def rests_on(basis: Basis, sources: Sequence[str]) -> str:
    """Say how far something rests on its sources, and on which."""
    return with_sources(_BASES[basis], basis, sources)


def with_sources(says: str, basis: Basis, sources: Sequence[str]) -> str:
    """Name the sources after what is said of the basis, so that a judgement is not taken for theirs."""
    joined = "; see also: " if basis is Basis.JUDGEMENT else ": "
    return f"{says}{joined}{', '.join(sources)}" if sources else says


def why_it_may_work(strategy: Strategy) -> str:
    """Return why a strategy may work, and on what it rests, as sentences."""
    basis = f"This way rests on {rests_on(strategy.basis, strategy.sources)}."
    if not strategy.about:
        return basis
    about = strategy.about.rstrip()
    return f"{about} {basis}" if about.endswith((".", "!", "?")) else f"{about}. {basis}"

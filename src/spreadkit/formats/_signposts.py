"""A signpost in words, the same in every format: when to use it, what it is for, on what terms, and where it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from spreadkit.framework.resting import with_sources
from spreadkit.model.framework import Basis
from spreadkit.model.signposts import LicenceState, Pairing, Signpost, SignpostLicence, SignpostUse
from spreadkit.words import in_words

_BASES: Final = {
    Basis.SOURCED: "from what was seen of the sources",
    Basis.RECALLED: "remembered, not looked up",
    Basis.JUDGEMENT: "our own judgement",
}

SIGNPOSTS: Final = "Made by others, for the same situation"

NOT_SHIPPED: Final = (
    "spreadkit does not hold their words. None of them endorses spreadkit. "
    "A licence that is not known is not a free one."
)

_USES: Final = {Pairing.INSTEAD: "in place of", Pairing.BESIDE: "beside"}

_LICENCES: Final = {
    LicenceState.NOT_STATED: "not stated on its page; ask before you copy its words",
    LicenceState.NOT_SEEN: "not seen by us; look before you copy its words",
}

_FILES: Final = {
    "official": "can be written with its own words, as its licence allows",
    "own-words": "can be written of its structure, in your own words",
    "no": "cannot be written of it",
}


def use_words(use: SignpostUse) -> str:
    """Say how it goes with the frameworks here: in place of or beside those named, or any."""
    return f"{_USES[use.how]} {in_words(use.of, joiner='or') if use.of else 'any framework here'}"


def licence_words(licence: SignpostLicence) -> str:
    """Say what is known of its licence; what is not known is never said to be free."""
    known = [_LICENCES[licence.state]] if licence.state in _LICENCES else []
    return (
        f"{'. '.join([*known, *([licence.says] if licence.says else [])])} ({basis_of(licence.basis, licence.sources)})"
    )


def signpost_facts(signpost: Signpost) -> Iterator[tuple[str, str]]:
    """Go through what is said of it, each with its label."""
    yield "What it is for", f"{signpost.about} ({basis_of(signpost.basis, signpost.sources)})"
    if signpost.made_by:
        yield "Made by", signpost.made_by
    yield "Licence", licence_words(signpost.licence)
    yield "A framework file", f"{_FILES[signpost.as_file.can]}. {signpost.as_file.because}"
    yield "Where", signpost.link


def basis_of(basis: Basis, sources: Sequence[str]) -> str:
    """Say on what a part rests, and name its sources."""
    return with_sources(_BASES[basis], basis, sources)

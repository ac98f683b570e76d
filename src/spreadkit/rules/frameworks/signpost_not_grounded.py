"""A signpost claims a licence or a source that it does not show.

Why it matters: who copies words in the belief that they are free takes the risk. A licence counts only where it was
read, and what is called sourced needs a source that was seen.

What to do: name the licence under `says` and where it was read under `sources`; else write `state: not-stated` where
the page says nothing, or `not-seen` where it was not read. Call what was not seen `recalled` or `judgement`.
"""

from collections.abc import Iterator

from spreadkit.model.base import Id
from spreadkit.model.framework import Basis
from spreadkit.model.signposts import LicenceState, Signpost
from spreadkit.rules import Hit, Route, Severity, SignpostsSubject, signposts_rule

PASSES = """
signposts:
  ward-walk:
    title: Ward walk
    about: It asks what a visitor sees.
    link: https://example.org/ward-walk
    basis: judgement
    licence: {state: not-seen}
    as-file: {can: own-words, because: It has six questions.}
    suits:
      will-it-last: {how: beside, of: tiny, because: It asks the staff.}
"""

FAILS = """
signposts:
  ward-walk:
    title: Ward walk
    about: It asks what a visitor sees.
    link: https://example.org/ward-walk
    basis: judgement
    licence: {state: stated, says: CC BY 4.0}  # <--
    as-file: {can: own-words, because: It has six questions.}
    suits:
      will-it-last: {how: beside, of: tiny, because: It asks the staff.}
"""


@signposts_rule("SK192", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: SignpostsSubject) -> Iterator[Hit]:
    """Find licences that were not read, leave that is not given, and sources that were not seen."""
    cited = {**subject.built_in.sources, **subject.signposts.sources}
    seen = {name for name, citation in cited.items() if citation.seen != "no"}
    for name, signpost in subject.signposts.signposts.items():
        here = ("signposts", name)
        licence = signpost.licence
        if licence.state is LicenceState.STATED and not (licence.says and licence.sources):
            message = 'a licence that is stated has words and a place; add "says" and "sources"'
            yield (*here, "licence"), message
        if licence.state is not LicenceState.STATED and signpost.as_file.can == "official":
            message = 'its own words need a licence that is stated; write "can: own-words"'
            yield (*here, "as-file", "can"), message
        for route, basis, sources in _grounds(signpost):
            if basis is Basis.SOURCED and not seen.intersection(sources):
                message = 'this is called sourced, but names no source that was seen; add "sources", or change "basis"'
                yield (*here, *route, "basis"), message


def _grounds(signpost: Signpost) -> Iterator[tuple[Route, Basis, tuple[Id, ...]]]:
    yield (), signpost.basis, signpost.sources
    yield ("licence",), signpost.licence.basis, signpost.licence.sources
    for name, use in signpost.suits.items():
        yield ("suits", name), use.basis, use.sources

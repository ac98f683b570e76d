"""A signpost names a situation, a framework or a source that cannot be found.

Why it matters: a signpost is shown to those who are in a situation. One for a situation that is not asked about is
shown to no team, and a source that is not listed cannot be looked up.

What to do: correct the id; add the situation to `frameworks/concepts.yaml`, or the source to `sources` of the file.
"""

from collections.abc import Iterator

from spreadkit.model.signposts import Signpost
from spreadkit.rules import Hit, Route, Severity, SignpostsSubject, did_you_mean, signposts_rule

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
    licence: {state: not-seen}
    as-file: {can: own-words, because: It has six questions.}
    suits:
      will-it-last: {how: beside, of: tiny, because: It asks the staff.}
      will-it-lasts: {how: beside, because: It asks the staff.}  # <--
"""


@signposts_rule("SK191", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: SignpostsSubject) -> Iterator[Hit]:
    """Compare what signposts name with what there is."""
    sources = {**subject.built_in.sources, **subject.signposts.sources}
    for name, signpost in subject.signposts.signposts.items():
        here = ("signposts", name)
        for situation, use in signpost.suits.items():
            if situation not in subject.situations:
                hint = did_you_mean(situation, subject.situations)
                yield (*here, "suits", situation), f'there is no situation "{situation}"{hint}'
            for framework in use.of:
                if framework not in subject.known_frameworks:
                    hint = did_you_mean(framework, subject.known_frameworks)
                    yield (*here, "suits", situation, "of"), f'there is no framework "{framework}"{hint}'
        for route, named in _sources(signpost):
            for source in named:
                if source not in sources:
                    yield (*here, *route), f'there is no source "{source}"{did_you_mean(source, sources)}'


def _sources(signpost: Signpost) -> Iterator[tuple[Route, tuple[str, ...]]]:
    yield ("sources",), signpost.sources
    yield ("licence", "sources"), signpost.licence.sources
    for name, use in signpost.suits.items():
        yield ("suits", name, "sources"), use.sources

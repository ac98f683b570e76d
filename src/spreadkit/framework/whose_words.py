"""Whose words a framework file is in, and that nobody who is named in it endorses it: one sentence for every page."""

from typing import Final

from spreadkit.model.framework import Framework

_WORDS: Final = {
    "own": "Our own words, not the text of the authors",
    "paraphrase": "A paraphrase, not the text of the authors",
    "official": "The text of the authors",
}

_NOT_ENDORSED: Final = "Not endorsed by the authors of the sources, or by their organisations."


def whose_words(framework: Framework) -> str:
    """Say whose words they are, on what terms where they are the authors', and that nobody endorses the file."""
    licence = f", used under {framework.licence}" if framework.licence and framework.wording == "official" else ""
    return f"{_WORDS[framework.wording]}{licence}. {_NOT_ENDORSED}"

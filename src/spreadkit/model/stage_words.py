"""Words that people write for the stages of adoption: ours in any letters, their numbers, and the plan's own words."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from spreadkit.model.adoption import LADDER, AdoptionStage
from spreadkit.words import NAMED, in_words

_NOT_IN_WORDS: Final = re.compile(r"[\W_]+")
_PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_NOT_TEXTS: Final = frozenset({"yes", "no", "true", "false", "on", "off", "y", "n", "null"})
"""What some readers of YAML do not take for text."""

_NEAR: Final = 0.8
"""How like a stage a word must be to be taken for a slip: "Completed" is not meant to be "committed". Ours."""

_MOST_SHOWN: Final = 10
"""For how many words a line of the plan is shown. The figure is ours."""

_OURS: Final = {stage.words: stage for stage in AdoptionStage}
_NUMBERS: Final = {str(number): stage for number, stage in enumerate(LADDER)}


def stage_word(text: str) -> str:
    """Return a word as it is compared: capitals, blanks, hyphens and other signs between words do not matter."""
    return " ".join(_NOT_IN_WORDS.sub(" ", text.casefold()).split())


def stage_words(own: Mapping[str, AdoptionStage]) -> dict[str, AdoptionStage]:
    """Return what each word, as it is compared, means. `own` are the plan's words, which come before ours.

    Where a plan numbers the stages itself, our numbers are not known.
    """
    mine = {stage_word(word): stage for word, stage in own.items()}
    numbers = {} if any(word.isdecimal() for word in mine) else _NUMBERS
    return {**_OURS, **numbers, **mine}


def own_stages(data: Any) -> dict[str, AdoptionStage]:
    """Return the plan's own words for stages, from its data as they were read; what means no stage is left out."""
    words = data.get("words") if isinstance(data, Mapping) else None
    stages = words.get("stages") if isinstance(words, Mapping) else None
    known = {stage.value: stage for stage in AdoptionStage}
    found = stages.items() if isinstance(stages, Mapping) else ()
    return {str(word): known[stage] for word, stage in found if isinstance(stage, str) and stage in known}


def some_words(texts: Iterable[str]) -> list[str]:
    """Return the first few words that are no stage, in quotes, each with the stage that was probably meant."""
    words = list(dict.fromkeys(texts))
    shown = [f'"{word[:60]}"{_nearly(word)}' for word in words[:NAMED]]
    return shown + ([f"{len(words) - NAMED} more"] if len(words) > NAMED else [])


def _nearly(text: str) -> str:
    near = get_close_matches(stage_word(text), _OURS, n=1, cutoff=_NEAR)
    return f' (did you mean "{_OURS[near[0]].value}"?)' if near else ""


def how_to_add(texts: Iterable[str]) -> str:
    """Say what to add to the plan so that words for stages are known."""
    words = list(dict.fromkeys(map(_key, texts)))
    shown = [f"{word}: …" for word in words[:_MOST_SHOWN]] + ["…"] * (len(words) > _MOST_SHOWN)
    line = f"words: {{stages: {{{', '.join(shown)}}}}}"
    stages = in_words([stage.value for stage in AdoptionStage], joiner="or")
    return f'correct them, or add to the plan what they mean: "{line}", each with {stages}'


def _key(text: str) -> str:
    key = stage_word(text).replace(" ", "-")
    return key if _PLAIN_KEY.fullmatch(key) and key not in _NOT_TEXTS else f"'{text.replace(chr(39), chr(39) * 2)}'"

"""The colours of a report on paper, as its style sheet has them: one place says what they are."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

_SHEET: Final = Path(__file__).parent / "templates" / "report.css"

_FIRST_RULE: Final = re.compile(r":root \{(.*?)\}", re.DOTALL)
_COLOUR: Final = re.compile(r"--([\w-]+): #([0-9a-f]{6});")


@lru_cache(maxsize=1)
def on_paper() -> Mapping[str, str]:
    """Return the light colours by name, each as six hexadecimal digits: `ink`, `good-tint`, `shade-3`, and so on."""
    rule = _FIRST_RULE.search(_SHEET.read_text(encoding="utf-8"))
    return MappingProxyType(dict(_COLOUR.findall(rule[1] if rule else "")))

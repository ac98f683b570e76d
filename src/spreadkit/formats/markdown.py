"""Markdown for GitHub, which reads well in a plain editor too. Whatever stands in a plan stays text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape as escape_html
from itertools import chain
from typing import Any, Final
from urllib.parse import quote

from spreadkit.model.report import (
    Bar,
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Fact,
    Facts,
    Figure,
    Figures,
    Group,
    Mark,
    Meter,
    Paragraph,
    Phrase,
    Report,
    Section,
    Table,
    Tone,
)
from spreadkit.reporting import day

ALERTS: Final = {Tone.GOOD: "TIP", Tone.NOTE: "NOTE", Tone.WARNING: "WARNING", Tone.STOP: "CAUTION"}
RULERS: Final = {"left": "---", "right": "--:", "centre": ":-:"}

_INLINE: Final = re.compile(r"[\\`*_\[\]<>|~$]|&(?=[#\w]+;)|(?<![^\W_])@(?=\w)|(?<=[\w.])(?=://)|\b(?=www\.)", re.IGNORECASE)
_LINE_START: Final = re.compile(r"(?=[#+=:-])|(?<=\d)(?=[.)])")
_NUMBERED: Final = re.compile(r"\d{1,9}(?=[.)](\s|$))")
_UNPRINTABLE: Final = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if code != 10}
_UNLINKED: Final = "<!-- -->"

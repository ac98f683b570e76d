"""Versions: versions of the package, its reviews and adaptations."""

from typing import Final

TITLE: Final = "Versions"
CODES: Final = (range(710, 720),)

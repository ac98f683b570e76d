"""Drawings as pictures: the one place that knows the library that draws. Nothing is fetched; no browser is needed."""

from functools import lru_cache
from typing import Any

from spreadkit.model.report import Drawing


def svg_of(drawing: Drawing) -> str:
    """Return a drawing as SVG. The same drawing gives the same text."""
    text: str = _library().vegalite_to_svg(drawing.spec)
    return text


def png_of(drawing: Drawing, scale: float = 2.0) -> bytes:
    """Return a drawing as a PNG picture, `scale` times as large as its SVG."""
    picture: bytes = _library().vegalite_to_png(drawing.spec, scale=scale)
    return picture


@lru_cache(maxsize=1)
def _library() -> Any:
    import vl_convert

    return vl_convert

"""Web addresses as codes that a telephone reads from paper: the one place that knows the library that makes them."""

from functools import lru_cache
from io import BytesIO
from typing import Final

_LONGEST: Final = 300
"""Up to how many characters an address is drawn: a longer one makes squares too small to be read. Ours."""


@lru_cache(maxsize=64)
def code_of(link: str) -> str:
    """Return a web address as a code (QR, ISO/IEC 18004) in SVG, black on white; nothing for a long one.

    The address stands beside it, so that it is hidden from those who do not see it.
    """
    if len(link) > _LONGEST:
        return ""
    import segno

    drawn = BytesIO()
    code = segno.make(link, error="m", micro=False, boost_error=False)
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        nl=False,
        omitsize=True,
        border=2,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue().decode("utf-8").replace("<svg ", '<svg aria-hidden="true" ', 1)

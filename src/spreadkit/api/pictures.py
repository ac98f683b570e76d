"""Writing the pictures of a report beside it: each as SVG, as PNG, and as the specification that it is drawn from."""

from pathlib import Path
from typing import Final

from spreadkit.errors import SpreadkitError, sentence_of
from spreadkit.formats._drawing import json_of, png_of, svg_of
from spreadkit.model.report import Report, drawings_of
from spreadkit.model.report_parts import Drawing
from spreadkit.writing.atomic import write_whole

ENDINGS: Final = (".svg", ".png", ".vl.json")
"""What the files of one picture end in."""


def write_pictures(report: Report, folder: Path) -> list[Path]:
    """Write every picture of a report into a folder, which is made where it is not there; return what was written.

    A file of that name is replaced whole. Raises SpreadkitError when one cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [path for drawing in drawings_of(report) for path in _write(drawing, folder)]
    except OSError as error:
        raise SpreadkitError(sentence_of(error, folder)) from None


def _write(drawing: Drawing, folder: Path) -> list[Path]:
    contents: tuple[str | bytes, ...] = (svg_of(drawing), png_of(drawing), json_of(drawing))
    paths = [folder / f"{drawing.name}{ending}" for ending in ENDINGS]
    for path, content in zip(paths, contents, strict=True):
        write_whole(path, content)
    return paths

"""What LibreOffice makes of a file that is meant for office programs: its pages, each as the words on it."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

OFFICE = shutil.which("soffice")


def pages_of(content: bytes, ending: str, folder: Path) -> int:
    """Return how many pages, or slides, a file has when LibreOffice prints it. Skips where it is not installed."""
    with pikepdf.open(BytesIO(printed(content, ending, folder))) as pdf:
        return len(pdf.pages)


def printed(content: bytes, ending: str, folder: Path) -> bytes:
    """Return the PDF that LibreOffice prints a file to."""
    if OFFICE is None:
        pytest.skip("needs LibreOffice: apt install libreoffice-writer-nogui libreoffice-impress-nogui")
    file = folder / f"file{ending}"
    file.write_bytes(content)
    home = (folder / "office").as_uri()
    command = [OFFICE, f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    return file.with_suffix(".pdf").read_bytes()


def words_in(text: str) -> str:
    """Return a text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()

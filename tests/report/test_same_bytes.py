"""The same plan and day give the same bytes, under whatever clock, language and order of hashing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import spreadkit

from matrix import KEPT_EXAMPLE, READERS, Shown, as_html, as_markdown

PROGRAM = """
import sys
from matrix import KEPT_EXAMPLE, READERS, Shown, as_html, as_markdown
for reader in READERS:
    for write in (as_html, as_markdown):
        sys.stdout.buffer.write(write(Shown(reader, KEPT_EXAMPLE)).encode())
"""
SURROUNDINGS = {
    "far east, no locale": {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONHASHSEED": "0"},
    "far west": {"TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_reports_are_the_same_bytes_everywhere(name: str, tmp_path: Path) -> None:
    here = [write(Shown(reader, KEPT_EXAMPLE)) for reader in READERS for write in (as_html, as_markdown)]
    path = os.pathsep.join([str(Path(spreadkit.__file__).parents[1]), str(Path(__file__).parent)])
    surroundings = {**os.environ, "PYTHONPATH": path, **SURROUNDINGS[name]}

    made = subprocess.run([sys.executable, "-c", PROGRAM], env=surroundings, cwd=tmp_path, check=True, stdout=-1)

    assert made.stdout == "".join(here).encode()
    assert len(made.stdout) > 100_000

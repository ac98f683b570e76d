"""A sample of what `kill_points.py` tries whole: a command that is killed, or meets a full disk, tears nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("kill_points.py")


@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="processes are copied, which only Unix can")
def test_nothing_is_torn_wherever_a_run_ends() -> None:
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), "--sample", "60"], check=False, capture_output=True, text=True, timeout=120
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "points killed" in ended.stdout
    assert ", 0 faults" in ended.stdout


TORN = """
def replace(self, target):
    descriptor = os.open(target, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, self.read_bytes())
    os.close(descriptor)
Path.replace = replace
"""
LEFT = """
from spreadkit.collecting import collect
from spreadkit.writing import table_draft
collect.clear_leftovers = table_draft.clear_leftovers = lambda path: None
"""


@pytest.mark.parametrize(
    ("planted", "fault"),
    [(TORN, "neither the old file nor the new one"), (LEFT, "did not end as one that nobody disturbed")],
    ids=["torn", "left"],
)
def test_a_writer_that_tears_or_leaves_something_is_seen(planted: str, fault: str) -> None:
    script = (
        f"import os, runpy, sys\nfrom pathlib import Path\n{planted}\n"
        f"sys.argv = ['', '--only', 'add']\nrunpy.run_path({str(SCRIPT)!r}, run_name='__main__')\n"
    )

    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=120)

    assert ended.returncode == 1, ended.stderr
    assert fault in ended.stdout

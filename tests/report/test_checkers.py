"""What the Nu HTML checker and markdownlint say of every page: nothing."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from matrix import NODE, PAGES, Shown, as_markdown

UNKNOWN = {"CSS: Unrecognized at-rule “@container”", "CSS: “container-type”: Property “container-type” doesn't exist."}
"""What the checker does not know of CSS yet: container queries, which every browser has had since 2023."""


def test_the_nu_html_checker_finds_nothing(node_modules: Path, file_of: Callable[[Shown], Path]) -> None:
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if shutil.which("java") is None:
        pytest.skip("needs Java: apt install default-jre-headless")
    files = [str(file_of(shown)) for shown in PAGES]

    result = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files],
        check=False,
        capture_output=True,
        text=True,
    )

    said = [message for message in json.loads(result.stderr)["messages"] if message["message"] not in UNKNOWN]
    assert [(each["url"].rpartition("/")[2], each.get("lastLine"), each["message"]) for each in said] == []


def test_markdownlint_finds_nothing(node_modules: Path, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("needs Node: apt install nodejs npm")
    shutil.copy(NODE / ".markdownlint-cli2.jsonc", tmp_path)
    for shown in PAGES:
        (tmp_path / f"{shown}.md").write_text(as_markdown(shown), encoding="utf-8")

    result = subprocess.run(
        [str(node_modules / ".bin" / "markdownlint-cli2"), "*.md"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert result.stderr.splitlines() == []
    assert f"Linting: {len(PAGES)} file(s)" in result.stdout
    assert result.returncode == 0

"""One misspelt scale or method in a framework is one finding, however many criteria and figures rest on it."""

import re
from datetime import date
from pathlib import Path

import pytest

import spreadkit
from spreadkit.library.frameworks import is_framework_name
from spreadkit.reading.shipped import builtin_frameworks

FILES = [path for path in sorted(builtin_frameworks().glob("*.yaml")) if is_framework_name(path.name)]


def errors_of(folder: Path, path: Path, text: str) -> list[str]:
    (folder / "frameworks").mkdir(exist_ok=True)
    copy = folder / "frameworks" / path.name
    copy.write_text(text, encoding="utf-8")
    found = spreadkit.check([copy], as_of=date(2026, 6, 30)).findings
    return [finding.message for finding in found if finding.severity is spreadkit.Severity.ERROR]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_misspelt_method_is_one_finding(path: Path, folder: Path) -> None:
    text = re.sub(r"\bmethod: mean\b", "method: meen", path.read_text(encoding="utf-8"), count=1)

    messages = errors_of(folder, path, text)

    assert [message.partition(" is not")[0] for message in messages] == ['"meen"'] * ("method: meen" in text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_misspelt_scale_is_one_finding_for_all_that_use_it(path: Path, folder: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.search(r"^ {6,}scale: ([a-z-]+)$", text, re.MULTILINE)
    if used is None:
        pytest.skip("no criterion of it names a scale")
    text = re.sub(rf"^( {{6,}}scale: ){used[1]}$", r"\1xcale", text, flags=re.MULTILINE)

    messages = errors_of(folder, path, text)

    assert len(messages) == 1
    assert messages[0].startswith('"xcale" is not a scale of this framework')

"""One tab a process, and every page written once."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import matrix
from browsing import Visitor
from matrix import Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def _visitor(browser: "Browser") -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.leave()


@pytest.fixture
def visitor(_visitor: Visitor) -> Iterator[Visitor]:
    """Someone who opens pages without a network; what the browser complains of, or asks of one, fails."""
    yield _visitor
    troubles, _visitor.troubles = _visitor.troubles, []
    assert troubles == []


@pytest.fixture(scope="session")
def file_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Shown], Path]:
    """Where a page of the matrix stands as an HTML file."""
    folder = tmp_path_factory.mktemp("pages")

    def written(shown: Shown) -> Path:
        path = folder / f"{shown}.html"
        if not path.exists():
            path.write_text(matrix.as_html(shown), encoding="utf-8", newline="")
        return path

    return written


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Where npm has put the checkers."""
    folder = Path(os.environ.get("SPREADKIT_NODE_MODULES", matrix.NODE / "node_modules"))
    if not folder.is_dir():
        pytest.skip("needs the checkers of npm: npm ci --prefix tests/report/node")
    return folder

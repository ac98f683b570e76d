"""What all tests share: hypothesis profiles, folders to work in, one browser, and no silent skips in CI."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from chromium import CHROMIUM, launched, shows_letters

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What is kept from run to run is the user's own, and would hide what a test wants to see.
os.environ |= {"SPREADKIT_NO_CACHE": "1", "SPREADKIT_CACHE_DIR": f"{os.devnull}/none"}

IN_CI = os.environ.get("CI", "").lower() == "true"

# A test that uses tmp_path writes over the same files in every example, which is what it means to do.
settings.register_profile(
    "default", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "default")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped_in_ci(report)
    return report


def _fail_if_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI a tool that is missing is a failure: a skip whose reason begins with "needs " must not look like a pass."""
    if IN_CI and report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason.startswith("needs "):
            report.outcome = "failed"
            report.longrepr = f"skipped in CI: {reason}"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run what is chosen by file or -k in this process: others each collect first, which takes longer than it saves."""
    names_files = any(Path(name.partition("::")[0]).is_file() for name in config.args)
    return 0 if names_files or config.option.keyword or config.option.markexpr else None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working folder, so that files are shown by their names alone."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The one browser of a process: Playwright does not start twice in it."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt install chromium fonts-dejavu-core")
    with launched() as browser:
        if not shows_letters(browser):
            pytest.skip("needs a font: apt install fonts-dejavu-core")
        yield browser

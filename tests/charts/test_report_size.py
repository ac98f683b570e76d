"""A large report stays light enough to send: 60 sites with 8 changes and 6 measures, every chart and table in it."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from spreadkit.api.plans import build_report
from spreadkit.formats import html
from spreadkit.model.report import drawings_of

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "large.py"
MOST = 500_000


def test_sixty_sites_eight_changes_and_six_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("large", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    large = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(large)
    monkeypatch.setattr(large, "CHANGES", 8)
    monkeypatch.setattr(large, "MEASURES", 6)
    large.write_network(tmp_path, 60)

    report = build_report(tmp_path, as_of=date(2026, 1, 15), reader="appendix")
    page = html.render_report(report)

    names = [drawing.name for drawing in drawings_of(report)]
    assert sum(name.startswith("measure-") for name in names) == 6
    assert sum(name.startswith("sites-") for name in names) == 1
    assert len(page.encode()) < MOST

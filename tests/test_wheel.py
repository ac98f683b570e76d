"""The wheel, installed in a clean environment in another folder, brings its frameworks and examples with it."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation", "--outdir", str(folder), str(TOP)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_wheel_holds_frameworks_examples_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "spreadkit/frameworks/ihi-spread.yaml" in names
    assert "spreadkit/examples/north-network-huddles/spread-plan.yaml" in names
    assert "spreadkit/py.typed" in names
    assert "spreadkit/writing/starter/plan.txt" in names


def test_sdist_holds_what_the_wheel_is_made_from(wheel: Path) -> None:
    import tarfile

    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"frameworks/ihi-spread.yaml", "examples/north-network-huddles/sites.csv", "LICENSE"} <= names


def test_report_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    pytest.importorskip("pip", reason="needs pip: python -m ensurepip")
    venv.create(tmp_path / "env", with_pip=False)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", scripts / "python", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-compile", wheel], check=True, capture_output=True)
    work = tmp_path / "work"
    work.mkdir()

    def spreadkit(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(scripts / "spreadkit"), *arguments]
        return subprocess.run(command, cwd=work, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    begun = spreadkit("init", "plan", "--framework", "ihi-spread", "--title", "Huddles")
    checked = spreadkit("check", "plan")
    reported = spreadkit("report", "plan", "--output", "report.html")

    assert begun.returncode == 0, begun.stderr
    assert checked.returncode == 0, checked.stdout
    assert reported.returncode == 0, reported.stderr
    assert "Huddles" in (work / "report.html").read_text(encoding="utf-8")

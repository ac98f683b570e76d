"""A repository with a plan in it, and a folder beside it that holds what must never be shown."""

from pathlib import Path

PRIVATE = "secretvalue"


def repository(folder: Path, plan: str = "title: Example\n") -> Path:
    """Make a repository with one plan, and return the plan."""
    top = folder / "repository"
    (top / ".git").mkdir(parents=True, exist_ok=True)
    (top / ".git" / "config").write_text(f"[{PRIVATE}]\n", encoding="utf-8")
    path = top / "spread-plan.yaml"
    path.write_text(f"schema: spreadkit/plan@1\n{plan}", encoding="utf-8")
    return path


def outside(folder: Path, name: str = "outside.yaml") -> Path:
    """Make a file outside of the repository, which holds a secret in the first lines of YAML, CSV and Markdown."""
    path = folder / "private" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{PRIVATE}: 123\n", encoding="utf-8")
    return path

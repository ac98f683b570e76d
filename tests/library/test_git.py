"""The door to git: nothing that a repository, a folder or the environment names is run, and the answer is right."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from spreadkit.errors import SpreadkitError
from spreadkit.library.discovery import find_targets
from spreadkit.library.git import GitFailure, Repository, ask_git, find_repository
from spreadkit.library.revisions import plan_at

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git: apt install git"),
    pytest.mark.skipif(os.name == "nt", reason="what is planted are shell commands"),
]

PLAN = "schema: spreadkit/plan@1\ntitle: Example\n"
SITES = "id,name\nash,Ash\n"
CLEAN = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-04-01T12:00:00+0000"),
    "GIT_ALLOW_PROTOCOL": "file",
}
HOOKS = (
    *("post-checkout", "post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman"),
    *("post-rewrite", "pre-auto-gc"),
)


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, env=CLEAN)


def told_by_git(folder: Path, *words: str, given: str = "") -> str:
    done = subprocess.run(
        ["git", *words], cwd=folder, input=given, check=True, capture_output=True, env=CLEAN, text=True
    )
    return done.stdout


def write(path: Path, text: str, *, runs: bool = False) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if runs:
        path.chmod(0o755)
    return path


class Checkout(NamedTuple):
    """A repository, the command that is planted in it, and the file that this command would leave."""

    top: Path
    command: str
    left: Path

    @property
    def plan(self) -> Path:
        return self.top / "plans/spread-plan.yaml"

    def filled(self, text: str) -> str:
        beside = self.top.parent
        places = {"RUN": self.command, "LEFT": str(self.left), "TOP": str(self.top), "BESIDE": str(beside)}
        return re.sub("|".join(places), lambda match: places[match[0]], text)

    def set(self, *settings: tuple[str, str], file: Path | None = None) -> None:
        for key, value in settings:
            git(self.top, "config", "--file", str(file or self.top / ".git/config"), "--add", key, self.filled(value))

    def asks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ask git all that spreadkit asks it, from everywhere, and hold that the answers are right."""
        for place, named in ((self.top, "."), (self.top, "plans"), (self.top / "plans", "."), (self.top.parent, "pr")):
            monkeypatch.chdir(place)
            assert [target.path.resolve() for target in find_targets([Path(named)])] == [self.plan.resolve()]
        with plan_at(self.plan, "HEAD~1") as then:
            assert then.plan.read_text(encoding="utf-8") == PLAN
            assert (then.plan.parent.name, then.on) == ("begun", date(2026, 4, 1))


def new_repository(top: Path) -> Path:
    """Make a repository with a plan that was moved, changed since, and an older one that is ignored."""
    write(top / "begun/spread-plan.yaml", PLAN)
    write(top / "begun/sites.csv", SITES)
    git(top, "init", "--quiet")
    write(top / ".gitignore", "old/\n")
    write(top / ".gitattributes", "* filter=planted diff=planted\n")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "Begin")
    git(top, "mv", "begun", "plans")
    git(top, "commit", "--quiet", "-m", "Move")
    write(top / "plans/spread-plan.yaml", PLAN + "stage: prepare\n")
    write(top / "plans/old/spread-plan.yaml", PLAN)
    return top


@pytest.fixture
def checkout(folder: Path) -> Checkout:
    """A repository from a stranger, with what plants need beside it."""
    left = folder / "LEFT-BEHIND"
    made = Checkout(new_repository(folder / "pr"), f"touch '{left}'", left)
    for hook in HOOKS:
        write(folder / "hooks" / hook, f"#!/bin/sh\n{made.command}\n", runs=True)
    write(folder / "included", f"[core]\n\tfsmonitor = {made.command}\n")
    write(folder / "elsewhere/other/spread-plan.yaml", PLAN)
    return made


class Plant(NamedTuple):
    """Settings and variables that name a command, and what to ask a careless git so that it runs."""

    name: str
    careless: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


LOG = ("log", "-p", "--ext-diff", "--textconv")
PLANTS = (
    Plant("fsmonitor", ("ls-files",), (("core.fsmonitor", "RUN"),)),
    Plant("include", ("ls-files",), (("include.path", "BESIDE/included"),)),
    Plant("include if", ("ls-files",), (("includeIf.gitdir:**.path", "BESIDE/included"),)),
    Plant("hooks path", ("checkout", "--detach"), (("core.hooksPath", "BESIDE/hooks"),)),
    Plant("filter clean", ("status",), (("filter.planted.clean", "RUN"),)),
    Plant("filter process", ("status",), (("filter.planted.process", "RUN"), ("filter.planted.required", "true"))),
    Plant("filter smudge", ("checkout", "--", "plans"), (("filter.planted.smudge", "RUN"),)),
    Plant("text conversion", LOG, (("diff.planted.textconv", "RUN"),)),
    Plant("driver of diff", LOG, (("diff.planted.command", "RUN"),)),
    Plant("external diff", LOG, (("diff.external", "RUN"),)),
    Plant("pager", ("-p", "log"), (("core.pager", "RUN"),)),
    Plant("pager of a command", ("ls-files",), (("pager.ls-files", "RUN"),)),
    Plant(
        "ssh", ("ls-remote", "ssh://example.invalid/x"), (("core.sshCommand", "RUN"), ("protocol.ssh.allow", "always"))
    ),
    Plant(
        "proxy",
        ("ls-remote", "git://example.invalid/x"),
        (("core.gitProxy", "BESIDE/hooks/pre-commit"), ("protocol.git.allow", "always")),
    ),
    Plant("credentials", ("credential", "fill"), (("credential.helper", "!RUN"),)),
    Plant(
        "alias",
        ("planted",),
        tuple(
            (f"alias.{name}", "!RUN") for name in ("planted", "ls-files", "rev-parse", "ls-tree", "cat-file", "init")
        ),
    ),
    Plant(
        "settings by variables",
        ("ls-files",),
        (),
        (("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.fsmonitor"), ("GIT_CONFIG_VALUE_0", "RUN")),
    ),
    Plant("parameters", ("ls-files",), (), (("GIT_CONFIG_PARAMETERS", "'core.fsmonitor=touch LEFT'"),)),
    Plant("settings of a system", ("ls-files",), (), (("GIT_CONFIG_SYSTEM", "BESIDE/included"),)),
    Plant("settings of a user", ("ls-files",), (), (("GIT_CONFIG_GLOBAL", "BESIDE/included"),)),
    Plant("external diff by a variable", LOG, (), (("GIT_EXTERNAL_DIFF", "RUN"),)),
    Plant("ssh by a variable", ("ls-remote", "ssh://example.invalid/x"), (), (("GIT_SSH_COMMAND", "RUN"),)),
    Plant("pager by a variable", ("-p", "log"), (), (("GIT_PAGER", "RUN"),)),
    Plant("a record of what git does", ("ls-files",), (), (("GIT_TRACE", "LEFT"),)),
)


@pytest.mark.parametrize("plant", PLANTS, ids=[plant.name for plant in PLANTS])
def test_what_is_planted_is_not_run(plant: Plant, checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.set(*plant.settings)
    for name, value in plant.environment:
        monkeypatch.setenv(name, checkout.filled(value))

    checkout.asks(monkeypatch)

    assert not checkout.left.exists()


@pytest.mark.parametrize("plant", PLANTS, ids=[plant.name for plant in PLANTS])
def test_what_is_planted_would_be_run_by_a_careless_git(plant: Plant, checkout: Checkout) -> None:
    checkout.set(*plant.settings)
    planted = {name: checkout.filled(value) for name, value in plant.environment}
    kept = {name: value for name, value in CLEAN.items() if name != "GIT_ALLOW_PROTOCOL"}

    leader, terminal = os.openpty()  # without a terminal, git pages nothing
    with os.fdopen(leader, "rb"), os.fdopen(terminal, "wb") as out:
        subprocess.run(
            ["git", *plant.careless],
            cwd=checkout.top,
            env={**kept, **planted, "GIT_TERMINAL_PROMPT": "0", "TERM": "xterm"},
            input=b"protocol=https\nhost=example.invalid\n\n",
            stdout=out if plant.name.startswith("pager") else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )

    assert checkout.left.exists()


@pytest.mark.parametrize(
    ("settings", "environment"),
    [
        ((("core.worktree", "BESIDE/elsewhere"),), {}),
        ((("core.bare", "true"),), {}),
        ((), {"GIT_DIR": "BESIDE/elsewhere/.git"}),
        ((), {"GIT_WORK_TREE": "BESIDE/elsewhere"}),
        ((), {"GIT_INDEX_FILE": "BESIDE/included", "GIT_OBJECT_DIRECTORY": "BESIDE/hooks"}),
        ((), {"GIT_CEILING_DIRECTORIES": "TOP", "GIT_EXEC_PATH": "BESIDE/hooks", "GIT_NAMESPACE": "x"}),
        ((), {"GIT_LITERAL_PATHSPECS": "1", "GIT_GLOB_PATHSPECS": "1", "GIT_DEFAULT_HASH": "sha256"}),
    ],
)
def test_nothing_leads_git_elsewhere(
    settings: tuple[tuple[str, str], ...],
    environment: dict[str, str],
    checkout: Checkout,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new_repository(checkout.top.parent / "elsewhere")
    checkout.set(*settings)
    for name, value in environment.items():
        monkeypatch.setenv(name, checkout.filled(value))

    checkout.asks(monkeypatch)


def test_every_command_that_reaches_git_runs_nothing_that_is_planted(checkout: Checkout) -> None:
    fake_bare(checkout.top / "plans", checkout.command)
    checkout.set(*(setting for plant in PLANTS for setting in plant.settings))
    planted = {name: checkout.filled(value) for plant in PLANTS for name, value in plant.environment}
    shutil.copytree(checkout.top.parent / "hooks", checkout.top / ".git/hooks", dirs_exist_ok=True)

    def spreadkit(folder: Path, *words: str) -> str:
        line = [sys.executable, "-m", "spreadkit", *words]
        ended = subprocess.run(line, cwd=folder, env={**os.environ, **planted}, check=False, capture_output=True)
        assert ended.returncode == 0, ended.stderr.decode()
        return (ended.stdout + ended.stderr).decode()

    checked = [
        spreadkit(folder, "check", *named)
        for folder, named in ((checkout.top, ["."]), (checkout.top, ["plans"]), (checkout.top / "plans", []))
    ]
    report = spreadkit(
        checkout.top, "report", "plans", "--appendix", "--since", "HEAD~1", "--as-of", "2026-06-30", "--format", "md"
    )

    assert not checkout.left.exists()
    assert ["1 plan" in text for text in checked] == [True, True, True], checked
    assert "What changed since 1 April 2026" in report


def fake_bare(folder: Path, command: str) -> None:
    """Make a folder look like a bare repository, as a pull request can."""
    write(folder / "HEAD", "ref: refs/heads/main\n")
    write(folder / "objects/x", "")
    write(folder / "refs/x", "")
    core = f'\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = "{command}"\n'
    write(folder / "config", f"[core]\n{core}")


def test_a_folder_that_looks_like_a_repository_is_none(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_bare(checkout.top / "plans", checkout.command)
    fake_bare(checkout.top, checkout.command)

    checkout.asks(monkeypatch)

    assert not checkout.left.exists()
    subprocess.run(["git", "ls-files"], cwd=checkout.top / "plans", env=CLEAN, check=False, capture_output=True)
    assert checkout.left.exists(), "what was planted would have been run"


@pytest.mark.parametrize("place", [".", "plans"])
def test_a_folder_without_a_repository_that_looks_like_one(place: str, folder: Path) -> None:
    left = folder / "LEFT-BEHIND"
    top = folder / "pr"
    for name in ("spread-plan.yaml", "plans/spread-plan.yaml", "old/spread-plan.yaml"):
        write(top / name, PLAN)
    write(top / ".gitignore", "old/\n")
    fake_bare(top / place, f"touch '{left}'")

    found = [target.path.name for target in find_targets([top])]

    assert len(found) == 2
    assert not left.exists()
    with (
        pytest.raises(SpreadkitError, match="this is not a git repository, so"),
        plan_at(top / "spread-plan.yaml", "x"),
    ):
        pass


def test_a_worktree_is_a_repository(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = checkout.top.parent / "trees/pr"
    git(checkout.top, "worktree", "add", "--quiet", "--detach", str(tree))
    write(tree / "plans/old/spread-plan.yaml", PLAN)
    checkout.set(("core.fsmonitor", "RUN"), ("extensions.worktreeConfig", "true"))
    checkout.set(("core.fsmonitor", "RUN"), file=checkout.top / ".git/worktrees/pr/config.worktree")

    checkout._replace(top=tree).asks(monkeypatch)

    assert not checkout.left.exists()


@pytest.mark.parametrize("in_worktree", [False, True])
def test_a_submodule_is_a_repository_of_its_own(
    checkout: Checkout,
    monkeypatch: pytest.MonkeyPatch,
    in_worktree: bool,  # noqa: FBT001 - a parameter
) -> None:
    whole = checkout.top.parent / "whole"
    write(whole / "spread-plan.yaml", PLAN)
    git(whole, "init", "--quiet")
    if in_worktree:
        git(whole, "commit", "--quiet", "--allow-empty", "-m", "Begin")
        git(whole, "worktree", "add", "--quiet", "--detach", "../trees/whole")
        whole = write(checkout.top.parent / "trees/whole/spread-plan.yaml", PLAN).parent
    git(whole, "submodule", "add", "--quiet", str(checkout.top), "pr")
    part = checkout._replace(top=whole / "pr")
    write(part.plan.parent / "old/spread-plan.yaml", PLAN)
    kept = find_repository(part.top)
    assert isinstance(kept, Repository)
    checkout.set(("core.fsmonitor", "RUN"), ("core.hooksPath", "BESIDE/hooks"), file=kept.git_dir / "config")

    with monkeypatch.context() as patch:
        part.asks(patch)
    found = [target.path for target in find_targets([whole])]

    assert found == [whole / "spread-plan.yaml"]
    assert not checkout.left.exists()


@pytest.mark.parametrize("way", ["a file", "a link", "a common folder", "a worktree that is made up"])
def test_a_checkout_cannot_lead_to_a_repository_of_somebody_else(way: str, checkout: Checkout, folder: Path) -> None:
    own, sent = checkout.top / ".git", folder / "sent"
    plan = write(sent / "plans/spread-plan.yaml", PLAN)
    write(sent / "plans/old/spread-plan.yaml", PLAN)
    write(sent / ".gitignore", "old/\n")
    match way:
        case "a file":
            write(sent / ".git", f"gitdir: {own}\n")
        case "a link":
            (sent / ".git").symlink_to(own)
        case "a common folder":
            write(sent / ".git/HEAD", "ref: refs/heads/main\n")
            write(sent / ".git/commondir", f"{own}\n")
        case _:
            write(sent / ".git", "gitdir: x/worktrees/y\n")
            write(sent / "x/worktrees/y/gitdir", "../../../.git\n")
            write(sent / "x/worktrees/y/commondir", f"{own}\n")

    found = [target.path for target in find_targets([sent])]

    assert find_repository(sent) is GitFailure.ELSEWHERE
    assert found == [plan]
    with pytest.raises(SpreadkitError, match="does not name this folder, so"), plan_at(plan, "HEAD"):
        pass


LINKED = ("config", "HEAD", "index", "packed-refs", "refs", "objects", "objects/pack", "info", "info/exclude", "logs")


@pytest.mark.parametrize("name", [*LINKED, "refs/heads", "refs/heads/main", "objects/info"])
@pytest.mark.parametrize("to", ["own", "private", "/dev/zero", "pipe"])
def test_git_follows_nothing_out_of_its_folder(name: str, to: str, checkout: Checkout, folder: Path) -> None:
    """What is in the place of git's own files is neither shown, nor waited for, nor read without an end."""
    write(folder / "private", "secretvalue\n")
    git(folder, "init", "--quiet", "own")
    os.mkfifo(folder / "pipe")
    place = checkout.top / ".git" / name
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    if to == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(folder / "own/.git" / name if to == "own" else folder / to)
    (folder / "own/.git" / name).mkdir(parents=True, exist_ok=True) if name in {"logs", "refs/heads"} else None

    found = [target.path for target in find_targets([checkout.top])]

    assert find_repository(checkout.top) is GitFailure.UNSOUND
    assert checkout.plan in found
    with pytest.raises(SpreadkitError, match="a link that leads out of it") as refused, plan_at(checkout.plan, "HEAD"):
        pass
    assert "secretvalue" not in str(refused.value)


def test_nothing_is_borrowed_from_another_repository(checkout: Checkout, folder: Path) -> None:
    private = new_repository(folder / "private")
    commit = told_by_git(private, "rev-parse", "HEAD").strip()
    write(checkout.top / ".git/objects/info/alternates", f"{private}/.git/objects\n")
    write(checkout.top / ".git/HEAD", f"{commit}\n")

    with pytest.raises(SpreadkitError, match="borrows from elsewhere"), plan_at(checkout.plan, "HEAD"):
        pass


def test_links_inside_of_git_s_folder_and_those_that_git_does_not_read_are_let_be(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = checkout.top / ".git"
    shutil.rmtree(own / "hooks", ignore_errors=True)
    (own / "hooks").symlink_to(checkout.top.parent / "hooks")
    (own / "description").rename(own / "kept") if (own / "description").exists() else None
    (own / "description").symlink_to("kept")
    (own / "broken").symlink_to("nothing")

    checkout.asks(monkeypatch)

    assert not checkout.left.exists()


def commit_of(top: Path, *entries: tuple[str, str, str]) -> str:
    """Make a commit of a tree with entries as they are given, however impossible: mode, name and content or tree."""
    raw = b""
    for mode, name, said in entries:
        made = said if mode == "40000" else told_by_git(top, "hash-object", "-w", "--stdin", given=said).strip()
        raw += f"{mode} {name}".encode() + b"\0" + bytes.fromhex(made)
    line = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    tree = subprocess.run(line, cwd=top, input=raw, check=True, capture_output=True, env=CLEAN).stdout.decode().strip()
    return told_by_git(
        top, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit-tree", tree, "-m", "x"
    ).strip()


@pytest.mark.parametrize(
    "names",
    [
        ("x" * 300 + ".yaml",),
        ("/".join(["deep" * 20] * 100) + ".csv",),
        ("..",),
        ("../../out.yaml",),
        ("/etc/out.yaml",),
        (".git",),
        (".GIT/config.yaml",),
        ("git~1/x.yaml",),
        ("a.yaml", "a.yaml/b.yaml"),
        ("a.yaml/b.yaml", "a.yaml"),
        ("a.yaml", "a.yaml"),
        (".",),
    ],
)
def test_trees_that_no_folder_can_hold_end_in_a_sentence(
    names: tuple[str, ...], checkout: Checkout, folder: Path
) -> None:
    commit = commit_of(
        checkout.top, *(("100644", name, "planted") for name in names), ("100644", "spread-plan.yaml", PLAN)
    )
    plan = write(checkout.top / "spread-plan.yaml", PLAN)

    said = "which no file here can be called; name a day instead"
    with pytest.raises(SpreadkitError, match=said), plan_at(plan, commit):
        pass

    assert not list(folder.rglob("out.yaml"))


def test_a_tree_of_trees_without_end_ends_in_a_sentence(checkout: Checkout) -> None:
    plan = write(checkout.top / "spread-plan.yaml", PLAN)
    commit = commit_of(checkout.top, *(("100644", f"{number}.yaml", "x") for number in range(10)))
    for _ in range(9):
        tree = told_by_git(checkout.top, "rev-parse", f"{commit}^{{tree}}").strip()
        commit = commit_of(checkout.top, *(("40000", f"{number}", tree) for number in range(10)))

    with pytest.raises(SpreadkitError, match="name a day instead"), plan_at(plan, commit):
        pass


def test_a_pointer_to_nothing_is_no_repository(folder: Path) -> None:
    write(folder / ".git", "nothing\n")

    assert find_repository(folder) is GitFailure.NO_REPOSITORY


def planted_program(folder: Path, script: str) -> None:
    write(folder / "git", f"#!/bin/sh\n{script}\n", runs=True)


def test_git_of_the_working_folder_is_not_run(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    planted_program(checkout.top, checkout.command)
    monkeypatch.chdir(checkout.top)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../pr", str(checkout.top)]))

    found = [target.path for target in find_targets([Path("plans")])]

    assert not checkout.left.exists()
    assert len(found) == 2, "without git, nothing is ignored"
    with (
        pytest.raises(SpreadkitError, match="git is not installed, so there is no revision"),
        plan_at(found[0], "HEAD"),
    ):
        pass


def test_git_that_never_ends_is_ended(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    planted_program(checkout.top.parent / "bin", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{checkout.top.parent / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("spreadkit.library.git.SECONDS", 0.2)

    with pytest.raises(SpreadkitError, match="git took too long to answer when asked what it ignores"):
        find_targets([checkout.top])
    with pytest.raises(SpreadkitError, match="git took too long to answer, so"), plan_at(checkout.plan, "HEAD"):
        pass


def test_git_that_says_too_much_is_ended(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    planted_program(checkout.top.parent / "bin", "exec yes")
    monkeypatch.setenv("PATH", f"{checkout.top.parent / 'bin'}{os.pathsep}{os.environ['PATH']}")

    answer = ask_git(Repository(checkout.top / ".git", checkout.top), "ls-files", most=1_000_000)

    assert answer is GitFailure.TOO_MUCH


def test_git_that_fails_is_told_from_one_that_says_nothing(checkout: Checkout) -> None:
    repository = Repository(checkout.top / ".git", checkout.top)

    assert ask_git(repository, "rev-parse", "--verify", "--quiet", "none") is GitFailure.FAILED
    assert ask_git(repository, "ls-files", "--", "none") == b""


def test_the_environment_is_handed_on_without_what_steers_git(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted_program(checkout.top.parent / "bin", "env")
    monkeypatch.setenv("PATH", f"{checkout.top.parent / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_ANYTHING", "1")
    monkeypatch.setenv("HOME", "/home/someone")

    answer = ask_git(Repository(checkout.top / ".git", checkout.top), "ls-files")

    assert isinstance(answer, bytes)
    told = dict(line.split("=", 1) for line in answer.decode().splitlines() if "=" in line)
    assert {name for name in told if name.startswith("GIT_")} == {
        *("GIT_ALLOW_PROTOCOL", "GIT_ATTR_NOSYSTEM", "GIT_NO_LAZY_FETCH", "GIT_TERMINAL_PROMPT")
    }
    assert (told["HOME"], told["LC_ALL"]) == ("/home/someone", "C")


def test_what_users_ignore_everywhere_is_ignored(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    home = checkout.top.parent / "home"
    write(home / ".gitconfig", "[core]\n\texcludesFile = ~/ignored\n")
    write(home / "ignored", "mine/\n")
    write(checkout.top / "mine/spread-plan.yaml", PLAN)
    monkeypatch.setenv("HOME", str(home))

    checkout.asks(monkeypatch)


def lose(top: Path, revision: str) -> None:
    """Take an object out of a repository, as where it was cloned in part."""
    told = subprocess.run(
        ["git", "rev-parse", revision], cwd=top, check=True, capture_output=True, env=CLEAN, text=True
    )
    name = told.stdout.strip()
    (top / ".git/objects" / name[:2] / name[2:]).unlink()


@pytest.fixture(params=["git of today", "a git that fetches what it lacks"])
def fetching(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as it is, once without the variable that older releases of git do not know."""
    if request.param != "git of today":
        monkeypatch.setattr("spreadkit.library.git._ENVIRONMENT", {"GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"})


@pytest.mark.usefixtures("fetching")
@pytest.mark.parametrize("url", ["BESIDE/elsewhere", "ext::sh -c RUN", "ssh://example.invalid/x"])
def test_what_is_lacking_is_not_fetched(url: str, checkout: Checkout) -> None:
    new_repository(checkout.top.parent / "elsewhere")
    lose(checkout.top, "HEAD:plans/spread-plan.yaml")
    checkout.set(
        *(("remote.origin.url", url), ("remote.origin.promisor", "true"), ("remote.origin.uploadpack", "RUN;")),
        *(("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin"), ("core.sshCommand", "RUN")),
        *((f"protocol.{name}.allow", "always") for name in ("file", "ext", "ssh")),
    )

    with pytest.raises(SpreadkitError, match="name a day instead"), plan_at(checkout.plan, "HEAD"):
        pass

    assert not checkout.left.exists()


def test_a_commit_without_a_day_is_told(checkout: Checkout) -> None:
    raw = told_by_git(checkout.top, "cat-file", "commit", "HEAD")
    late = re.sub(r"> \d+", "> 99999999999999", raw)
    made = told_by_git(checkout.top, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=late).strip()

    with pytest.raises(SpreadkitError, match="which is no day"), plan_at(checkout.plan, made):
        pass

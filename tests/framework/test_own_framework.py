"""A team's own framework, named by its path: it works wherever a built-in one does, inside the repository."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spreadkit
from spreadkit.model.plan import FrameworkUse

AS_OF = date(2026, 6, 30)
TINY = (Path(__file__).parents[1] / "tiny.yaml").read_text(encoding="utf-8")

PLAN = """\
schema: spreadkit/plan@1
title: Example
frameworks:
  - use: {use}
answers:
  tiny:
    communication.channels:
      level: good
"""


def write(path: str, text: str = TINY) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def messages(plan: str) -> list[str]:
    write("spread-plan.yaml", plan)
    findings = spreadkit.check([Path("spread-plan.yaml")], as_of=AS_OF).findings
    return [f"{each.location.line} {each.slug}: {each.message}" for each in findings if each.severity.value == "error"]


@pytest.mark.parametrize(
    ("use", "framework", "edition", "file"),
    [
        ("ihi-spread", "ihi-spread", None, None),
        ("ihi-spread@2006.1", "ihi-spread", "2006.1", None),
        ("./frameworks/own.yaml", "own", None, "./frameworks/own.yaml"),
        ("./frameworks/own.yaml@1.0", "own", "1.0", "./frameworks/own.yaml"),
        ("own.yml@2", "own", "2", "own.yml"),
        ("../shared@2026/own.v2.yaml@3", "own.v2", "3", "../shared@2026/own.v2.yaml"),
        ("a.yaml.d/own.yaml", "own", None, "a.yaml.d/own.yaml"),
        (r"my\own.yaml@1", "own", "1", r"my\own.yaml"),
        ("own@my.yaml", "own@my", None, "own@my.yaml"),
    ],
)
def test_a_use_is_taken_apart(use: str, framework: str, edition: str | None, file: str | None) -> None:
    made = FrameworkUse(use=use)

    assert (made.id, made.edition, made.file) == (framework, edition, file)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_use_is_taken_apart_without_a_crash(use: str) -> None:
    made = FrameworkUse(use=use)

    assert made.use.startswith(made.name)
    assert isinstance(made.id, str)
    assert made.edition is None or made.use.endswith(f"@{made.edition}")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", ["frameworks/tiny.yaml", "elsewhere/deep/tiny.yaml", "tiny.yaml", "my plans/tiny.yml"])
def test_a_plan_names_a_framework_by_its_path(path: str) -> None:
    write(path)

    assert messages(PLAN.format(use=f"./{path}@1")) == []
    score = spreadkit.open_plan(Path("spread-plan.yaml"), as_of=AS_OF).score
    assert [(each.id, each.answered) for each in score.frameworks] == [("tiny", 1)]


@pytest.mark.usefixtures("folder")
def test_the_editions_of_a_path_must_agree() -> None:
    write("my/tiny.yaml")

    assert messages(PLAN.format(use="my/tiny.yaml@2")) == [
        '4 unknown-framework: the edition of "tiny" that is here is "1", not "2"'
    ]


@pytest.mark.usefixtures("folder")
def test_a_path_that_leads_nowhere_is_named() -> None:
    assert messages(PLAN.format(use="my/tiny.yaml")) == [
        '4 unknown-framework: there is no file "my/tiny.yaml" beside the plan; add it, or correct the path'
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", [TINY.replace("id: tiny", "id: huge"), "schema: spreadkit/framework@1\n", "", "a: ["])
def test_a_file_without_a_framework_of_its_name_is_named(text: str) -> None:
    write("my/tiny.yaml", text)

    (message,) = messages(PLAN.format(use="my/tiny.yaml"))

    assert message.startswith('4 unknown-framework: no framework called after its file can be read from "my/tiny.yaml"')


@pytest.mark.parametrize("use", ["../tiny.yaml", "/etc/tiny.yaml", r"..\tiny.yaml", "link/tiny.yaml"])
def test_a_path_out_of_the_repository_is_refused_and_not_read(
    use: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("tiny.yaml")
    inside = folder / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(folder)
    monkeypatch.chdir(inside)

    (message,) = messages(PLAN.format(use=use))

    expected = f'4 path-escape: "{use}" lies outside the repository; keep the files of a plan beside it'
    if "\\" in use:
        expected = (
            f'4 unknown-framework: "{use}" has \\ between its folders, which only Windows reads; write "../tiny.yaml"'
        )
    assert message == expected
    assert spreadkit.open_plan(Path("spread-plan.yaml"), as_of=AS_OF).score.frameworks == ()


def test_a_path_may_lead_up_within_the_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".git").mkdir()
    write("frameworks/tiny.yaml")
    (folder / "ward").mkdir()
    monkeypatch.chdir(folder / "ward")

    assert messages(PLAN.format(use="../frameworks/tiny.yaml")) == []


@pytest.mark.usefixtures("folder")
def test_one_framework_is_followed_once() -> None:
    write("frameworks/tiny.yaml")

    found = messages(PLAN.format(use="tiny@1\n  - use: ./frameworks/tiny.yaml"))

    assert found == ['5 unknown-framework: the plan follows "tiny" already; remove one of the two']


def test_init_follows_a_framework_of_the_same_repository_by_its_path(folder: Path) -> None:
    (folder / ".git").mkdir()
    write("my/tiny.yaml")

    begun = spreadkit.begin_plan(Path("plans/ward"), title="Ward", frameworks=["./my/tiny.yaml@1"])

    assert "  - use: ../../my/tiny.yaml@1\n" in begun.plan.read_text(encoding="utf-8").replace('"', "")
    assert not Path("plans/ward/frameworks").exists()
    assert [each.slug for each in spreadkit.check([begun.plan], as_of=AS_OF).findings if each.code == "SK201"] == []


@pytest.mark.usefixtures("folder")
def test_init_copies_a_framework_of_another_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "tiny.yaml"
    elsewhere.write_text(TINY, encoding="utf-8")

    begun = spreadkit.begin_plan(Path("ward"), title="Ward", frameworks=[str(elsewhere)])

    assert Path("ward/frameworks/tiny.yaml") in begun.written
    assert Path("ward/frameworks/tiny.yaml").read_text(encoding="utf-8") == TINY
    assert "  - use: tiny@1\n" in begun.plan.read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_init_names_a_framework_of_the_plans_own_folder_by_its_id() -> None:
    write("ward/frameworks/tiny.yaml")

    begun = spreadkit.begin_plan(Path("ward"), title="Ward", frameworks=["ward/frameworks/tiny.yaml", "tiny"])

    assert "  - use: tiny@1\n" in begun.plan.read_text(encoding="utf-8")
    assert spreadkit.open_plan(Path("ward"), as_of=AS_OF).score.frameworks[0].id == "tiny"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("my/none.yaml", 'there is no file "my/none.yaml"'),
        ("x" * 5000 + ".yaml", "there is no file"),
        ("my/tiny.yaml@9", '"my/tiny.yaml" is here as edition 1, not 9'),
        ("my/other.yaml", '"my/other.yaml" holds the framework "tiny"; call the file tiny.yaml'),
        ("my/broken.yaml", '"my/broken.yaml" cannot be read as a framework; see: spreadkit check my/broken.yaml'),
    ],
)
def test_init_refuses_what_cannot_be_followed(name: str, says: str) -> None:
    write("my/tiny.yaml")
    write("my/other.yaml")
    write("my/broken.yaml", "schema: spreadkit/framework@1\n")

    with pytest.raises(spreadkit.SpreadkitError) as refused:
        spreadkit.begin_plan(Path("ward"), title="Ward", frameworks=[name])

    assert str(refused.value).startswith(says)
    assert not Path("ward").exists()


def test_init_does_not_mix_up_two_frameworks_of_one_id(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "tiny.yaml"
    elsewhere.write_text(TINY + "# another\n", encoding="utf-8")
    write("frameworks/tiny.yaml")

    with pytest.raises(spreadkit.SpreadkitError, match="is there already and differs"):
        spreadkit.begin_plan(folder, title="Ward", frameworks=[str(elsewhere)])


@pytest.mark.usefixtures("folder")
def test_check_takes_the_file_of_a_framework_anywhere() -> None:
    file = write("my/tiny.yaml", TINY.replace("gate: launch", "gate: lunch", 1))

    result = spreadkit.check([file], as_of=AS_OF)

    assert result.checked.frameworks == 1
    assert '"lunch" is not a gate' in next(each.message for each in result.findings if each.slug == "dangling-id")


@pytest.mark.usefixtures("folder")
def test_reports_are_made_with_a_framework_named_by_its_path() -> None:
    write("my/tiny.yaml")
    messages(PLAN.format(use="./my/tiny.yaml"))

    report = spreadkit.build_report(Path("spread-plan.yaml"), as_of=AS_OF, reader="appendix")

    assert [each.id for each in report.frameworks] == ["tiny"]
    assert any("Tiny framework" in str(section) for section in report.sections)

"""An answer that does not count for want of evidence is found, whatever its criterion says of evidence."""

from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan

from rule_examples import AS_OF, TINY, write_example

STRICT = TINY.read_text(encoding="utf-8").replace("label: In place}", "label: In place, needs-evidence: yes}")


@pytest.mark.parametrize(
    ("answer", "is_found"),
    [
        ("{level: good, because: So it is}", True),
        ("{level: good, because: So it is, evidence: notes}", False),
        ("{level: partial, because: So it is}", False),
        ("{na: We have none, until: 2026-12-31}", False),
    ],
)
def test_a_level_that_needs_evidence(answer: str, *, is_found: bool, tmp_path: Path) -> None:
    evidence = "evidence: {notes: {kind: link, link: https://example.org/n}}"
    text = f"{evidence}\nanswers: {{tiny: {{communication.channels: {answer}}}}}\n"
    example = write_example(tmp_path, text, about="plan")
    (tmp_path / "frameworks" / "tiny.yaml").write_text(STRICT, encoding="utf-8")

    findings = check_plan(load_plan(example.main), as_of=AS_OF, only=("level-without-evidence",))

    says = '"communication.channels" is answered good, which counts only with evidence, and names none'
    assert [finding.message.partition(";")[0] for finding in findings] == [says] * is_found

"""Documents in other scripts than Latin are kept and found by their words."""

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.text.stems import stems

SAID = {
    "ru": "После перезапуска кэш заказов оставался пустым, и все запросы уходили в базу данных.",
    "ja": "注文データベースのディスクが満杯になり、書き込みがすべて失敗しました。",
    "ko": "주문 데이터베이스의 디스크가 가득 차서 쓰기가 실패했습니다.",
    "el": "Η ουρά των μηνυμάτων γέμισε και τα μηνύματα χάθηκαν.",
}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POSTMORTEM_EMBEDDER", "none")
    for name, summary in SAID.items():
        (tmp_path / f"{name}.md").write_text(f"# PM {name}\n\n## 1\n\n{summary}\n", encoding="utf-8")
    (tmp_path / "code.md").write_text("# The queue was full\n\n## Cause\n\nA message could not be read.\n\n5000 4711 815\n")
    main(["corpus", "add", str(tmp_path)])


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        *((summary, name) for name, summary in SAID.items()),
        ("ディスクが満杯", "ja"),
        ("кэш пустым", "ru"),
        ("5000 4711 815", "code"),
    ],
)
def test_what_a_document_says_finds_it(asked: str, id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["related", asked, "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)][:1] == [id]


def test_where_words_have_no_spaces_each_two_signs_are_one() -> None:
    assert stems("満杯に") == ["満杯", "杯に"]
    assert stems("dbの満杯、kernel panic") == ["db", "の満", "満杯", "kernel", "panic"]
    assert stems("Él café de 2025-03-04 (db-3)") == ["él", "café", "de", "2025-03-04", "2025", "03", "04", "db-3", "db"]

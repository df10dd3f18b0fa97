"""The command line under hostile arguments: exit status 2 with one sentence, no traceback, no file left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from sahel_atlas.cli import main

ONE = "date=2023-12-01"


@pytest.mark.parametrize(
    "arguments",
    [
        *(["query", "--date", "\0"], ["query", "--date", "9" * 5000], ["query", "--country", "<script>"]),
        *(["query", "--text", "a" * 100_000], ["query", "--known", "2023-W01-1"], ["query", "--data", "x" * 5000]),
        *(
            ["export", ONE, "--dpi", "-1"],
            ["export", ONE, "--size", "999999x999999"],
            ["export", ONE, "--title", "x" * 9999],
        ),
        *(
            ["export", "SEA1-xxx"],
            ["export", "../../etc/passwd"],
            ["export", "\0"],
            ["export", ONE, "--template", "/dev/null"],
        ),
        *(["open", "x" * 9000, "--print"], ["open", "/dev/null", "--print"], ["open", "\0", "--print"]),
        *(["check", "--letter", "/dev/zero"], ["check", "--letter", "x" * 5000], ["check", "--letter", "\0"]),
        *(
            ["serve", "--port", "99999"],
            ["serve", "--host", "999.1.1.1"],
            ["serve", "--prefix", "//evil"],
            ["nonsense"],
            [],
        ),
    ],
    ids=lambda arguments: " ".join(arguments)[:40].encode("unicode_escape").decode(),
)
def test_arguments_that_cannot_be_used(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if arguments[:1] == ["export"]:
        arguments = [*arguments, "-o", "out.pptx"]
    try:
        code: object = main(arguments)
    except SystemExit as stopped:
        code = stopped.code
    err = capfd.readouterr().err
    assert code == 2, err[-300:]
    assert "Traceback" not in err
    assert "expected" in err or "usage:" in err
    assert list(tmp_path.iterdir()) == []

"""What the tab key completes, and where the scripts for the shells go."""

import os
import subprocess
import sys

import pytest

from dossier.cli import main


def completed(*words):
    """Return what bash is offered for the last of some words."""
    asked = {"_DOSSIER_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, "-c", "import sys; sys.argv[0] = 'dossier'; import dossier.cli as c; sys.exit(c.main())"]
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_commands_options_and_values_are_completed():
    assert completed("dossier", "comp") == ["compare", "completion"]
    assert completed("dossier", "compare", "--verd") == ["--verdict"]
    assert "conflict" in completed("dossier", "compare", "--verdict", "c")


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".local/share/bash-completion/completions/dossier"),
        ("zsh", ".local/share/zsh/site-functions/_dossier"),
        ("fish", ".config/fish/completions/dossier.fish"),
    ],
)
def test_a_shell_gets_its_script(tmp_path, monkeypatch, capsys, shell, place):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", f"/bin/{shell}")
    assert main(["completion"]) == 0
    assert str(tmp_path / place) in capsys.readouterr().out
    assert "_DOSSIER_COMPLETE" in (tmp_path / place).read_text(encoding="utf-8")
    assert main(["completion", shell, "--print"]) == 0
    assert capsys.readouterr().out == (tmp_path / place).read_text(encoding="utf-8")


def test_an_unknown_shell_and_a_folder_that_cannot_be_written_are_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert main(["completion"]) == 2
    assert capsys.readouterr().err == "dossier: Name your shell: dossier completion bash or zsh or fish.\n"
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    assert main(["completion", "fish"]) == 2
    assert "use --print" in capsys.readouterr().err

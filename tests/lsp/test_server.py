"""`dossier lsp` spoken to over its standard input and output, as an editor does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.cli import main

SOURCE = """The bridge at Lowen

The Vintra Gazette

2025-03-05

The bridge at Lowen will open in May, said Ines Vold, the county engineer. It cost $18.5 million.
“We have tested every bolt of it twice and it will stand for a hundred years,” Vold said.
"""
DRAFT = "A 🌉 bridge\n\nThe bridge at Lowen cost $19.5 million, said Ines Voldt.\n"


class Editor:
    """A client that sends requests to the server and reads what it answers."""

    def __init__(self, config: Path) -> None:
        words = [sys.executable, "-m", "dossier", "--config", str(config), "lsp"]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.number = 0

    def send(self, method: str, params: object, **more: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def read(self, wanted):
        """The next message that fulfils a condition."""
        while True:
            length = 0
            while (line := self.process.stdout.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            assert length, "the server ended"
            message = json.loads(self.process.stdout.read(length))
            if wanted(message):
                return message

    def ask(self, method: str, params: object):
        self.number += 1
        self.send(method, params, id=self.number)
        return self.read(lambda message: message.get("id") == self.number)["result"]

    def diagnostics(self, version: int):
        def is_of_version(message):
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and message["params"].get("version") == version

        return self.read(is_of_version)["params"]["diagnostics"]


@pytest.fixture
def editor(tmp_path):
    (tmp_path / "one.txt").write_text(SOURCE, encoding="utf-8")
    config = tmp_path / "config.yaml"
    config.write_text("sources: [one.txt]\nindex: index\nnotebook: notebook.yaml\n")
    assert main(["--config", str(config), "index"]) == 0
    editor = Editor(config)
    yield editor
    editor.process.kill()
    editor.process.wait()
    editor.process.stdin.close()
    editor.process.stdout.close()


def test_an_editor_gets_diagnostics_hover_sources_and_completion(editor, tmp_path):
    uri = (tmp_path / "draft.md").as_uri()
    found = editor.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert found["capabilities"]["hoverProvider"]
    editor.send("initialized", {})
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": DRAFT}
    editor.send("textDocument/didOpen", {"textDocument": document})
    told = {one["code"]: one for one in editor.diagnostics(1)}
    assert told["differs"]["range"]["start"] == {"line": 2, "character": 25}
    assert told["misspelt"]["severity"] == 1

    place = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 27}}
    assert "It cost $18.5 million" in editor.ask("textDocument/hover", place)["contents"]["value"]
    (there, *_) = editor.ask("textDocument/definition", place)
    assert there["uri"] == (tmp_path / "one.txt").as_uri()
    assert SOURCE.splitlines()[there["range"]["start"]["line"]].endswith("It cost $18.5 million.")

    text = "A bridge\n\nThe bridge at Lowen cost $18.5 million, said Ines Vold. “every bolt\nVol"
    changed = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]}
    editor.send("textDocument/didChange", changed)
    assert not [one for one in editor.diagnostics(2) if one["severity"] == 1]
    at = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": len(text.splitlines()[2])}}
    (quotation,) = editor.ask("textDocument/completion", at)["items"]
    assert quotation["label"].startswith("We have tested every bolt of it twice")
    assert quotation["insertText"].startswith("bolt of it twice")
    assert "Ines Vold" in quotation["detail"] or "Vold" in quotation["detail"]
    text = "A bridge\n\nThe words of Vol"
    changed = {"textDocument": {"uri": uri, "version": 3}, "contentChanges": [{"text": text}]}
    editor.send("textDocument/didChange", changed)
    at["position"] = {"line": 2, "character": 16}
    assert "Ines Vold" in [one["label"] for one in editor.ask("textDocument/completion", at)["items"]]
    assert editor.ask("shutdown", None) is None
    editor.send("exit", None)
    assert editor.process.wait(20) == 0


def complete(editor, text: str, version: int):
    """A text with each thing that may follow in place of its last word, as editors put it there."""
    at = {"textDocument": {"uri": "file:///draft.md"}, "position": {"line": 0, "character": len(text)}}
    document = {"uri": "file:///draft.md", "languageId": "markdown", "version": version, "text": text}
    editor.send("textDocument/didOpen", {"textDocument": document})
    found = editor.ask("textDocument/completion", at)["items"]
    assert all(one["filterText"].startswith(re.search(r"\w*$", text)[0]) for one in found)
    return [re.sub(r"\w*$", "", text) + one["insertText"] for one in found]


def test_a_completion_goes_on_from_the_words_typed(editor):
    editor.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert "Said Ines Vold" in complete(editor, "Said Ines Vo", 1)
    assert "Said Ines Vold" in complete(editor, "Said Vo", 2)
    said = "We have tested every bolt of it twice and it will stand for a hundred years,"
    (found,) = complete(editor, 'She said: "We have tes', 3)
    assert found.startswith(f'She said: "{said}" — ')
    (found,) = complete(editor, "She said: „hundred", 4)
    assert found.startswith(f"She said: „{said}“ — ")
    (found,) = complete(editor, "She said: “stand for a", 5)
    assert found.startswith("She said: “stand for a hundred years,” — ")
    assert complete(editor, 'It is "a bridge" of bolt', 6) == []


def test_markdown_in_an_editor_is_dated_by_its_front_matter(editor, tmp_path):
    uri = (tmp_path / "draft.md").as_uri()
    editor.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    text = "---\ndate: 2025-03-10\n---\n\n# The bridge\n\nIt opened on Thursday.\n"
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
    editor.send("textDocument/didOpen", {"textDocument": document})
    assert any("6 Mar 2025" in one["message"] for one in editor.diagnostics(1))


def test_an_article_that_is_gone_is_left_out_of_hover_and_sources(editor, tmp_path):
    uri = (tmp_path / "draft.md").as_uri()
    editor.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": DRAFT}
    editor.send("textDocument/didOpen", {"textDocument": document})
    editor.diagnostics(1)
    place = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 27}}
    (tmp_path / "one.txt").rename(tmp_path / "two.txt")
    assert editor.ask("textDocument/definition", place) == []
    (tmp_path / "config.yaml").write_text("sources: [two.txt]\nindex: index\nnotebook: notebook.yaml\n")
    assert main(["--config", str(tmp_path / "config.yaml"), "index"]) == 0
    told = editor.ask("textDocument/hover", place)["contents"]["value"]
    assert "differs" in told
    assert "It cost" not in told
    assert editor.ask("textDocument/definition", place) == []


def test_the_server_is_loaded_by_nothing_else():
    code = "import sys, dossier.dossier, dossier.cli.answers.check; sys.exit('pygls' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

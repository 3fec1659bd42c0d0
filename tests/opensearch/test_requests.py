"""What a command asks of a cluster: about as much for many places as for few, and it says what it says of files."""

from __future__ import annotations

from collections import Counter

import pytest

from dossier.cli.start import main
from dossier.storing.opensearch.server.client import Client
from tests.opensearch.conftest import remove

ARTICLES = 90
_MOST = 90  # requests: of 90 articles each by itself it would be hundreds
_TOWNS = ("Arvik", "Belmont", "Corrin", "Dalby", "Elsund")
_COMMANDS = (
    ("compare",),
    ("compare", "--json"),
    ("timeline",),
    ("coverage", "--chains"),
    ("coverage", "--chains", "--json"),
    ("search", "dockers", "--limit", "200"),
    ("entities", "--mentions", "--json"),
    ("numbers",),
    ("numbers", "--json"),
    ("dates", "--json"),
    ("quotes",),
    ("quotes", "--reported", "--json"),
    ("brief", "Maren Holt"),
    ("export", "report", "report.html"),
    ("export", "findings", "findings.csv"),
)
_FILES = frozenset({"report.html", "findings.csv"})


def _text(at: int) -> str:
    town, day = _TOWNS[at % len(_TOWNS)], 3 + at % 20
    return (
        f"---\noutlet: Outlet {at % 9}\ndate: 2025-03-{day:02}\n---\n\n# Dockers of {town} stay out\n\n"
        f"The strike in {town} began on {day} March, and {120 + at % 7} dockers walked out, sources close to the port"
        f" said. Maren Holt said that the talks had failed. “Nobody in {town} wants this to last,” said Maren Holt.\n\n"
        f"The pay offer is worth {640 + at % 5} dollars a month. According to Outlet {(at + 1) % 9}, {at + 2} ships"
        " wait outside the port.\n"
    )


@pytest.fixture(scope="module")
def dossiers(address, tmp_path_factory):
    """The same articles in files and on a cluster: two folders, each with its configuration."""
    folders = {}
    remove(address, "requests")
    for engine, store in (("files", "local"), ("cluster", f"http://{address}/requests?shards=2&replicas=0")):
        folder = folders[engine] = tmp_path_factory.mktemp(engine) / "story"
        (folder / "articles").mkdir(parents=True)
        for at in range(ARTICLES):
            (folder / "articles" / f"{at:03}.md").write_text(_text(at), encoding="utf-8")
        settings = f"sources: [articles]\nindex: index\nnotebook: notebook.yaml\nstore: {store}\n"
        (folder / "config.yaml").write_text(settings, encoding="utf-8")
        assert main(["--config", str(folder / "config.yaml"), "index"]) == 0
        main(["--config", str(folder / "config.yaml"), "coverage"])  # what is worked out once is kept
    yield folders
    remove(address, "requests")


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_a_command_asks_a_cluster_for_many_articles_at_once(dossiers, command, monkeypatch, capsys):
    asked, real = [], Client._asked
    monkeypatch.setattr(
        Client, "_asked", lambda self, *words, **more: asked.append(words[1]) or real(self, *words, **more)
    )
    capsys.readouterr()
    told = {}
    for engine, folder in dossiers.items():
        monkeypatch.chdir(folder)
        code = main(["--config", str(folder / "config.yaml"), *command])
        written = [(folder / name).read_text(encoding="utf-8") for name in command if name in _FILES]
        told[engine] = (code, capsys.readouterr().out, written)
    assert told["cluster"] == told["files"]
    assert told["files"][1] or told["files"][2]
    assert len(asked) <= _MOST, Counter(path.rsplit("/", 1)[-1] for path in asked).most_common(5)

"""Earlier versions come back to the last character, are kept once, and never lead out of their folder."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import Article, DossierError, Passage, Zone
from dossier.notebook.versions import Versions

DAY = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def article(text="One.\n\nTwo.", **others):
    return Article(
        id="in/a", path="in/a.txt", title="T: “x” #1", text=text, sha256="0f" * 32,
        outlet="Post", published="2026-01-01",
        zones=(Zone(0, len(text), "body"),), passages=(Passage(0, len(text)),), **others,
    )  # fmt: skip


@given(st.text(min_size=1))
@settings(max_examples=60, derandomize=True)
def test_a_version_comes_back_as_it_was(tmp_path_factory, text):
    kept = Versions(tmp_path_factory.mktemp("v") / "versions")
    kept.keep(article(text), DAY)
    (version,) = kept.of("in/a")
    assert kept.read(version) == article(text)
    assert (version.replaced, version.id) == ("2026-01-02T03:04:05Z", "20260102T030405Z-0f0f0f0f0f0f")


def test_one_reading_is_kept_once(tmp_path):
    kept = Versions(tmp_path / "versions")
    kept.keep(article(), DAY)
    kept.keep(article(), datetime(2026, 2, 2, tzinfo=UTC))
    assert len(kept.of("in/a")) == 1
    assert kept.articles() == ["in/a"]
    assert kept.of("in/b") == []


def test_a_text_that_comes_back_and_changes_again_is_kept_each_time(tmp_path):
    kept = Versions(tmp_path / "versions")
    first, second = article("First.\n"), replace(article("Second.\n"), sha256="1e" * 32)
    for month, text in enumerate((first, second, first), 1):
        kept.keep(text, datetime(2026, month, 2, tzinfo=UTC))
    assert [kept.read(version).text for version in kept.of("in/a")] == ["First.\n", "Second.\n", "First.\n"]


@pytest.mark.parametrize(
    "damage",
    [lambda t: t[:20], lambda t: t.replace("zones", "zone"), lambda t: t.replace("[[0,", "[[-1,"), lambda _: ""],
)
def test_what_was_changed_by_hand_is_said(tmp_path, damage):
    kept = Versions(tmp_path / "versions")
    kept.keep(article(), DAY)
    (version,) = kept.of("in/a")
    version.file.write_text(damage(version.file.read_text("utf-8")), "utf-8")
    with pytest.raises(DossierError, match="is not an earlier version as Dossier keeps it; restore it or remove it"):
        kept.read(version)


def test_no_id_and_no_link_leads_out(tmp_path):
    kept = Versions(tmp_path / "versions")
    assert kept.of("../x") == []
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "in").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="leads out of versions"):
        kept.keep(article(), DAY)
    assert not list((tmp_path / "elsewhere").rglob("*.txt"))

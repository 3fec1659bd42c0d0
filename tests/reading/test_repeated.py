"""Furniture by repetition: what one site prints at the margins of several articles, and only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dossier
from dossier.config import load
from dossier.dossier import Dossier
from dossier.extracting import extract
from dossier.model import Article, Passage, Zone
from dossier.reading.text.site_margins import dimmed
from dossier.storing.catalogue import margins

BIO = "Lena Ford writes about harbours and the sea for the paper."
OTHER = "The paper thanks its readers for their letters and pictures."
STORIES = {
    "quay": (
        "The harbour master closed the quay on Monday after divers had found a crack below the water line.",
        "Ships now land at the old pier, where cranes are few and lorries wait in the rain for hours.",
    ),
    "melon": (
        "Melons are dear this spring because frost came late to the valley and bees stayed in their hives.",
        "Growers want the ministry to pay for heaters, as it did after the floods in the north.",
    ),
    "choir": (
        "The choir of Tarvala sings again in the hall that burnt down before most of its members were born.",
        "Tickets cost nothing, but singers hope that listeners will leave something for the organ.",
    ),
}


def written(name: str, *end: str, outlet: str = "Harbour Post", start: str = "") -> str:
    front = f"---\ntitle: About a {name}\noutlet: {outlet}\nauthor: Lena Ford\n---\n\n"
    return front + "\n\n".join(filter(None, (start, *STORIES[name], *end))) + "\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "config.yaml").write_text("sources: [texts]\n")
    return tmp_path


def indexed(folder, **texts: str) -> dossier.Dossier:
    for name, text in texts.items():
        (folder / "texts" / f"{name}.md").write_text(text, encoding="utf-8")
    opened = dossier.open(folder / "config.yaml")
    opened.index()
    return opened


def left_out(opened: dossier.Dossier, words: str) -> set[str]:
    """Give the articles in which words stand, but in furniture."""
    out = set()
    for info in opened.articles():
        article = opened.article(info.id)
        at = article.text.find(words)
        if at >= 0 and next(zone.zone for zone in article.zones if zone.start <= at < zone.end) == "furniture":
            assert not any(passage.start <= at < passage.end for passage in article.passages)
            out.add(info.id)
    return out


def test_what_ends_three_articles_of_a_site_is_the_sites_own(folder):
    with indexed(folder, a=written("quay", BIO), b=written("melon", BIO)) as opened:
        assert left_out(opened, BIO) == set()
        assert opened.search('"harbours and the sea"').total == 2
    with indexed(folder, c=written("choir", OTHER, BIO)) as opened:
        assert left_out(opened, BIO) == {"a", "b", "c"}
        assert left_out(opened, OTHER) == set()
        assert opened.search('"harbours and the sea"').total == 0
        texts = {info.id: opened.article(info.id).text for info in opened.articles()}
        assert texts["a"] == written("quay", BIO)
        assert not opened.stale()
        # What goes by takes it back.
        (folder / "texts" / "b.md").unlink()
        opened.index()
        assert left_out(opened, BIO) == set()
        assert opened.search('"harbours and the sea"').total == 2


def test_at_once_is_as_one_by_one(folder, tmp_path_factory):
    texts = {name: written(story, BIO, start=OTHER) for name, story in zip("abc", STORIES, strict=True)}
    for name, text in texts.items():
        indexed(folder, **{name: text}).close()
    other = tmp_path_factory.mktemp("other")
    (other / "texts").mkdir()
    (other / "config.yaml").write_text("sources: [texts]\n")
    with indexed(folder) as one, indexed(other, **texts) as all_:
        for name in texts:
            assert one.article(name) == all_.article(name)
            assert left_out(one, BIO) == left_out(one, OTHER) == {"a", "b", "c"}
        assert list(one.entities()) == list(all_.entities())


def test_a_run_that_was_ended_before_it_looked_is_made_good_by_the_next(folder, monkeypatch):
    """And what has changed is found before that is looked at."""
    for name in STORIES:
        (folder / "texts" / f"{name}.md").write_text(written(name, BIO), encoding="utf-8")
    with Dossier(load(folder / "config.yaml")) as opened:
        with monkeypatch.context() as patched:
            patched.setattr(margins, "changes", lambda _: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                opened.index()
        assert opened.search('"writes about harbours"').total == 3
        assert left_out(opened, BIO) == set()
        opened.index()
        assert left_out(opened, BIO) == set(STORIES)
        assert opened.search('"writes about harbours"').total == 0


@pytest.mark.parametrize(
    "end",
    [
        "Some 300 people have fled from the harbour since the storm began.",
        "“We are sad about it,” said the mayor.",
        "The ministry was asked about it on Friday.",
        "Ilse Brandt was not there.",
        " ".join(["words"] * 31) + ".",
    ],
)
def test_what_may_be_a_part_of_the_story_stays(folder, end):
    named = "Ilse Brandt, the mayor, wants to go home."
    texts = {name: written(story, end, start=named) for name, story in zip("abc", STORIES, strict=True)}
    with indexed(folder, **texts) as opened:
        assert left_out(opened, end) == set()


def test_what_stands_in_the_middle_stays(folder):
    texts = {name: written(story, BIO, *(STORIES[story][::-1])) for name, story in zip("abc", STORIES, strict=True)}
    with indexed(folder, **texts) as opened:
        assert left_out(opened, BIO) == set()


def test_other_outlets_and_versions_of_one_story_do_not_count(folder):
    again = written("quay", "The pier is old.", BIO).replace("for hours", "for many hours")
    with indexed(
        folder,
        a=written("quay", BIO),
        b=again,
        c=written("melon", BIO),
        d=written("choir", BIO, outlet="Northern Wire"),
    ) as opened:
        assert left_out(opened, BIO) == set()


@given(st.data())
def test_zones_still_cover_the_text(data):
    text = "".join(data.draw(st.lists(st.sampled_from(("Quay shut. ", "\n", "Lena Ford. ")), min_size=1)))
    cut = data.draw(st.integers(0, len(text)))
    zones = tuple(zone for zone in (Zone(0, cut, "headline"), Zone(cut, len(text), "body")) if zone.start < zone.end)
    article = Article("a", "a.txt", "Quay", text, "", zones=zones, passages=(Passage(cut, len(text)),))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    changed, kept = dimmed(article, extract(article), [(start, end)])
    assert [zone.start for zone in changed.zones] == [0, *(zone.end for zone in changed.zones[:-1])]
    assert changed.zones[-1].end == len(text)
    assert all((zone.zone == "furniture") == (start <= zone.start < end) for zone in changed.zones)
    assert not any(start <= mention.start < end for mention in kept.mentions)

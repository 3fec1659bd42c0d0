"""A list of articles is held packed, and answers as a list of the same articles would."""

from __future__ import annotations

import random
import tracemalloc

import pytest

from dossier.model import ArticleInfo, ArticleList


def infos(count: int) -> list[ArticleInfo]:
    rng = random.Random(19)
    return [
        ArticleInfo(
            id=f"a{number}",
            path=f"news/{number:06}.md",
            title=f"Ferry {rng.random()} stays in port",
            outlet="Harbour Post" if number % 3 else None,
            byline=None,
            published=f"2025-11-{1 + number % 28:02}" if number % 5 else None,
            published_from=None,
            url=None,
            language="en",
            words=number,
            passages=3,
            sha256=f"{rng.getrandbits(256):064x}",
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 700, 11_000])
def test_it_reads_as_a_list(count):
    every = infos(count)
    packed = ArticleList(every)
    assert list(packed) == every
    assert packed == every
    assert packed == ArticleList(every)
    assert len(packed) == count
    assert bool(packed) == bool(every)
    for at in {0, count // 2, count - 1, -1, -count} if count else ():
        assert packed[at] == every[at]
    assert packed[5:300:7] == every[5:300:7]
    with pytest.raises(IndexError):
        packed[count]
    if count:
        assert packed != every[1:]
        assert packed != [*every[:-1], infos(count + 1)[-1]]


def test_an_article_is_found_by_its_id():
    every = infos(700)
    packed = ArticleList(every)
    assert [packed.place(info.id) for info in every] == list(range(700))
    assert packed.get("a300") == every[300]
    assert (packed.get("none"), packed.place("none"), packed.place(None)) == (None, None, None)


def test_parts_are_filtered_and_sorted_as_lists_are():
    every = infos(700)
    packed = ArticleList(every)
    newest = sorted(every, key=lambda info: info.published or "", reverse=True)
    assert packed.newest_first() == newest
    chosen = packed.newest_first().chosen(lambda info: info.outlet is not None)
    assert chosen == [info for info in newest if info.outlet is not None]
    assert chosen.place("a0") is None
    assert chosen[chosen.place("a1")].id == "a1"
    assert chosen.newest_first() == sorted(chosen, key=lambda info: info.published or "", reverse=True)


def test_it_takes_a_fifth_of_what_a_list_takes():
    def taken(make) -> int:
        tracemalloc.start()
        held = make(iter(infos(12_000)))
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert held
        return size

    assert taken(ArticleList) * 5 < taken(list)

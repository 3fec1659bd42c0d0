"""What an article is called where a whole title is too long: its outlet or, without one, words of its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile

from dossier.model import ArticleInfo
from dossier.text.visible import one_line
from dossier.tui.text.wrap import cell_count, drawable, fit, fit_words

ROOM = 34  # cells that a title takes where it stands for an outlet
_LETTERS = 5
ANONYMOUS = "anonymous source"
"""Stands beside who tells what only an anonymous source says."""
_FIRST = 14  # cells at most of the words that several titles begin with


def initials(name: str, room: int) -> str:
    """Return the first letters of a name of several words, five at most, else the word, in at most `room` cells."""
    text = drawable(one_line(name))
    words = text.split()
    return fit("".join(word[0] for word in words[:_LETTERS]).upper() if len(words) > 1 else text, room)


def source_names(infos: Iterable[ArticleInfo], room: int = ROOM) -> Mapping[str, str]:
    """Return the name of each article, by id, in at most `room` cells.

    An article without an outlet is named by the beginning of its title. Where several would be named alike, the words
    that their titles share are shortened; where the titles are the same, the ids tell them apart.
    """
    names, alike = {}, dict[str, list[ArticleInfo]]()
    for info in infos:
        name = one_line(info.outlet or "") or fit_words(_title(info), room)
        names[info.id] = name
        if not info.outlet:
            alike.setdefault(name, []).append(info)
    for group in alike.values():
        if len(group) > 1:
            names |= _told_apart(group, room)
    return names


def _title(info: ArticleInfo) -> str:
    title = drawable(one_line(info.title or info.id)).removeprefix("… ")
    return title[:1].upper() + title[1:]


def _told_apart(group: list[ArticleInfo], room: int) -> dict[str, str]:
    """Return names for articles whose titles begin alike: `The ferry… strike ends` and `The ferry… sails again`."""
    titles = {info.id: _title(info) for info in group}
    words = zip(*(title.split() for title in titles.values()), strict=False)
    shared = list(takewhile(lambda same: len(set(same)) == 1, words))
    first = fit_words(" ".join(same[0] for same in shared), _FIRST).rstrip("…") + "… "
    named = {id_: fit_words(first + " ".join(title.split()[len(shared) :]), room) for id_, title in titles.items()}
    if len(set(named.values())) == len(named):
        return named
    return {info.id: _with_id(info, room) for info in group}


def _with_id(info: ArticleInfo, room: int) -> str:
    """Return the beginning of a title and, in brackets, the end of the article's id."""
    end = drawable(info.id)[-(room // 2) :]
    return f"{fit_words(_title(info), room - cell_count(end) - 3)} ({end})"

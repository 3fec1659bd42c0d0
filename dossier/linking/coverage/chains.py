"""From whom outlets have a thing: the articles that tell it as trees, each below the one that it cites or repeats.

An article stands below the outlet that its sentence cites, where that outlet tells the thing itself, else below the
earliest article that has a dozen words in a row in common with it, quotations apart: two reporters may have heard
the same words. A cited source without an article in the dossier (an agency, a person, an anonymous source) is the
root of its tree. What an article does not say about its sources cannot be known: the trees are what the texts show.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources

from dossier.linking.coverage.origins import ANONYMOUS, Origins
from dossier.model import CitedSource, Coverage, Link, Span, parse_link
from dossier.text.data_files import entries
from dossier.text.folding import fold

_REPRINT = 12  # words in a row that two articles do not have by chance
_WORD = re.compile(r"\w+|\|")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


@dataclass(slots=True)
class _Node:
    """One outlet's sentence that tells the thing, and the node or cited source above it."""

    source: str
    link: Link
    text: str
    cites: tuple[str, ...]
    published: str
    parent: _Node | str | None = None
    how: str = ""
    below: list[_Node] = field(default_factory=list)

    def holds(self, other: _Node) -> bool:
        """Return whether another node is anywhere below this one."""
        return any(one is other or one.holds(other) for one in self.below)


def chains(row: Coverage, origins: Origins, published: Mapping[str, str | None]) -> tuple[CitedSource, ...]:
    """Return the trees of one row of coverage, the earliest first; `published` has the day of each article."""
    nodes = sorted(_nodes(row, origins, published), key=lambda node: (node.published, str(node.link)))
    for at, node in enumerate(nodes):
        _hang(node, nodes, at)
    roots: dict[str, list[_Node]] = {}
    alone: list[_Node] = []
    for node in nodes:
        if isinstance(node.parent, str):
            roots.setdefault(node.parent, []).append(node)
        elif node.parent is None:
            alone.append(node)
    cited = [CitedSource(name, below=tuple(_told(node, "") for node in below)) for name, below in roots.items()]
    return (*cited, *(_told(node, "") for node in alone))


def _nodes(row: Coverage, origins: Origins, published: Mapping[str, str | None]) -> Iterator[_Node]:
    """Yield a node for each outlet: the first place where it cites somebody for the thing, else where it tells it."""
    for source, links in row.outlets.items():
        spans = [Span(link.article, link.start, link.end, "") for link in map(parse_link, links)]
        cited = [origins.cited(span) for span in spans]
        cites = tuple(dict.fromkeys(name for names in cited for name in names))
        at = next((at for at, names in enumerate(cited) if names), 0)
        sentence = origins.sentence(spans[at])
        yield _Node(source, parse_link(links[at]), sentence, cites, published.get(spans[at].article) or "9999")


def _hang(node: _Node, nodes: Sequence[_Node], at: int) -> None:
    """Put a node below what it cites, or below the earlier one whose words it repeats."""
    for name in node.cites:
        cited = next((one for one in nodes if one is not node and fold(one.source) == fold(name)), None)
        if cited is not None and not node.holds(cited):
            node.parent, node.how = cited, "cites"
            cited.below.append(node)
            return
    repeated = next((one for one in nodes[:at] if _repeats(one.text, node.text) and not node.holds(one)), None)
    if repeated is not None:
        node.parent, node.how = repeated, "same words"
        repeated.below.append(node)
    elif node.cites:
        node.parent, node.how = node.cites[0], "cites"


def _repeats(one: str, other: str) -> bool:
    """Return whether two sentences share a dozen words in a row outside quotations."""
    words = [_WORD.findall(_QUOTED.sub(" | ", fold(text))) for text in (one, other)]
    runs = [{tuple(each[i : i + _REPRINT]) for i in range(len(each) - _REPRINT + 1)} for each in words]
    return bool(runs[0] & runs[1])


def _told(node: _Node, above: str) -> CitedSource:
    lost = tuple(lost_hedges(above, node.text)) if above else ()
    below = tuple(_told(one, node.text) for one in node.below)
    return CitedSource(node.source, str(node.link), node.how, lost, below)


def lost_hedges(was: str, now: str) -> Iterator[str]:
    """Yield the words that limit a statement in one telling and are missing where it is passed on.

    `was` = "at least 12 died, police said" and `now` = "12 died" lose "at least" and "police said".
    """
    had, has = fold(was), fold(now)
    for hedge in hedges():
        pattern = rf"\b{re.escape(hedge)}\b"
        if re.search(pattern, had) and not re.search(pattern, has):
            yield hedge


@functools.cache
def hedges() -> tuple[str, ...]:
    """Return words and phrases that limit a statement, in small letters."""
    return tuple(entries(resources.files("dossier.linking.coverage") / "hedges.txt"))


def only_anonymous(cited: Mapping[str, Sequence[str]], outlets: Sequence[str]) -> bool:
    """Return whether every outlet that tells a thing cites anonymous sources for it and nobody else."""
    return bool(outlets) and all(tuple(cited.get(outlet, ())) == (ANONYMOUS,) for outlet in outlets)

"""From whom an article has a thing: the agencies, outlets, organisations and anonymous sources that it cites."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dossier.linking.entities.naming import EntityMentions
from dossier.linking.facts import ArticleFacts, Place
from dossier.linking.text.alignment import words
from dossier.model import Mention, Span
from dossier.reading.text.sentences import sentences
from dossier.text.folding import fold

# What stands directly before the name of whom an article cites, and directly behind it.
_BEFORE = re.compile(
    r"""\b(?:according\ to|(?:reported|cited|quoted|noted|broadcast|published|released)\ by|citing|quoting
    |told|(?:reports?|statement|interview|images?|pictures|data|figures)\ (?:by|from|in|of|with)
    |(?:speaking|spoke|talking|talked)\ (?:anonymously\ )?to|interviewed\ by)
    (?:\ (?:the|an?|both|local|state))?
    (?:\ (?:[a-z]+\ ){0,2}(?:outlet|agency|broadcaster|station|newspaper|channel|website))?\ $""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND = re.compile(
    r"""\ (?:has\ |have\ |also\ )?(?:report(?:s|ed)|quot(?:es|ed)|cit(?:es|ed)|broadcast(?:s|ed)?|said|says
    |count(?:s|ed)|wrote|writes|mention(?:s|ed)|announced|confirmed|estimate[sd]?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINED = re.compile(r"(?:,| and| or) (?:the )?$")
# Whom one speaks to, and not what one is quoted from.
_HOUSE = re.compile(
    r"\b(?:Parliament|Congress|Senate|Commons|Lords|Assembly|Council|Court|Committee|Commission|Chamber|Bundestag|Knesset"
    r"|Duma|Cabinet|Conference)\b"
)
_ANONYMOUS = re.compile(
    r"""\b(?:on\ condition\ of\ anonymity|anonymous(?:ly)?|unnamed|without\ giving\ (?:a|his|her|their)\ name
    |sources?\ (?:said|says|told|close\ to|familiar)|officials?\ who\ (?:declined|asked|spoke))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AGENCY = re.compile(r"[(\[—–-] ?(Reuters|AP|AFP|Associated Press|EFE|dpa|UPI|ANSA|Xinhua|TASS|Interfax)\b ?[)\]—–-]")
_AGENCIES = {"ap": "Associated Press", "afp": "AFP"}
_LEAD = 70  # characters before a name that say that it is cited
_REPRINT = 12  # words in a row that two articles do not have by chance
_HEAD = 400  # characters in which an article names the agency that wrote it

ANONYMOUS = "an anonymous source"


def names_nobody(text: str) -> bool:
    """Return whether words cite an anonymous source, whoever else they cite."""
    return bool(_ANONYMOUS.search(text))


class Origins:
    """Whom articles cite, looked up by place."""

    def __init__(
        self,
        articles: Mapping[str, ArticleFacts],
        names: Mapping[str, EntityMentions],
        copies: Mapping[Place, frozenset[Place]] | None = None,
    ) -> None:
        self._copies = {} if copies is None else copies  # asking whether there are any would read all
        self._articles = articles
        self._names = names
        self._agencies: dict[str, str | None] = {}
        self._starts: dict[str, list[int]] = {}
        self._cut: dict[tuple[str, int], list[tuple[int, int]]] = {}

    def cited(self, span: Span) -> tuple[str, ...]:
        """Return whom the sentence around a place cites, else the agency whose article it is; often nobody."""
        facts = self._articles[span.article]
        start, end = self._sentence(facts, span)
        found: list[str] = []
        for mention in self._within(facts, start, end):
            if _is_cited(facts.article.text, mention, start, end, joined=bool(found)):
                found.append(self._name(mention))
        if _ANONYMOUS.search(facts.article.text, start, end):
            found.append(ANONYMOUS)
        if not found and (agency := self._agency(facts)):
            found.append(agency)
        return tuple(dict.fromkeys(found))

    def is_anonymous(self, span: Span) -> bool:
        """Return whether the sentence around a place cites an anonymous source, and nobody else."""
        return self.cited(span) == (ANONYMOUS,)

    def sentence(self, span: Span) -> str:
        """Return the words of the sentence around a place."""
        facts = self._articles[span.article]
        start, end = self._sentence(facts, span)
        return facts.article.text[start:end]

    def independent(self, spans: Iterable[Span]) -> int:
        """Return how many independent origins a thing has at most, from where articles tell it.

        Articles that cite the same, that have a dozen words in common or print one wire story, or that are of one
        outlet, are one.
        """
        by_article: defaultdict[str, list[Span]] = defaultdict(list)
        for span in spans:
            by_article[span.article].append(span)
        keys: list[set[str]] = []
        for article, places in by_article.items():
            mine = {f"is {self._articles[article].article.outlet or article}"}.union(*map(self._origin, places))
            joined = [group for group in keys if group & mine]
            keys = [group for group in keys if not group & mine]
            keys.append(mine.union(*joined))
        return len(keys)

    def _origin(self, span: Span) -> set[str]:
        """Return the marks of a place's origin: whom it cites, its runs of words, and where its passage is printed."""
        facts = self._articles[span.article]
        start, end = self._sentence(facts, span)
        said = words(facts.article.text[start:end])
        found = {f"cites {name}" for name in self.cited(span)}
        found |= {" ".join(said[i : i + _REPRINT]) for i in range(len(said) - _REPRINT + 1)}
        if place := self._passage(facts, span):
            found |= {f"is printed in {where} at {at}" for where, at in {place, *self._copies.get(place, ())}}
        return found

    def _name(self, mention: Mention) -> str:
        one = self._names.get(mention.entity or "")
        return one.name if one else mention.text

    def _within(self, facts: ArticleFacts, start: int, end: int) -> Sequence[Mention]:
        starts = self._starts.setdefault(facts.article.id, [mention.start for mention in facts.mentions])
        return facts.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    def _passage(self, facts: ArticleFacts, span: Span) -> Place | None:
        starts = [passage.start for passage in facts.article.passages]
        k = bisect_right(starts, span.start) - 1
        return (span.article, starts[k]) if k >= 0 else None

    def _sentence(self, facts: ArticleFacts, span: Span) -> tuple[int, int]:
        passages = facts.article.passages
        k = bisect_right([passage.start for passage in passages], span.start) - 1
        if k < 0:
            return span.start, span.end
        here = self._cut.get((span.article, k))
        if here is None:
            here = self._cut[span.article, k] = sentences(facts.article.text, passages[k].start, passages[k].end)
        inside = [(start, end) for start, end in here if start < span.end and span.start < end]
        return (inside[0][0], inside[-1][1]) if inside else (span.start, span.end)

    def _agency(self, facts: ArticleFacts) -> str | None:
        """Return the agency that an article gives as its own writer, in its first lines or its byline."""
        id_ = facts.article.id
        if id_ not in self._agencies:
            found = _AGENCY.search(facts.article.text, 0, _HEAD)
            byline = re.search(r"\b(?:Reuters|AFP|Associated Press|EFE)\b", facts.article.byline or "")
            name = found[1] if found else byline[0] if byline else None
            self._agencies[id_] = _AGENCIES.get(fold(name), name) if name else None
        return self._agencies[id_]


def _is_cited(text: str, mention: Mention, start: int, end: int, *, joined: bool) -> bool:
    """Return whether a sentence cites a name; `joined` says that it has cited another before.

    “According to Reuters and the Associated Press” cites two; “he told Parliament” cites none.
    """
    lead = text[max(start, mention.start - _LEAD) : mention.start]
    if mention.type not in {"ORG", "PERSON"} or (_HOUSE.search(mention.text) and lead.endswith(("told ", "told the "))):
        return False
    if _BEFORE.search(lead):
        return True
    behind = _BEHIND.match(text, mention.end, end) or (joined and _JOINED.search(lead))
    return mention.type == "ORG" and bool(behind)

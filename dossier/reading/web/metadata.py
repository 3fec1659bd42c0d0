"""What a saved page says of itself: JSON-LD, Open Graph, microdata, meta elements and the marks of who saved it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from dossier.reading.blocks.block import Metadata, clean
from dossier.reading.text.furniture import is_section
from dossier.reading.text.head import bylines
from dossier.reading.text.head.printed_dates import BRITISH
from dossier.reading.web.headlines import headline, site_of_title

_LARGEST = 1_000_000  # code points of JSON-LD; more is a page's data, not its description
_DEEPEST = 12
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|Posting|NewsItem)\Z")
_PAGE = re.compile(r"(?:Web|Item|About|Collection)Page\Z")
_PARAGRAPH_END = re.compile(r"</(?:p|div|li|h[1-6])>|<br ?/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,2000}>")
_WRITTEN_BY = re.compile(
    r"(?:written by|by|author|(?:geschrieben|verfasst) von|écrit par|escrito por|scritto da)", re.IGNORECASE
)
_SAVED = re.compile(
    r"<!-- saved from url=\(\d+\)(?P<a>\S+)|Page saved with SingleFile\s+url:\s*(?P<b>\S+)"
    r"|<base [^>]{0,40}href=[\"'](?P<c>https?://[^\"'\s]+)",
    re.IGNORECASE,
)
_FIRM = re.compile(r"\b(?:GmbH|Inc|Ltd|LLC|plc|Pty|Corp|Limited|Verlag)\b|\b(?i:www\.|https?:)|\w\.(?:com|org|net)\b")
_OPENING = re.compile(r"\A\s*(?:(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?\s*)*")
_CLOSING = re.compile(r"(?:(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*)+\Z")
_LONGEST_CLOSING = 100
_SPARE_COMMA = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*")|,(?=[\s,]{0,99}[}\]])', re.DOTALL)
_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_ADDRESS = re.compile(r"https?://\S{3,1990}\Z", re.IGNORECASE)

# `name` or `property` of meta elements, the most trustworthy first.
_META = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "headline"),
    "byline": (
        "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
        "citation_author", "byline", "og:article:author", "cxenseparse:author",
    ),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "article.published", "pubdate",
        "publishdate", "publish-date", "published", "parsely-pub-date", "sailthru.date", "dc.date.issued",
        "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "citation_date",
        "dc.date.created", "ptime", "displaydate", "pub_date", "publication_date", "publicationdate", "article.created",
        "article_date_original", "originalpublicationdate", "og:pubdate", "bt:pubdate", "cxenseparse:recs:publishtime",
        "citation_online_date", "date",
    ),
    "updated": ("article:modified_time", "og:updated_time", "lastmod", "dcterms.modified", "last-modified"),
    "outlet": (
        "og:site_name", "application-name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
        "cre", "copyright-holder", "apple-mobile-web-app-title",
    ),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "dc.language", "content-language", "language"),
}  # fmt: skip


def facts(root: Any, markup: str) -> Metadata:
    """Read a page's description of itself; call it before the scripts are taken out."""
    found: dict[str, list[str]] = {name: [] for name in (*_META, "body", "page date")}
    _from_json(root, found)
    _from_meta(root, found)
    _from_microdata(root, found)
    if "hentry" in markup or "hnews" in markup:
        _from_microformat(root, found)
    _from_links(root, found, markup)
    title = headline(root, found)
    outlet = next((name for name in found["outlet"] if _is_site(name)), None) or site_of_title(root, title)
    byline = next((name for name in found["byline"] if _is_author(name, outlet) and not bylines.is_account(name)), None)
    language = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", next(iter(found["language"]), ""))
    return Metadata(
        title=title,
        outlet=outlet,
        byline=byline,
        date=next(chain(found["date"], found["page date"]), None),
        updated=next(iter(found["updated"]), None),
        url=next((url for url in found["url"] if _ADDRESS.match(url)), None),
        language=language[0].lower() if language else None,
        british=bool(BRITISH.match(next(iter(found["language"]), ""))),
        body=next(iter(found["body"]), ""),
    )


def _is_site(name: str) -> bool:
    """Return whether a name is a site's: no address and no section of one ("U.S.")."""
    return not _ADDRESS.match(name) and not is_section(name.replace(".", ""))


def _is_author(name: str, outlet: str | None) -> bool:
    """Return whether a name can be an author's: no address, no firm, and not the site that names itself."""
    site, said = (outlet or "").casefold(), name.casefold()
    # "NDR" of NDR Info, but not Ann Lee of "Ann Lee - a diary" or "Ann Lee’s blog".
    itself = site and (said == site or re.match(re.escape(said) + r" \w", site) or said.startswith(f"{site} "))
    return not (_ADDRESS.match(name) or name[0] in "@{[" or _FIRM.search(name) or itself)


def _add(found: dict[str, list[str]], name: str, value: Any) -> None:
    if isinstance(value, str) and (words := clean(html.unescape(value[:4_000]))):
        found[name].append(words)


def _from_json(root: Any, found: dict[str, list[str]]) -> None:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        for data in _json((script.text or "")[:_LARGEST]):
            named = _by_id(data)
            for item in _objects(data, _ARTICLE):
                _from_object(item, found, named)
            for page in _objects(data, _PAGE):
                _add(found, "page date", page.get("datePublished"))


def _json(text: str) -> Iterator[Any]:
    """Return the values of a script: in CDATA or a comment, one after the other, with commas too many."""
    text = _OPENING.sub("", text, count=1).rstrip()
    text = text[:-_LONGEST_CLOSING] + _CLOSING.sub("", text[-_LONGEST_CLOSING:])
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except RecursionError:
            return
        except ValueError:
            rest = html.unescape(text[position:]) if "&quot;" in text else text[position:]  # written twice as markup
            mended = _SPARE_COMMA.sub(lambda match: match["string"] or "", rest)
            if mended == text[position:]:
                return
            text, position = mended, 0
            continue
        yield value
        while position < len(text) and (text[position].isspace() or text[position] in ";,"):
            position += 1


def _objects(data: Any, kind: re.Pattern[str], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD that are of a kind, those of `@graph` and of lists as well."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, kind, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(isinstance(t, str) and kind.search(t) for t in (types if isinstance(types, list) else [types])):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(data.get(key), kind, depth + 1)


def _by_id(data: Any) -> dict[str, Any]:
    """Return the objects of a JSON-LD graph by their `@id`, as others in it refer to them."""
    graph = data.get("@graph") if isinstance(data, dict) else data
    items = [item for item in graph[:200] if isinstance(item, dict)] if isinstance(graph, list) else []
    return {str(item["@id"]): item for item in items if item.get("@id") and item.get("name")}


def _referred(value: Any, named: dict[str, Any]) -> Any:
    """Return what a value refers to in its graph, `{"@id": "#ann"}`; else the value, and of a list each."""
    if isinstance(value, list):
        return [_referred(one, named) for one in value[:20]]
    if isinstance(value, dict) and not value.get("name"):
        return named.get(str(value.get("@id")), value)
    return value


def _from_object(item: dict[str, Any], found: dict[str, list[str]], named: dict[str, Any]) -> None:
    _add(found, "title", item.get("headline") or item.get("name"))
    _add(found, "byline", ", ".join(_names(_referred(item.get("author") or item.get("creator"), named))))
    _add(found, "date", item.get("datePublished") or item.get("dateCreated"))
    _add(found, "updated", item.get("dateModified"))
    _add(
        found,
        "outlet",
        ", ".join(_names(_referred(item.get("publisher") or item.get("sourceOrganization"), named))[:1]),
    )
    body = item.get("articleBody")
    if isinstance(body, str) and len(body) > len(found["body"][0] if found["body"] else ""):
        found["body"] = [_without_tags(body[:_LARGEST])]
    page = item.get("mainEntityOfPage")
    _add(found, "url", page.get("@id") if isinstance(page, dict) else page)
    _add(found, "url", item.get("url"))
    language = item.get("inLanguage")
    _add(found, "language", language.get("alternateName") if isinstance(language, dict) else language)


def _without_tags(text: str) -> str:
    """Return a text that may hold markup as plain paragraphs, one a line."""
    if "</" not in text:
        return text
    return html.unescape(_ANY_TAG.sub("", _PARAGRAPH_END.sub("\n", text)))


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
        return _names(value) if isinstance(value, str | list) else []
    if not isinstance(value, str) or not value.strip():
        return []
    return _names_in(value) if value.lstrip()[0] == "{" else [value]


def _names_in(written: str) -> list[str]:
    """Return the names of an object that was written as text."""
    try:
        return _names(json.loads(written[:4_000]).get("name"))
    except (ValueError, RecursionError):
        return []


def _from_meta(root: Any, found: dict[str, list[str]]) -> None:
    values = _meta(root)
    for name, keys_ in _META.items():
        for key in keys_:
            given = values.get(key, [])
            if name == "byline" and len(given) > 1:
                given = [", ".join(dict.fromkeys(given))]
            for value in given:
                _add(found, name, value)
    _from_labels(values, found)


def _from_labels(values: dict[str, list[str]], found: dict[str, list[str]]) -> None:
    """Read who wrote it from the labelled lines that systems give for cards: `twitter:label1`, `twitter:data1`."""
    for number in ("1", "2"):
        if any(_WRITTEN_BY.fullmatch(name) for name in values.get(f"twitter:label{number}", [])):
            for value in values.get(f"twitter:data{number}", []):
                _add(found, "byline", value)


def _meta(root: Any) -> dict[str, list[str]]:
    """Return what the meta elements of a page say, by their names in small letters."""
    values: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content") or element.get("value")
        keys = {element.get(key, "").lower().strip() for key in ("name", "property", "http-equiv", "itemprop")} - {""}
        for key in sorted(keys) if content else ():
            values.setdefault(key, []).append(content)
    return values


def _from_microdata(root: Any, found: dict[str, list[str]]) -> None:
    props = {
        "headline": "title", "datePublished": "date", "dateModified": "updated", "author": "byline",
        "creator": "byline", "publisher": "outlet", "inLanguage": "language",
    }  # fmt: skip
    for element in root.xpath("//*[@itemprop]"):
        for prop in element.get("itemprop").split():
            if name := props.get(prop):
                _add(found, name, _value(element))


def _from_microformat(root: Any, found: dict[str, list[str]]) -> None:
    """Read hNews and hAtom, classes for the parts of a story, where the page has one story so marked."""
    stories = root.xpath(f"//*[{_CLASS.format('hentry')} or {_CLASS.format('hnews')}]")
    classes = {"title": ("entry-title",), "byline": ("author", "fn"), "date": ("published",), "updated": ("updated",)}
    for name, path in classes.items() if len(stories) == 1 else ():
        inner = stories[0].xpath("." + "".join(f"//*[{_CLASS.format(one)}]" for one in path))
        if inner:
            day = name in {"date", "updated"} and inner[0].get("title")
            _add(found, name, day or _value(inner[0]))


def _value(element: Any) -> str | None:
    """Return what an element with `itemprop` says: an attribute, the name inside it, or its text."""
    for key in ("content", "datetime"):
        if element.get(key):
            return str(element.get(key))
    inner = element.xpath(".//*[@itemprop='name']")
    if inner and inner[0] is not element:
        return _value(inner[0])
    return "".join(element.itertext())[:500]


def _from_links(root: Any, found: dict[str, list[str]], markup: str) -> None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            _add(found, "url", link.get("href"))
    if saved := _SAVED.search(markup[:20_000]):
        _add(found, "url", saved["a"] or saved["b"] or saved["c"])
    for element in root.xpath("//*[@rel='author']"):
        _add(found, "byline", "".join(element.itertext())[:200])
    _add(found, "language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))

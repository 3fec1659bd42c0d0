"""Plain text becomes parts of an article: which unit is headline, date, byline, caption, heading, prose or furniture.

The text is read in four steps: what is known by its own words (furniture, captions, dates, bylines), the head
(everything above the first prose), headings and lists of links below it, and the dateline of the first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.model import ZoneKind
from dossier.reading.data import pattern
from dossier.reading.outcome.text_parts import TextParts
from dossier.reading.text import furniture, lines, page_ends, zones
from dossier.reading.text.head import bylines, credit_lines, database_exports, date_lines, printed_dates
from dossier.reading.text.head.headlines import HEAD, SECTION, Head, behind_date, folded
from dossier.reading.text.head.publication import Dates
from dossier.reading.text.head.titles import from_prose
from dossier.reading.text.units import TextUnit, units

# The second form is what tokenisers make of an address: `https: / / site. example / page`.
_URL = re.compile(
    r"(?:https?://|www\.)\S{3,2000}\Z|https?\s?:\s?/\s?/\s?[\w-]+(?:\s?[./?=&#%~,:]\s?[\w-]+)*\s?/?\Z", re.IGNORECASE
)
HEADER = re.compile(r"(?:date|datum|fecha|data)\s?[:=]?\s+(?=\d)|(?=\d{4}-\d\d-\d\d\s+\S)", re.IGNORECASE)
_SIGNED = re.compile(r"(?:by|par|por|von)(?: [^\s.,;:!?]{1,30}){2,4}", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(r"(?:author|autor|auteur)", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:date|datum|fecha|data|published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd)\b",
    re.IGNORECASE,
)
_POSTED = re.compile(pattern("posted_openings"), re.IGNORECASE)
_LONGEST_LABELLED = 300
_AFTER_DATE = re.compile(r"\A[\s–—|:,-]+")
_FIELD = re.compile(
    r"(?:#\+|:)?(?P<key>title|headline|subject|date|sent|published|author|byline|from|source|outlet|publication|site|url|link|language)\s?:\s+(?P<value>\S.{0,400})\Z",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "author": "byline", "byline": "byline",
    "url": "url", "link": "url", "language": "language", "source": "outlet", "outlet": "outlet", "site": "outlet",
    "publication": "outlet", "subject": "title", "sent": "date", "from": "sender",
}  # fmt: skip
_FIELD_ZONES: dict[str, ZoneKind] = {"title": "headline", "date": "dateline", "byline": "byline"}
# What agencies write before a headline: "UPDATE 2-Ferry sinks".
_SERVICE = re.compile(rf"(?:(?:{pattern('service_words')})(?: \d{{1,2}})?-)+(?=\S)")
_OTHER_FIELD = re.compile(
    r"(?:tags?|category|categories|section|slug|status|summary|keywords|modified|updated|topic|to|cc|reply-to|message-id)\s?:",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"([=~^*#\"+-])\1+")
_SPEAKER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,40}:\s")
_TOP, _LONGEST_ADDRESS = 16, 2_000  # units in which an address and labelled lines may stand, and code points
_NEAR = 8  # units below the first prose where dates and bylines may still stand


def read_plain(text: str) -> TextParts:
    """Part a text into zones and passages, and read what it says of itself."""
    return TextReading(text).parts()


class TextReading:
    """A text while it is being read: what each unit is, as far as that is known."""

    def __init__(
        self, text: str, start: int = 0, given: tuple[list[TextUnit], list[ZoneKind | None]] | None = None
    ) -> None:
        self.text = text
        # Formats that know their paragraphs, and what some of them are, give them.
        self.units: list[TextUnit] = given[0] if given else units(text, start)
        self.kinds: list[ZoneKind | None] = given[1] if given else [None] * len(self.units)
        # Stretches within units: a dateline before its paragraph, a header before a caption.
        self.splits: dict[int, tuple[int, ZoneKind]] = {}
        self.dates = Dates()
        self.title: str | None = None
        self.outlet: str | None = None
        self.byline: str | None = None
        self.url: str | None = None
        self.language: str | None = None
        self.british = False
        self.remarks: list[str] = []
        self.start: ZoneKind = "furniture" if start else "body"

    def parts(self) -> TextParts:
        """Read the text, and return its parts."""
        self._top()
        self._export()
        self._plain_to_see()
        prose = self._head()
        self._leading_byline(prose)
        self._below(prose)
        self._page_ends(prose)
        self._dateline(prose)
        if not self.byline:
            self._labelled_author()
        if not self.dates.found.keys() - {"updated"}:
            self._labelled_date()
        self.dates.from_prose(self._first_prose())
        self.dates.from_url(self.url)
        return TextParts(
            zones=zones.zones(self.text, self.units, self.kinds, self.splits, self.start),
            passages=zones.passages(self.text, self.units, self.kinds, self.splits),
            title=self.title or from_prose(self._first_prose()),
            outlet=self.outlet,
            byline=self.byline,
            published=self.dates.published,
            published_from=self.dates.published_from,
            url=self.url,
            language=self.language,
            remarks=(*self.remarks, *self.dates.remarks),
        )

    def _top(self) -> None:
        """Read what only stands at the very top: an address, `key: value` lines, a `date …` header."""
        labelled = False
        self._underlined_title()
        for index, unit in enumerate(self.units[:_TOP]):
            if self.kinds[index] is not None:
                continue  # a heading of Markdown above such lines
            if field := _FIELD.match(unit.text):
                self.kinds[index] = self._field(field["key"].lower(), field["value"].strip())
                labelled = True
            elif self._is_address(unit.text) or (labelled and self._is_other_field(unit)):
                self.kinds[index] = "furniture"  # "Category: Politics" among them
            else:
                if header := HEADER.match(unit.text):
                    self._header(index, header.end())
                break

    def _underlined_title(self) -> None:
        """Read a first line with a line of signs as long below it, as reStructuredText has its title."""
        if self.title or len(self.units) < 2 or self.kinds[0] is not None:
            return
        title, line = self.units[0].text, self.units[1].text
        if _UNDERLINE.fullmatch(line) and len(line) >= len(title) > 1:
            self.title = title
            self.kinds[:2] = ["headline", "furniture"]

    def _is_address(self, line: str) -> bool:
        """Return whether a line is the article's address, which is kept."""
        if len(line) >= _LONGEST_ADDRESS or self.url or not _URL.match(line):
            return False
        self.url = line.replace(" ", "")
        return True

    def _is_other_field(self, unit: TextUnit) -> bool:
        return bool(_OTHER_FIELD.match(unit.text)) and self.text[: unit.start].endswith("\n")

    def _export(self) -> None:
        """Read the fields of an export of a news database."""
        export = database_exports.read_export(self.units)
        if export is None:
            return
        for index, kind in export.kinds.items():
            self.kinds[index] = self.kinds[index] or kind
        self.splits.update(export.splits)
        self.title = self.title or export.title
        self.outlet = self.outlet or export.outlet
        self.byline = self.byline or bylines.tidy(export.byline)
        if export.date:
            self.dates.add(export.date, "header", day_first=self.day_first())
        if export.remark:
            self.remarks.append(export.remark)

    def _field(self, key: str, value: str) -> ZoneKind:
        """Read a labelled line by its key, in small letters, and return what the line is."""
        name = _FIELDS[key]
        if name == "sender":  # of a mail that was saved as text
            return "furniture"
        if name == "date":
            self.dates.add(value, "header")
        else:
            told = {"byline": bylines.people(value) or value, "language": value[:2].lower()}
            setattr(self, name, getattr(self, name) or told.get(name, value))
        return _FIELD_ZONES.get(name, "furniture")

    def _header(self, index: int, after: int) -> None:
        """Read `date 2025-01-31 …`, where the rest is a caption, a headline or already the first paragraph."""
        unit = self.units[index]
        dates = printed_dates.find(unit.text[:200])
        if not dates or dates[0].start != after:
            return
        self.dates.add(unit.text[: dates[0].end], "header")
        begin = dates[0].end
        begin += len(unit.text[begin:]) - len(_AFTER_DATE.sub("", unit.text[begin:]))
        rest = unit.text[begin:]
        if not rest or printed_dates.is_date_line(unit.text, dates):
            self.kinds[index] = "dateline"
            return
        self.splits[index] = (unit.start + begin, "dateline")
        following = self.units[index + 1].text if index + 1 < len(self.units) else ""
        self.kinds[index] = behind_date(rest, following)
        if self.kinds[index] == "headline":
            self.title = self.title or rest

    def _plain_to_see(self) -> None:
        """Mark furniture, captions and reporters' notes, which are known by their own words."""
        for index, unit in enumerate(self.units):
            line = unit.text
            if self.kinds[index] is not None:
                if self.kinds[index] == "subheading" and furniture.is_furniture(line):
                    self.kinds[index] = "furniture"
                continue
            if furniture.is_furniture(line):
                self.kinds[index] = "furniture"
                self.outlet = self.outlet or furniture.self_named(line)
            elif len(line) < 700:
                if bylines.is_note(line):  # above the text "Written by Ann Lee" is read as its byline
                    below = any(self._is_prose(before) for before in range(index))
                    self.kinds[index] = "byline" if below else None
                elif lines.is_caption(line):
                    self.kinds[index] = "caption"

    def _head(self) -> int:
        """Read everything above the first prose, and the dates and bylines just below; gives the first prose unit."""
        count = len(self.units)
        prose = self._first_prose_unit()
        for index in range(min(count, prose + _NEAR)):
            if self.kinds[index] is None:
                self.kinds[index] = date_lines.kind(self, index, below=index >= prose)
        if prose + 1 < count and self.kinds[prose] is None and self._is_long_headline(prose):
            self.title = self.units[prose].text
            self.kinds[prose] = "headline"
            prose = next((i for i in range(prose + 1, count) if self._is_prose(i)), count)
        self._masthead(prose)
        self._headline([i for i in range(min(prose, count)) if self.kinds[i] is None])
        return prose

    def _masthead(self, prose: int) -> None:
        """Read an outlet on a line of its own, beside the byline or the date or above a headline."""
        unknown = [i for i in range(prose) if self.kinds[i] is None]
        for index in unknown:
            beside = not {"byline", "dateline"}.isdisjoint(self.kinds[max(index - 1, 0) : index + 2])
            named = credit_lines.is_masthead(self.units[index].text, beside=beside)
            named = named or credit_lines.heads_a_section(self.units, unknown, index)
            heads = index == 0 or self.units[index - 1].text == self.title or index - 1 == unknown[0]
            if named and (beside or heads) and (self.title or len(unknown) > 1):
                self.outlet = self.outlet or self.units[index].text
                self.kinds[index] = "furniture"
                return

    def _first_prose_unit(self) -> int:
        """Return the first unit of running text; where there is none the first of all, the second if it is followed."""
        count = len(self.units)
        prose = next((i for i in range(min(count, HEAD)) if self._is_prose(i)), None)
        if prose is not None:
            return prose
        unknown = [i for i in range(count) if self.kinds[i] is None]
        return [*unknown, count, count][len(unknown) > 1]

    def _is_prose(self, index: int) -> bool:
        return self.kinds[index] in {None, "body"} and lines.is_prose(self.units[index].text)

    def _is_long_headline(self, index: int) -> bool:
        """Return whether the first unit, a sentence, is the headline: the page's date or byline follows at once."""
        above = all(self.kinds[i] == "furniture" for i in range(index))
        return (
            above
            and self.title is None
            and lines.words(self.units[index].text) <= 30
            and self.kinds[index + 1] in {"dateline", "byline"}
        )

    def _leading_byline(self, prose: int) -> None:
        """Set the byline and date apart that a print has on the line above its first paragraph, run into it."""
        if self.byline or prose >= len(self.units) or prose in self.splits:
            return
        unit = self.units[prose]
        dates = printed_dates.find(unit.text[:120], day_first=self.day_first())
        name = bylines.byline(unit.text[: dates[0].start].rstrip(" ,|–—-")) if dates else None
        if not dates or not name or not bylines.people(name):
            return
        rest = unit.text[dates[0].end :].lstrip(" ,|–—-")
        if rest[:1].isupper() and lines.is_prose(rest):
            self.byline = name
            self.dates.add(unit.text[: dates[0].end], "byline", day_first=self.day_first())
            self.splits[prose] = (unit.end - len(rest), "byline")

    def _labelled_author(self) -> None:
        """Read a line such as "Author: Ann Lee" below the text; of several names, none is taken."""
        labelled = {i: bylines.byline(unit.text) for i, unit in enumerate(self.units) if self._names_author(i)}
        named = {name for name in labelled.values() if name}
        if len(named) == 1:
            (self.byline,) = named
            self.kinds[next(i for i, name in labelled.items() if name)] = "byline"
        notes = [unit.text for unit, kind in zip(self.units, self.kinds, strict=True) if kind == "byline"]
        self.byline = self.byline or next(filter(None, map(bylines.reporters, notes)), None)

    def _names_author(self, index: int) -> bool:
        """Return whether a line tells the author: “Author: Ann Lee”, or only “By Ann Lee” at the end of the text."""
        line = self.units[index].text
        signed = _SIGNED.fullmatch(line) is not None and self.kinds[index] in {None, "body"}
        return bool(_AUTHOR_LABEL.match(line)) or (signed and index > 0)

    def _labelled_date(self) -> None:
        """Read "Published: 25.10.2007" or "This post was written on …" below the text, where all such lines agree."""
        found = {i: self._labelled_day(unit.text) for i, unit in enumerate(self.units)}
        first = next((i for i, day in found.items() if day), None)
        if first is not None and len(set(found.values()) - {None}) == 1:
            self.dates.add(self.units[first].text, "page", day_first=self.day_first())
            self.kinds[first] = "dateline"

    def _labelled_day(self, line: str) -> str | None:
        posted = _POSTED.match(line) is not None
        if not (posted or _DATE_LABEL.match(line)) or len(line) > _LONGEST_LABELLED:
            return None
        dates = printed_dates.find(line, day_first=self.day_first())
        return dates[0].day if dates and (posted or printed_dates.is_date_line(line, dates)) else None

    def day_first(self) -> bool:
        """Return whether 5/6 is the fifth of June here, by the language or the country of the address."""
        foreign = self.language is not None and self.language != "en"
        return self.british or foreign or printed_dates.day_first(self.url)

    def _headline(self, candidates: Sequence[int]) -> None:
        """Find the headline among the units of the head, and what the others are."""
        if not candidates:
            return
        head = Head(self, candidates)
        if head.chosen is not None and (service := _SERVICE.match(self.units[head.chosen].text)):
            self.splits[head.chosen] = (self.units[head.chosen].start + service.end(), "furniture")
        if not self.title and head.chosen is not None:
            self.title = _SERVICE.sub("", self.units[head.chosen].text)
        for index in candidates:
            if kind := head.kind(index):
                self.kinds[index] = kind

    def _below(self, prose: int) -> None:
        """Find headings among the paragraphs, and lists of links to other articles."""
        listing = False
        for index in range(prose, len(self.units)):
            line = self.units[index].text
            if self.kinds[index] is not None:
                listing = furniture.opens_list(line) or (listing and self.kinds[index] == "furniture")
            elif lines.is_prose(line) or lines.ends_sentence(line):
                listing = False
            elif listing or self._repeats_title(line):
                self.kinds[index] = "furniture"
            elif self._is_subheading(index):
                self.kinds[index] = "subheading"

    def _is_subheading(self, index: int) -> bool:
        heading = lines.is_heading(self.units[index].text)
        return heading and self._prose_at(index + 1) and self._prose_at(index - 1)

    def _repeats_title(self, line: str) -> bool:
        title = folded(self.title or "")
        return lines.words(title) > SECTION and folded(line) == title

    def _page_ends(self, prose: int) -> None:
        """Mark readers' comments, lists of other stories and menus."""
        for index in page_ends.all_of(self.units, self.kinds, prose):
            self.kinds[index] = "furniture"
            self.splits.pop(index, None)
        self._closing_headings(prose)

    def _closing_headings(self, prose: int) -> None:
        """Make headings with nothing of the article below them furniture: they head lists of links."""
        for index in range(len(self.units) - 1, prose, -1):
            if self.kinds[index] == "subheading":
                self.kinds[index] = "furniture"
            elif self.kinds[index] != "furniture":
                return

    def _prose_at(self, index: int) -> bool:
        """Return whether the unit is a paragraph (or above the body, where a first heading may stand)."""
        if index >= len(self.units):
            return False
        line = self.units[index].text
        return self.kinds[index] not in {None, "body"} or lines.ends_sentence(line) or lines.words(line[:400]) > 12

    def _dateline(self, prose: int) -> None:
        """Set the dateline of the first paragraph apart."""
        for index in [i for i in range(prose, len(self.units)) if self.kinds[i] in {None, "body"}][:3]:
            unit = self.units[index]
            if (
                index not in self.splits
                and (length := lines.dateline(unit.text))
                and not self._is_speaker(index, length)
            ):
                self.splits[index] = (unit.start + length, "dateline")
                self.dates.add(unit.text[:length], "dateline")
                return

    def _is_speaker(self, index: int, length: int) -> bool:
        """Return whether words in capitals before a colon name a speaker: in a transcript other lines begin so too."""
        if not self.units[index].text[:length].rstrip().endswith(":"):
            return False
        return sum(bool(_SPEAKER.match(unit.text[:60])) for unit in self.units) > 1

    def _first_prose(self) -> str:
        """Return the beginning of the first paragraph of the body."""
        for index, unit in enumerate(self.units):
            if self.kinds[index] in {None, "body"}:
                start = self.splits[index][0] if index in self.splits else unit.start
                return unit.text[start - unit.start :][:2_000]
        return ""

"""When an article was published: the dates its page gives, the most trustworthy first."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from dossier.reading.text.head import printed_dates

# In the order of trust. A page's "updated" comes after everything that tells of first publication but prose.
_ORDER = ("front matter", "metadata", "header", "page", "byline", "dateline", "updated", "first sentence", "url")
_SENTENCE = re.compile(r".*?[.!?…][\"'”’)]*(?=\s|\Z)", re.DOTALL)
# In the first sentence a date is that of the news only where it says when that happened.
_ON = re.compile(r"(?:\bon|\bday|^[\W_]*(?:on)?|,)\s*\Z", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:will|would|since|until|scheduled|planned|expected|due|before|after|by|born|between|from)\b", re.IGNORECASE
)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d\d?|[a-z]{3})[/_-](?P<d>\d\d?)(?!\d)|(?<!\d)(?P<c>20[0-3]\d[01]\d[0-3]\d)(?!\d)"
)


@dataclass(slots=True)
class Dates:
    """The dates found so far, by where they stand."""

    found: dict[str, printed_dates.PrintedDate] = field(default_factory=dict)
    utc_hour: int | None = None
    """The hour of the metadata's time of day, where that is in UTC or in no zone."""

    def add(self, line: str, source: str, *, day_first: bool = False) -> None:
        """Note the dates of a line that stands in `source` ("header", "page", "byline", "dateline" …)."""
        for date in printed_dates.find(line[:400], day_first=day_first):
            self.found.setdefault("updated" if date.updated and source == "page" else source, date)

    def from_prose(self, paragraph: str) -> None:
        """Note the day on which the first sentence says its news happened."""
        match = _SENTENCE.match(paragraph[:600])
        sentence = match[0] if match else paragraph[:600]
        for date in printed_dates.find(sentence):
            before = sentence[: date.start]
            weekday = printed_dates.starts_with_weekday(sentence[date.start : date.end])
            if (weekday or _ON.search(before)) and not _NOT_YET.search(before[-60:]):
                self.found.setdefault("first sentence", date)

    def from_url(self, url: str | None) -> None:
        """Note the day that an address holds (`/2010/05/05/`, `/2005/jun/25/`, `20100505`)."""
        for match in _URL_DAY.finditer((url or "").lower()):
            compact = match["c"]
            line = (
                f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
                if compact
                else (
                    f"{match['y']}-{match['m']}-{match['d']}"
                    if match["m"].isdigit()
                    else f"{match['d']} {match['m']} {match['y']}"
                )
            )
            if dates := printed_dates.find(line):
                self.found.setdefault("url", dates[0])

    def _resolved(self) -> tuple[str, str, bool] | None:
        """Return the best day, where it stands, and whether it is a guess which of its numbers is the month."""
        best = next(((self.found[source], source) for source in _ORDER if source in self.found), None)
        if not best:
            return None
        date, source = best
        if source == "metadata" and (printed := self._printed_beside(date.day)):
            return printed
        if not date.ambiguous:
            return date.day, source, False
        swapped = f"{date.day[:4]}-{date.day[8:]}-{date.day[5:7]}"
        if address := self.found.get("url"):
            # 05/02/07 on a page whose address has 20070503: the reading near that day is meant.
            for day in (date.day, swapped):
                if abs((dt.date.fromisoformat(day) - dt.date.fromisoformat(address.day)).days) <= 7:
                    return day, source, False
        return date.day, source, True

    def _printed_beside(self, day: str) -> tuple[str, str, bool] | None:
        """Return the day that the page prints where it is the one before or after the metadata's day in UTC.

        Los Angeles is still on 11 June when it is 01:18 of 12 June in UTC, and Tokyo already on 13 June at 20:00.
        """
        if self.utc_hour is None:
            return None
        for source in ("page", "byline"):
            printed = self.found.get(source)
            if printed and not printed.ambiguous:
                ahead = (dt.date.fromisoformat(printed.day) - dt.date.fromisoformat(day)).days
                if (ahead == -1 and self.utc_hour < 12) or (ahead == 1 and self.utc_hour >= 10):
                    return printed.day, source, False
        return None

    @property
    def published(self) -> str | None:
        """The day of publication, ISO."""
        found = self._resolved()
        return found[0] if found else None

    @property
    def published_from(self) -> str | None:
        """The part of the page it was read from."""
        found = self._resolved()
        return None if not found else "page" if found[1] == "updated" else found[1]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What had to be guessed."""
        found = self._resolved()
        if not found or not found[2]:
            return ()
        return (f"its date could be read as day/month or month/day; taken as {found[0]}, a guess",)

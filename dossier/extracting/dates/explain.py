"""Why a date means the days it does: the rule that read it, the day it counts from, the words that tell its tense."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.extracting.dates.find import named_dates
from dossier.extracting.dates.tense import Cue, tense_cue
from dossier.model import Article, DateSpan, Reason
from dossier.reading.text.running_text import running

# What each rule reads, and words of ours that it reads.
RULES: dict[str, tuple[str, str]] = {
    "_ago": ("so long before publication", "It closed two weeks ago."),
    "_bare_quarter": ("a quarter or half year by its rank", "Third-quarter sales fell."),
    "_before_last": ("a week, weekend, month or year before the last", "It was stolen the weekend before last."),
    "_beside": ("so long before or after the day named last", "It began on May 3, 2010. Two days later it ended."),
    "_calendar": ("a week, month or year seen from publication", "It rained last week."),
    "_century": ("a century", "It was built in the 19th century."),
    "_day_alone": ("a day by its number alone", "The ship sailed on the 21st."),
    "_day_of_month": ("a day of a month seen from publication", "Rent is due on the 3rd of next month."),
    "_day_range": ("from weekday to weekday", "From Friday to Sunday trains will not run."),
    "_during": ("a part of a week, month or year seen from publication", "It opened earlier this year."),
    "_end_of": ("the end or start of a week, month or year", "It closes at the end of the month."),
    "_feast": ("a feast", "He died on Christmas Day 2016."),
    "_fiscal_year": ("a fiscal year", "Sales grew in fiscal 2023."),
    "_from_now": ("so long after publication", "It will close two weeks from now."),
    "_in_time": ("so long after publication", "He returns in two weeks’ time."),
    "_month_alone": ("a month without its year", "A quake struck in February."),
    "_month_day": ("a day of a month", "It opened on May 5, 2010."),
    "_month_half": ("a half of a month", "It rained in the second half of May."),
    "_month_listed": ("a month in a row of months with one year", "May, June and July 2018 were dry."),
    "_month_of": ("a month of a year seen from publication", "It shut in January last year."),
    "_month_year": ("a month with its year", "The town fell in December 2003."),
    "_months_between": ("from month to month", "From April to June 2019 it rained."),
    "_months_to": ("months up to a month or day", "Sales fell in the three months to March 2025."),
    "nth_of_month": ("a day or week by its rank in a month", "The fair is in the first week of February."),
    "_nth_weekday": ("a weekday by its rank in a month", "The fair is on the first Saturday of February."),
    "_numeric": ("a date in figures", "Signed 28/11/2025 in Lima."),
    "_old_year": ("a year before 1500", "The abbey was founded in 1147."),
    "_part_of": ("a part of a month, year or decade", "It ended in early November."),
    "_quarter": ("a quarter or half with its year", "Sales fell in the third quarter of 2010."),
    "_same_day": ("the day named last, or the one after it", "It sank on May 3, 2010. A search began that night."),
    "_season": ("a season with its year", "They moved in summer 2010."),
    "_season_alone": ("a season that the tense tells", "The hall will open in spring."),
    "_season_part": ("a part of a season", "It opened in early autumn."),
    "_short_decade": ("a decade cut short", "It was popular in the 70s."),
    "_short_year": ("a year by its last two digits", "The lake dried up in ’98."),
    "_since": ("from a date up to publication", "He has led it since 2003."),
    "_some_quarter": ("a quarter seen from publication", "Net income rose last quarter."),
    "_stretch": ("so long up to publication, or from it on", "It grew over the past three years."),
    "_today": ("a day counted from publication", "It sank yesterday."),
    "_two_months": ("from a day of one month to one of another", "It ran from 30 November to 2 December 2004."),
    "_side_of_week_of": ("the end or start of the week of a day", "It is due by the end of the week of 19 May 2025."),
    "_week_of": ("the week of a day", "It starts in the week beginning 17 October 2011."),
    "_weekday": ("a weekday", "It sank on Tuesday."),
    "_weekend": ("a weekend", "Snow fell at the weekend."),
    "_weeks_from_now": ("weeks counted from publication", "It shuts a week today."),
    "_weeks_on": ("weeks counted from a weekday", "He sails a week on Sunday."),
    "_worded_century": ("a century in words", "It was built in the eighteen-hundreds."),
    "_worded_decade": ("a decade in words", "It was built in the sixties."),
    "_year_reader": ("a year", "It happened in 2003."),
    "_year_to": ("months up to a month or day", "Rents rose in the year to March 2025."),
    "countdowns": ("a countdown", "“You have 40 days left,” she said on Thursday."),
}
_LOOKS = {"future": "looks ahead", "past": "looks back"}


def explain_date(article: Article, date: DateSpan) -> tuple[Reason, ...]:
    """Return which rules gave a date its days; where it is in another language, what its own rule says."""
    return tuple(_reasons(article, date))


def _reasons(article: Article, date: DateSpan) -> Iterator[Reason]:
    found = _found_again(article, date) if article.language in {None, "en"} else None
    title, example = RULES.get(found[2], ("", "")) if found else ("", "")
    yield Reason(f"date: {title}" if title else "date", f"“{date.text}” {_meant(date)}: {date.rule}.", example)
    if date.anchor:
        yield Reason("counted from", f"{date.anchor}")
    cue = _cue(found[0], found[1]) if found and date.anchor else None
    if cue and ("tense" in date.rule or "publication" in date.rule):
        yield Reason(f"tense: {cue.rule}", f"“{' '.join(cue.words.split())}” {_LOOKS[cue.tense]}.")


def _meant(date: DateSpan) -> str:
    if not date.from_ and not date.to:
        return "is not resolved"
    days = date.from_ if date.from_ == date.to else f"{date.from_ or '…'} to {date.to or '…'}"
    return f"means {days}"


def _cue(text: Article, span: DateSpan) -> Cue | None:
    """Return what tells the tense around a date."""
    low = next((zone.start for zone in text.zones if zone.start <= span.start < zone.end), 0)
    return tense_cue(text.text, span.start, span.end, low)


def _found_again(article: Article, date: DateSpan) -> tuple[Article, DateSpan, str] | None:
    """Return the article as it is read, the date as it stands there, and the name of the rule that read it."""
    lines = running(article)
    text = lines.article if lines else article
    words = date.text.split()
    same = [(text, span, name) for span, name in named_dates(text) if span.text.split() == words]
    return min(same, key=lambda one: abs(one[1].start - date.start), default=None)

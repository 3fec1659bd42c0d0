"""The report as one HTML page that needs nothing else.

A template with automatic escaping (Jinja2) makes it; a content security policy in the page forbids scripts and
everything from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from dossier.model import VERDICT_MEANINGS, VERDICTS, Coverage, OnProgress, TimelineEntry
from dossier.report import charts
from dossier.report.contents import ReportContents, gather, passages
from dossier.report.linked_data import linked_data
from dossier.text.counting import counted
from dossier.text.days import day
from dossier.text.visible import visible

if TYPE_CHECKING:
    from dossier.dossier import Dossier

_MOST_FACTS, _MOST_NAMES = 300, 200  # rows; a page of more is not read, and says how many it leaves out


def report_page(
    source: Dossier,
    title: str,
    *,
    tags: tuple[str, ...] = (),
    progress: OnProgress | None = None,
) -> str:
    """Return the report of a dossier as an HTML page.

    `title` heads the page; `tags` choose the notes (all of them when empty). Every figure and quotation links to its
    passage in the page; of the articles only the passages that are cited are in it. `progress` is told how far the
    comparing is.
    """
    contents = gather(source, tags=tags, progress=progress)
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters |= {"day": _day, "visible": visible, "counted": counted}
    folder = files("dossier.report") / "data"
    template = environment.from_string((folder / "report.html.j2").read_text(encoding="utf-8"))
    # The template's body is rendered first: it makes the citations that the passages below it must hold.
    sections = environment.from_string((folder / "sections.html.j2").read_text(encoding="utf-8"))
    body = sections.render(contents=contents, **_values(contents))
    cited = [id_ for id_, spans in contents.cited.items() if spans]
    articles = {article.id: article for article in source.each_article(cited)}
    found, numbers = passages(contents, articles), dict[str, int]()
    for number, passage in enumerate((one for cited in found.values() for one in cited), 1):
        numbers |= {anchor: number for piece in passage.pieces for anchor in piece.ids}
    return template.render(
        title=title,
        body=Markup(_numbered(body, numbers)),  # noqa: S704 - rendered above with every text escaped
        style=Markup((folder / "report.css").read_text(encoding="utf-8")),  # noqa: S704
        data=Markup(linked_data(contents)),  # noqa: S704 - has no `<`
        contents=contents,
        passages=found,
    )


def _values(contents: ReportContents) -> dict[str, object]:
    """Return what the sections show, by the names that the template uses."""
    shared = [fact for fact in contents.coverage if not fact.single_source]
    dated, days_left_out = charts.dated_by_day(contents.timeline)
    # Coverage knows an article without an outlet by its id.
    sources = {info.outlet or info.id: contents.name(info.id) for info in contents.articles.values()}
    return {
        "verdicts": [(verdict, VERDICT_MEANINGS[verdict], _of(contents, verdict)) for verdict in reversed(VERDICTS)],
        "chart": lambda finding: charts.readings_over_time(contents, finding),
        "size": (charts.WIDTH, charts.HEIGHT),
        "signs": charts.SIGNS,
        "dated": dated,
        "days_left_out": days_left_out,
        "told": charts.facts_by_source(shared, sources),
        "days": [(day, list(entries)) for day, entries in groupby(contents.timeline, key=_interval)],
        "facts": shared[:_MOST_FACTS],
        "left_out": max(0, len(shared) - _MOST_FACTS),
        "single": len(contents.coverage) - len(shared),
        "sources": sources,
        "places": lambda fact: _places(contents, fact),
        "names": contents.entities[:_MOST_NAMES],
        "more_names": max(0, len(contents.entities) - _MOST_NAMES),
    }


def _numbered(body: str, numbers: Mapping[str, int]) -> str:
    """Return the HTML with each link given the number of its passage, which is printed behind it on paper."""
    return re.sub(
        r'href="#(a\d+-\d+-\d+)"',
        lambda link: f'{link[0]} data-passage="{numbers[link[1]]}"' if link[1] in numbers else link[0],
        body,
    )


def _of(contents: ReportContents, verdict: str) -> list[object]:
    return [finding for finding in contents.findings if finding.verdict == verdict]


def _interval(entry: TimelineEntry) -> str:
    return _day(entry.from_) if entry.from_ == entry.to else f"{_day(entry.from_)} – {_day(entry.to)}"


def _places(contents: ReportContents, fact: Coverage) -> dict[str, list[str]]:
    """Return the anchors of a fact by the name of its source."""
    return {outlet: [contents.cite_link(link) for link in links] for outlet, links in fact.outlets.items()}


def _day(iso: str | None) -> str:
    """Return an ISO day as people write it, “undated” where there is none."""
    if not iso:
        return "undated"
    return day(iso) or iso

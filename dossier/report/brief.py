"""A brief as a Markdown document: everything said by and about a name, with links to the passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dossier.model import ArticleInfo, Coverage, Finding, Span, parse_link
from dossier.notebook.exports.markdown import address, text
from dossier.text.counting import counted
from dossier.text.days import between, day
from dossier.text.quantities import with_subject
from dossier.text.quoting import alone

if TYPE_CHECKING:
    from dossier.brief import Brief

_CERTAINTY = {"said": "", "alleged": " (alleged)", "denied": " (denied, or not said)"}


def markdown(brief: Brief, infos: Iterable[ArticleInfo]) -> str:
    """Return the document, in which nothing that an article says is markup; `infos` tell outlets and days."""
    return "\n".join(_Document(brief, {info.id: info for info in infos}).lines()) + "\n"


class _Document:
    def __init__(self, brief: Brief, infos: Mapping[str, ArticleInfo]) -> None:
        self._brief = brief
        self._infos = infos

    def lines(self) -> Iterator[str]:
        """Yield the lines of the document; a part that has nothing is left out."""
        brief, entity = self._brief, self._brief.entity
        yield f"# {text(entity.name)}"
        yield ""
        named = f"Named {counted(entity.count, 'time')} in {counted(entity.articles, 'article')}"
        yield f"{named}, {between(brief.first, brief.last)}." if brief.first else f"{named}."
        spellings = [f"{text(one.text)} ({one.count:,})" for one in entity.variants]
        yield from self._part("Spellings", [", ".join(spellings)] if len(spellings) > 1 else [])
        roles = [
            f"- {text(one.role)}: {between(one.first, one.last) if one.first else 'undated'} {self._link(one.spans[0])}"
            for one in brief.roles
        ]
        yield from self._part("Roles", roles)
        yield from self._part(
            "Contradicts itself, or is quoted in ways that do not agree", map(self._finding, brief.contradictions)
        )
        yield from self._part("Open questions", [*map(self._finding, brief.open), *map(self._single, brief.single)])
        said = [f"- “{text(alone(one.text))}” {self._at(one.article, one.start, one.end)}" for one in brief.said]
        yield from self._part("Said", said)
        reported = [
            f"- {text(one.text)}{_CERTAINTY[one.certainty]} {self._at(one.article, one.start, one.end)}"
            for one in brief.reported
        ]
        yield from self._part("Reported without quotation marks", reported)
        numbers = [f"- {text(with_subject(one))} {self._at(one.article, one.start, one.end)}" for one in brief.numbers]
        yield from self._part("Numbers", numbers)
        yield from self._part("Said about", [f"- {text(one.text)} {self._link(one)}" for one in brief.about])

    def _part(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield from ("", f"## {title}", "", *found)

    def _finding(self, finding: Finding) -> str:
        places = [span for reading in finding.readings for span in reading.spans[:1]]
        return f"- {finding.verdict}: {text(finding.about)}. {text(finding.why)} {' '.join(map(self._link, places))}"

    def _single(self, row: Coverage) -> str:
        (outlet, links), *_ = row.outlets.items()
        link = parse_link(links[0])
        return f"- Only {text(outlet)} has it: {text(row.title)} {self._at(link.article, link.start, link.end)}"

    def _link(self, span: Span) -> str:
        return self._at(span.article, span.start, span.end)

    def _at(self, article: str, start: int, end: int) -> str:
        info = self._infos[article]
        name = text(info.outlet or info.id)
        when = f", {day(info.published)}" if info.published else ""
        when += f" ({info.day_remark})" if when and info.day_remark else ""
        return f"([{name}{when}]({address(info.path)}#char={start},{end}))"

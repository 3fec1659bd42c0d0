"""Places as lists give them: the link and, of a PDF, the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.cli.console import output
from dossier.model import Span, link_to, to_json
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.dossier import Dossier

_PLACE = {"article", "start", "end"}
_AROUND = 46  # characters of the article shown on each side of a reading


def place(dossier: Dossier, span: Any) -> str:
    """Return the link of anything with `article`, `start` and `end`, and the page where it stands in a PDF."""
    page = dossier.page(span.article, span.start)
    return link_to(span) + (f"{output.worded(' · ')}page {page}" if page else "")


def around(dossier: Dossier, span: Any) -> str:
    """Return the words with what stands around them, cut at words."""
    text = dossier.article(span.article).text
    lead = text[max(0, span.start - _AROUND) : span.start]
    tail = text[span.end : span.end + _AROUND]
    lead = lead.rpartition("\n")[2] if "\n" in lead else f"…{lead.partition(' ')[2] or lead}"
    tail = tail.partition("\n")[0] if "\n" in tail else f"{tail.rpartition(' ')[0] or tail}…"
    return one_line(f"{lead}{span.text}{tail}" if output.IN_WORDS.get() else f"{lead}«{span.text}»{tail}")


def anonymous(dossier: Dossier, places: Sequence[Any]) -> str:
    """Return the remark that all these places cite an anonymous source and nobody else, empty where that is not so."""
    if not places or not all(map(dossier.is_anonymous, places)):
        return ""
    return remark()


def remark() -> str:
    """Return the remark that something is told by an anonymous source alone."""
    return f"{output.worded(' · ')}from an anonymous source"


def json_line(dossier: Dossier, value: Any, *, anonymous: bool = False) -> None:
    """Write one object on a line of its own as `output.json_line` does; every place in a PDF gets a `page`.

    With `anonymous` every place whose sentence cites an anonymous source, and nobody else, says `"anonymous": true`.
    """
    plain = value if isinstance(value, dict) else to_json(value)
    output.json_line(_with_facts(dossier, plain, anonymous=anonymous))


def _with_facts(dossier: Dossier, value: Any, *, anonymous: bool) -> Any:
    """Return plain JSON with what is known of each place in it: its page, and whether its source is anonymous."""
    if isinstance(value, list):
        return [_with_facts(dossier, item, anonymous=anonymous) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with_facts(dossier, item, anonymous=anonymous) for key, item in value.items()}
    if not value.keys() >= _PLACE:
        return found
    if anonymous and dossier.is_anonymous(Span(value["article"], value["start"], value["end"], "")):
        found["anonymous"] = True
    if "page" not in value and (page := dossier.page(value["article"], value["start"])):
        found["page"] = page
    return found

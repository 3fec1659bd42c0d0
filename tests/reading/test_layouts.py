"""Pages in the layouts of publishing systems; elements with `data-story` hold the story, `<html data-…>` the facts."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from dossier.reading import read

PAGES = sorted((Path(__file__).parents[1] / "data" / "layouts").glob("*.html"))
WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_is_read_whole_and_without_what_stands_beside_its_story(file: Path) -> None:
    root = html.document_fromstring(file.read_text(encoding="utf-8"))
    article = read(file, id=file.stem, shown=file.name)
    assert (article.title, article.byline, article.published) == tuple(
        root.get(f"data-{name}") for name in ("title", "byline", "date")
    )
    story = words(" ".join(" ".join(element.itertext()) for element in root.xpath("//*[@data-story]")))
    shown = words(" ".join(article.text[zone.start : zone.end] for zone in article.zones if zone.zone != "furniture"))
    found = words(" ".join(article.text[one.start : one.end] for one in article.passages))
    assert (story - shown).total() <= 0.01 * story.total()
    assert (found - story).total() <= 0.03 * found.total()

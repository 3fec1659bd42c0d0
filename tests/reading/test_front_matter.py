"""What stands above an article for programs, and what news databases write around it."""

import pytest

from dossier.model import Article
from dossier.reading.reader import article_of

LEAD = (
    "The footbridge over the Varn at Ossel was closed on Tuesday after an engineer found two cracked bolts in its deck."
)
SECOND = "“I crossed it every morning for twenty years,” said Petra Holm, who keeps a bakery on the eastern bank."
STORY = f"{LEAD}\n\n{SECOND}\n"
EXPECTED = ("Footbridge is closed", "Ida Berg", "2024-03-05")


def read(text: str, suffix: str = ".md") -> Article:
    return article_of(text.encode(), suffix, id="a", shown="a" + suffix)


def body(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.passages]


FORMS = {
    "yaml": "---\ntitle: Footbridge is closed\ndate: 2024-03-05\nauthor: Ida Berg\n---\n",
    "yaml with dots": "---\ntitle: Footbridge is closed\npublish_date: 5 March 2024\nauthors: [Ida Berg]\n...\n",
    "toml": "+++\ntitle = 'Footbridge is closed'\ndate = 2024-03-05T08:00:00Z\n[params]\nauthor = 'Ida Berg'\n+++\n",
    "toml, a day": '+++\ntitle = "Footbridge is closed"\ndate = 2024-03-05\nauthors = ["Ida Berg"]\n+++\n',
    "named toml": '---toml\ntitle = "Footbridge is closed"\ndate = 2024-03-05\nauthor = "Ida Berg"\n---\n',
    "json": '{\n  "title": "Footbridge is closed",\n  "date": "2024-03-05",\n  "author": {"name": "Ida Berg"}\n}\n\n',
    "pelican": "Title: Footbridge is closed\nDate: 2024-03-05 10:20\nCategory: Local\nAuthor: Ida Berg\n\n",
    "multimarkdown": "title: Footbridge is closed\nauthor: Ida Berg\ntags: bridge,\n  river\ndate: March 5, 2024\n\n",
    "pandoc": "% Footbridge is closed\n% Ida Berg\n% March 5, 2024\n\n",
    "comment": "<!--\ntitle: Footbridge is closed\ndate: 2024-03-05\nauthor: Ida Berg\n-->\n",
    "clipper": "---\ntitle: Footbridge is closed\nsource: https://ossel.example/a\nauthor:\n  - '[[Ida Berg]]'\n"
    "published: 2024-03-05\n---\n",
    "heading and lines": "# Footbridge is closed\n\nAuthor: Ida Berg\nDate: 5 March 2024\nTags: bridge\n\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_front_matter_of_every_form_is_read_and_is_no_story(form: str) -> None:
    article = read(FORMS[form] + STORY)
    assert (article.title, article.byline, article.published) == EXPECTED
    assert body(article) == [LEAD, SECOND]
    assert article.remarks == ()


def test_an_address_under_source_is_where_the_article_was() -> None:
    article = read(FORMS["clipper"] + STORY)
    assert (article.url, article.outlet) == ("https://ossel.example/a", "ossel.example")


@pytest.mark.parametrize("broken", ["+++\ntitle = Footbridge\n+++\n", "---json\n{no}\n---\n"])
def test_front_matter_that_cannot_be_read_is_furniture_with_a_remark(broken: str) -> None:
    article = read(broken + STORY)
    assert body(article) == [LEAD, SECOND]
    assert any("front matter" in remark for remark in article.remarks)


@pytest.mark.parametrize("text", ["{braces} are no front matter\n\n", "+++ and on it goes\n\n", "Note: nothing\n\n"])
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    assert read(text + STORY).zones[0].zone != "furniture"


EXPORTS = {
    "nexis": "2 of 40 DOCUMENTS\n\nOssel Post\n\nMarch 5, 2024 Tuesday\nSecond Edition\n\nFootbridge is closed\n\n"
    "BYLINE: Ida Berg\n\nSECTION: LOCAL; Pg. 3\n\nLENGTH: 44 words\n\n{}\nLOAD-DATE: March 6, 2024\n\n"
    "LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nCopyright 2024 Ossel Post\nAll Rights Reserved\n",
    "nexis uni": "Footbridge is closed\n\nOssel Post\n\nMarch 5, 2024 Tuesday\n\nCopyright 2024 Ossel Post All Rights "
    "Reserved\n\nSection: LOCAL\n\nLength: 44 words\n\nByline: Ida Berg\n\nBody\n\n{}\nLoad-Date: March 6, 2024\n\n"
    "End of Document\n",
    "proquest": "Title: Footbridge is closed\n\nAuthor: Berg, Ida\n\nPublication title: Ossel Post; Ossel\n\n"
    "Publication date: Mar 5, 2024\n\nFull text: {}\nProQuest document ID: 2912345678\n\nLast updated: 2024-03-06\n",
    "factiva": "HD Footbridge is closed\nBY Ida Berg\nWC 44 words\nPD 5 March 2024\nSN Ossel Post\nLA English\n\n"
    "LP {}\nCO ossbr\nAN Document OSSPO00020240305ek3500001\n",
}


@pytest.mark.parametrize("database", EXPORTS)
def test_exports_of_news_databases_are_read_by_their_fields(database: str) -> None:
    article = read(EXPORTS[database].format(STORY), ".txt")
    assert (article.title, article.published) == ("Footbridge is closed", "2024-03-05")
    assert article.byline in {"Ida Berg", "Berg, Ida"}
    assert (article.outlet or "").startswith("Ossel Post")
    assert body(article) == [LEAD, SECOND]


def test_several_articles_of_a_database_in_one_file_are_told() -> None:
    article = read(EXPORTS["nexis"].format(STORY) + "\n\n3 of 40 DOCUMENTS\n\nOssel Post\n\n" + STORY, ".txt")
    assert any("holds 2 articles" in remark for remark in article.remarks)


@pytest.mark.parametrize("service", ["UPDATE 2-", "WRAPUP 5-", "CORRECTED-UPDATE 1-", "FACTBOX-"])
def test_what_an_agency_writes_before_a_headline_is_no_part_of_it(service: str) -> None:
    article = read(f"{service}Footbridge is closed\n\nBy Ida Berg\n\n{STORY}", ".txt")
    assert article.title == "Footbridge is closed"
    assert article.zones[0].zone == "furniture"

"""An article as a reader gets it: zones that cover the text, and what the page says of itself."""

# Lines of articles stand here as they stand in articles.
# ruff: noqa: E501

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.reading import read
from dossier.reading.formats.registry import READERS
from dossier.reading.text.head.titles import from_prose

SHARED = Path(__file__).parents[3] / "shared"
PROSE = "The mayor of Puerto Claro said on Tuesday that the bridge would stay shut until engineers had seen it."
MORE = "Ferries will run every half hour in the meantime, and nobody will have to pay for a ticket this week."


@pytest.fixture
def article(tmp_path):
    def make(text, name="x.txt", **keys):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, id="x", shown=f"in/{name}", **keys)

    return make


def zones(article, kind):
    return [article.text[z.start : z.end].strip() for z in article.zones if z.zone == kind]


def shown(article):
    return [article.text[p.start : p.end] for p in article.passages]


# --- whatever the text, offsets are true


PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\n", "\r\n", "\n\n", "\r", "---\n", "# Heading\n", "date 2025-01-31 ", "By Ann Lee\n", PROSE, "Most read\n", "LIMA : ",
         "5 May 2010\n", "Title: x\n", "https://a.example/b\n", "ChilePeruLatin AmericaLima\n", "===\n", "- item\n", "___\n"]
    ),
)  # fmt: skip


@example("date 2000/1/1\x0cB", ".txt")
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(sorted(READERS)))
def test_zones_cover_the_text_and_passages_lie_in_the_body(text, suffix):
    page = READERS[suffix](text)
    position = 0
    for zone in page.zones:
        assert zone.start == position < zone.end
        position = zone.end
    assert position == len(text)
    last = 0
    for passage in page.passages:
        assert last <= passage.start < passage.end
        words = text[passage.start : passage.end]
        assert words == words.strip()
        assert any(z.start <= passage.start and passage.end <= z.end and z.zone == "body" for z in page.zones)
        last = passage.end
    for zone in page.zones:
        if zone.zone == "body":
            left = text[zone.start : zone.end]
            for passage in reversed([p for p in page.passages if zone.start <= p.start < zone.end]):
                left = left[: passage.start - zone.start] + left[passage.end - zone.start :]
            assert not left.strip()


@pytest.mark.parametrize(
    "line", ["a", "a ", ". ", "A. ", '"a. " ', "12 May 2010 ", "(photo ", "News > ", "aB", "A B, ", "_", "("]
)
def test_a_hostile_line_takes_linear_time(line):
    text = line * (250_000 // len(line))

    def taken() -> float:
        began = time.process_time()
        READERS[".txt"](text)
        return time.process_time() - began

    assert any(taken() < 2 for _ in range(3))  # half a second; Python may be collecting garbage of other tests


# --- kinds of page


def test_header_with_a_caption_and_a_dateline(article):
    caption = "Ferries wait at the quay of Puerto Claro. (Courier pic)"
    a = article(f" date 2025-03-04 {caption}\n\nPUERTO CLARO : {PROSE}\n\n‘No date yet’\n\n{MORE}")
    assert (a.published, a.published_from) == ("2025-03-04", "header")
    assert zones(a, "caption") == [caption]
    assert zones(a, "dateline") == ["date 2025-03-04", "PUERTO CLARO :"]
    assert zones(a, "subheading") == ["‘No date yet’"]
    assert shown(a) == [PROSE, MORE]
    assert a.title == PROSE.removesuffix(".")


def test_header_with_a_headline(article):
    a = article(f"date 2025-03-04 Bridge at Puerto Claro stays shut\n\n{PROSE}\n\n{MORE}")
    assert a.title == "Bridge at Puerto Claro stays shut"
    assert zones(a, "headline") == [a.title]
    assert shown(a) == [PROSE, MORE]


def test_header_with_the_first_paragraph_and_headings(article):
    first = "In a move that few had foreseen, the council of Puerto Claro has shut the bridge to all traffic, ferries included."
    a = article(f"date 2025-03-04 {first}\n\n\n\nWhy the Bridge Was Shut\n\n{PROSE}\n\nA Way Across the Bay\n\n{MORE}")
    assert a.title.startswith("… the council of Puerto Claro has shut the bridge")
    assert zones(a, "subheading") == ["Why the Bridge Was Shut", "A Way Across the Bay"]
    assert shown(a) == [first, PROSE, MORE]
    assert not zones(a, "headline")


def test_no_header_and_each_line_a_paragraph(article):
    first = "On March 4, 2025, the council of Puerto Claro shut the bridge: nobody may cross it. Engineers are on their way."
    a = article(f"{first}\n{PROSE}\n{MORE}")
    assert (a.published, a.published_from) == ("2025-03-04", "first sentence")
    assert a.title == "… the council of Puerto Claro shut the bridge: nobody may cross it"
    assert shown(a) == [first, PROSE, MORE]


SCRAPED = f"""Travel

Bridge at Puerto Claro stays shut while engineers look

2025-03-04 08:15
96 views
Bridge at Puerto Claro stays shut while engineers look

Mayor promises free ferries for as long as the work will take

  1. News
Bridge at Puerto Claro stays shut while engineers look

Mayor promises free ferries for as long as the work will take

Ana Luz,Pedro Gil de BiedmaTuesday 4 March 2025 08:15 GMT

Bridge at Puerto Claro stays shut while engineers look

Show all 3Puerto Claro BridgePuerto Claro BridgePuerto Claro BridgeMorning News

Join our free morning letter

Morning LetterYour e-mail*JOIN

Yes, The Bay Gazette may write to me about offers and events. See our Privacy notice

{PROSE}

{MORE}

___

Gil de Biedma reported from Puerto Claro

More about

BridgesPuerto ClaroFerriesTraffic

Most popular

    Popular videos
"""


def test_scraped_page(article):
    a = article(SCRAPED)
    assert a.title == "Bridge at Puerto Claro stays shut while engineers look"
    assert a.byline == "Ana Luz, Pedro Gil de Biedma"
    assert a.published == "2025-03-04"
    assert a.outlet == "The Bay Gazette"
    assert shown(a) == [PROSE, MORE]
    assert len(zones(a, "headline")) == 1
    assert zones(a, "subheading") == ["Mayor promises free ferries for as long as the work will take"]
    assert zones(a, "byline")[-1] == "Gil de Biedma reported from Puerto Claro"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 5, 2010", "2010-05-05"),
        ("Thu Jun 9, 2011 4: 30pm BST", "2011-06-09"),
        ("Last Updated: Tuesday, 4 March 2014, 09:12 GMT", "2014-03-04"),
        ("First Posted 18: 05: 00 14 / 05 / 2011", "2011-05-14"),
        ("On Wed, 17 / 08 / 2011-11: 20", "2011-08-17"),
        ("02.29.12 4:15 PM", "2012-02-29"),
        ("PUBLISHED: 06:12 GMT, 3 May 2012 | UPDATED: 19:40 GMT, 4 May 2012", "2012-05-03"),
        ("November 30th, 2011, 08: 45 GMT", "2011-11-30"),
        ("Novemer 27, 2005", "2005-11-27"),
        ("1 December 2025", "2025-12-01"),
        ("28 de noviembre de 2025", "2025-11-28"),
        ("Freitag, 28. November 2025, 19.28 Uhr", "2025-11-28"),
        ("2025-11-28T19:28:00Z", "2025-11-28"),
    ],
)
def test_date_lines(article, line, day):
    a = article(f"https://www.gazette.example/news/bridge\n\nBridge stays shut\n\n{line}\n\n{PROSE}\n\n{MORE}")
    assert (a.published, a.published_from) == (day, "page")
    assert zones(a, "dateline") == [line]
    assert (a.title, a.outlet, a.url) == (
        "Bridge stays shut",
        "gazette.example",
        "https://www.gazette.example/news/bridge",
    )
    assert shown(a) == [PROSE, MORE]


def test_paper_and_date_on_one_line(article):
    a = article(f"Bridge stays shut\n\nThe Bay Gazette, 5 May 2010\n\n{PROSE}")
    assert (a.title, a.outlet, a.published, a.published_from) == (
        "Bridge stays shut",
        "The Bay Gazette",
        "2010-05-05",
        "page",
    )


@pytest.mark.parametrize(
    ("line", "outlet", "byline"),
    [
        ("*Bay Courier — 5 May 2010 — By Ana Luz*", "Bay Courier", "Ana Luz"),
        ("By Ana Luz and Bo Orr | Bay Courier | May 5, 2010", "Bay Courier", "Ana Luz, Bo Orr"),
        ("Bay Courier | Ana Luz | 5 May 2010", "Bay Courier", "Ana Luz"),
        ("The Standard (5 May 2010), by Ana Luz", "The Standard", "Ana Luz"),
        ("By Ana Luz, The Standard, 5 May 2010", "The Standard", "Ana Luz"),
        ("5 May 2010 - The Standard - Ana Luz", "The Standard", "Ana Luz"),
        ("Published 5 May 2010 by Ana Luz for The Standard", "The Standard", "Ana Luz"),
        ("The Standard • By Ana Luz • Wednesday, May 5, 2010 • 4:10 PM", "The Standard", "Ana Luz"),
        ("_Source: baystandard.example, 5 May 2010_", "baystandard.example", None),
        ("By Ana Luz, Associated Press Writer, 5 May 2010", None, "Ana Luz"),
        ("By Ana Luz | The Hague | 5 May 2010", None, "Ana Luz"),
    ],
)
def test_outlet_reporter_and_day_on_one_line(article, line, outlet, byline):
    a = article(f"# Bridge stays shut\n\n{line}\n\n{PROSE}\n\n{MORE}\n")
    assert (a.outlet, a.byline, a.published) == (outlet, byline, "2010-05-05")
    assert shown(a) == [PROSE, MORE]


def test_key_and_value_lines(article):
    a = article(f"Title: Bridge stays shut\nDate: 1 December 2025\nAuthor: Ana Luz\nSource: Bay Wire\n\n{PROSE}")
    assert (a.title, a.published, a.byline, a.outlet) == ("Bridge stays shut", "2025-12-01", "Ana Luz", "Bay Wire")
    assert shown(a) == [PROSE]


def test_a_day_that_could_be_a_month_is_settled_by_the_address_or_told(article):
    assert article(f"Bridge stays shut\n\n05/06/2010\n\n{PROSE}").remarks
    settled = article(f"http://a.example/20100605/bridge\n\nBridge stays shut\n\n05/06/2010\n\n{PROSE}")
    assert (settled.published, settled.remarks) == ("2010-06-05", ())
    assert article(f"http://a.co.uk/bridge\n\nBridge stays shut\n\n05/06/2010\n\n{PROSE}").published == "2010-06-05"


def test_date_from_the_address_alone_and_none_at_all(article):
    a = article(f"http://a.example/2010/may/05/bridge\n\nBridge stays shut\n\n{PROSE}")
    assert (a.published, a.published_from) == ("2010-05-05", "url")
    assert article(PROSE).published is None


def test_a_first_sentence_that_tells_of_another_day_dates_nothing(article):
    a = article(
        "The bridge, closed since 4 March 2019, will not open before 1 May 2027, the mayor of Puerto Claro said."
    )
    assert a.published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By John Smith", "John Smith"),
        ("By JOHN SMITH and ANNE O'HARA, Associated Press Writers", "John Smith, Anne O'Hara"),
        ("By Ana de la Cruz in Lima and Luis Paz", "Ana de la Cruz, Luis Paz"),
        ("By Ana Luz | Science correspondent", "Ana Luz"),
    ],
)
def test_bylines(article, line, names):
    a = article(f"Bridge stays shut\n\n{line}\n\n{PROSE}")
    assert a.byline == names
    assert shown(a) == [PROSE]


@pytest.mark.parametrize(
    "dateline",
    ["LIMA :", "ATHENS, Greece (AP) —", "BEIJING (Reuters) -", "LONDON, Nov 28 (Reuters) -", "Lima, 28 nov (EFE).-"],
)
def test_datelines(article, dateline):
    a = article(f"Bridge stays shut\n\n{dateline} {PROSE}\n\n{MORE}")
    assert zones(a, "dateline") == [dateline]
    assert shown(a) == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "Read more: Ten bridges of the world", "Click here to subscribe", "© 2024 The Bay Gazette. All rights reserved.",
        "Share this article", "Follow us on Twitter", "12 comments", "Tags: bridges, ferries", "Facebook Twitter WhatsApp",
        "This material may not be published, broadcast, rewritten or redistributed.", "* * *", "Story continues below",
    ],
)  # fmt: skip
def test_furniture_between_paragraphs(article, line):
    a = article(f"Bridge stays shut\n\n{PROSE}\n\n{line}\n\n{MORE}")
    assert zones(a, "furniture") == [line]
    assert shown(a) == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Already a member of the council, Rojas voted against.", "Home is where she wants to go.",
        "The site uses 40 pumps, and two of them failed.", '"It is significant that it was shut," he said',
        "Some of their demands are immediate:", "“We live here.”", "By signing the order she ended the strike.",
        "Related: that is what the two accidents are.".replace(":", ","), "The newspaper has 400,000 subscribers who read more.",
        'She gave the crews credit: "They saved the bridge."', "Photo-sharing sites were down.", "In this town a picture is worth much.", "File-sharing went on all night.",
        "Follow the money on Monday and you reach the port.", "But why did the council shut it?",
    ],
)  # fmt: skip
def test_prose_is_never_furniture(article, line):
    assert line in shown(article(f"Bridge stays shut\n\n{PROSE}\n\n{line}\n\n{MORE}"))


@pytest.mark.parametrize(
    "line",
    ["FILE - The quay of Puerto Claro. (AP Photo/Jo Doe, File)", "Image caption, The quay of Puerto Claro", "Photo: Ana Luz",
     "The quay at dawn. Photo by Ana Luz", "The quay of Puerto Claro – Ana Luz/Getty Images", "Ferries wait. (Courier pic)"],
)  # fmt: skip
def test_captions(article, line):
    a = article(f"Bridge stays shut\n\n{PROSE}\n\n{line}\n\n{MORE}")
    assert zones(a, "caption") == [line]
    assert shown(a) == [PROSE, MORE]


def test_links_to_other_articles_are_furniture_until_the_prose_goes_on(article):
    a = article(
        f"Bridge stays shut\n\n{PROSE}\n\nRelated articles\n\nTen bridges of the world\n\nFerries are back\n\n{MORE}"
    )
    assert shown(a) == [PROSE, MORE]


def test_hard_wrapped_lines_are_one_paragraph(article):
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(f"{PROSE} {MORE}", 62) for _ in range(3))
    a = article(f"Bridge stays shut\n\n{wrapped}\n")
    assert [" ".join(p.split()) for p in shown(a)] == [f"{PROSE} {MORE}"] * 3


def test_long_paragraphs_become_runs_of_whole_sentences(article):
    a = article(f"Bridge stays shut\n\n{' '.join([PROSE, MORE] * 8)}")
    counts = [len(p.split()) for p in shown(a)]
    assert max(counts) <= 100 < sum(counts)
    assert min(counts) > 50
    assert all(p.endswith(".") for p in shown(a))


def test_a_single_line_is_an_article_that_can_be_found(article):
    assert shown(article("Bridge stays shut")) == ["Bridge stays shut"]


def test_outlets_of_the_configuration_come_before_the_address(article):
    a = article(f"http://a.example/b\n\nBridge stays shut\n\n{PROSE}", outlets={"*.md": "No", "in/*": "Bay Wire"})
    assert a.outlet == "Bay Wire"


# --- decoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_every_dress(article, encoding):
    text = f"Señor Núñez\r\n\r\n{PROSE}"
    a = article(text.encode(encoding))
    assert a.text == text
    assert len(a.sha256) == 64


def test_windows_1252_is_a_guess_and_says_so(article):
    a = article("Núñez said “no”\x81 – twice.".encode("cp1252", errors="ignore") + b"\x81")
    assert a.text == "Núñez said “no” – twice.\x81"
    assert a.remarks == ("decoded as Windows-1252, a guess",)


# --- Markdown


def test_markdown_front_matter_headings_and_pictures(article):
    a = article(
        "---\ntitle: Bridge stays shut\ndate: 2025-03-04T08:15:00Z\nauthors: [Ana Luz, {name: Bo Gil}]\nsite: The Bay Gazette\n"
        f"url: https://a.example/b\nlang: en-GB\n---\n\n# Bridge stays **shut**\n\n{PROSE}\n\n![Quay](q.png)\n\n## And now\n\n{MORE}\n",
        "x.md",
    )
    assert (a.title, a.byline, a.outlet) == ("Bridge stays shut", "Ana Luz, Bo Gil", "The Bay Gazette")
    assert (a.published, a.published_from, a.url, a.language) == (
        "2025-03-04",
        "front matter",
        "https://a.example/b",
        "en",
    )
    assert zones(a, "headline") == ["# Bridge stays **shut**"]
    assert zones(a, "subheading") == ["## And now"]
    assert shown(a) == [PROSE, MORE]


@pytest.mark.parametrize(
    "yaml",
    [
        "a: &a [x]\nb: [*a, *a]", "title: [", "title: " + "[" * 500 + "]" * 500, "title: x\nmore: " + "y" * 70_000, "x: !!python/name:os.system\n\t-",
    ],
)  # fmt: skip
def test_bad_front_matter_is_furniture_with_a_remark(article, yaml):
    a = article(f"---\n{yaml}\n---\n\n# Bridge stays shut\n\n{PROSE}\n", "x.md")
    assert a.title == "Bridge stays shut"
    assert "front matter" in a.remarks[0]
    assert shown(a) == [PROSE]


# --- language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", f"{PROSE} {MORE}"),
        ("es", "El alcalde dijo que el puente estará cerrado para los coches y que los barcos van a salir del puerto cada hora."),
        ("fr", "Le maire a dit que le pont est fermé pour les voitures et que des bateaux partent du port dans la journée avec les gens."),
        ("de", "Der Bürgermeister sagte, dass die Brücke für den Verkehr gesperrt ist und die Fähren mit dem Boot auch nicht fahren."),
        ("pt", "O prefeito disse que a ponte não está aberta para os carros e que os barcos da cidade são mais uma saída do porto."),
        (None, "Xyzzy plugh frobnicate quux."),
    ],
)  # fmt: skip
def test_language(article, code, text):
    assert article(text).language == code


# --- the real articles, where they stand beside the project


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real articles do not stand beside this copy")
def test_the_real_articles():
    articles = [read(path, id=path.stem, shown=path.name) for path in sorted((SHARED / "seeds").glob("*.txt"))]
    assert [a.published for a in articles] == [f"2025-11-{day}" for day in (29, 28, 29, 30, 28)]
    assert [len(zones(a, "caption")) for a in articles] == [1, 0, 0, 0, 0]
    assert [len(zones(a, "headline")) for a in articles] == [0, 1, 0, 0, 1]
    assert articles[4].byline == "Nayara Batschke, David Pereda Zavaleta"
    assert articles[4].outlet == "The Independent"
    passages = [words for a in articles for words in shown(a)]
    for words in (
        "views",
        "Show all",
        "inbox",
        "Privacy",
        "Bulletin",
        "Read next",
        "More about",
        "ChilePeru",
        "AFP pic",
    ):
        assert not [p for p in passages if words in p]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("On 3 May 2020, the council of Tarn shut the bridge.", "… the council of Tarn shut the bridge"),
        ("The council of Tarn shut the bridge.", "The council of Tarn shut the bridge"),
        ("In a surprise move, the council of Tarn shut the old bridge over the Meld river, which had stood there for two centuries and a few years.",
         "… the council of Tarn shut the old bridge over the Meld river…"),
    ],
)  # fmt: skip
def test_a_title_made_of_a_first_sentence_says_where_it_was_cut(sentence, title):
    assert from_prose(sentence) == title


@pytest.mark.parametrize(
    ("head", "tail", "byline", "outlet"),
    [
        ("Bridge stays shut\n\nAna Luz\nBridges correspondent, Lima", "", "Ana Luz", None),
        ("Bridge stays shut\n\nAna Luz\n5 May 2010", "", "Ana Luz", None),
        ("Bridge stays shut\n\nBridge Stays Shut Longer\n5 May 2010", "", None, None),
        ("Bridge stays shut\n\nInterview: Ana Luz", "", "Ana Luz", None),
        ("Bridge stays shut", "(Reporting by Ana Luz in Lima and Bo Orr; Editing by Cy Ek)", "Ana Luz, Bo Orr", None),
        ("By Ana Luz\nBridge stays shut", "(Reporting by Bo Orr; Editing by Cy Ek)", "Ana Luz", None),
        ("Claro Avis\nSport\n\nBridge stays shut for the whole summer", "", None, "Claro Avis"),
        ("Claro Tidende\n\nBridge stays shut", "", None, "Claro Tidende"),
    ],
)
def test_who_wrote_it_and_where(article, head, tail, byline, outlet):
    a = article(f"{head}\n\n{PROSE}\n\n{MORE}\n\n{tail}\n")
    assert (a.byline, a.outlet) == (byline, outlet)
    assert a.title.startswith("Bridge stays shut")
    assert PROSE in shown(a)
    assert tail not in shown(a)


def test_a_press_release_has_its_sender_for_an_outlet(article):
    head = "FOR IMMEDIATE RELEASE\n\nClaro Harbour Union\n5 May 2010\n\nBridge stays shut for the whole summer"
    a = article(f"{head}\n\nPage 1 of 2\n\n{PROSE}\n\n- 2 -\n\n{MORE}\n")
    assert (a.title, a.outlet) == ("Bridge stays shut for the whole summer", "Claro Harbour Union")
    assert shown(a) == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "by: Ana Luz, Bo Orr",
        "Ana Luz and Bo Orr\nLima\n5 May 2010 11.30 CET",
        "Ana Luz and Bo Orr · Journalists",
        "Ana Luz and Bo Orr Arts correspondents",
    ],
)
def test_bylines_of_broadcasters(article, line):
    a = article(f"Bridge stays shut\n\n{line}\n\n{PROSE}\n\n{MORE}\n")
    assert (a.title, a.byline) == ("Bridge stays shut", "Ana Luz, Bo Orr")


@pytest.mark.parametrize(
    ("head", "outlet", "byline"),
    [
        ("CLARO BLAD                     English edition, 5 May 2010\n\nBridge stays shut", "CLARO BLAD", None),
        ("Claro Harbour Union\nPRESS STATEMENT            Claro, 5 May 2010\n\nBridge stays shut for the whole summer", "Claro Harbour Union", None),
        ("Claro Herald > News > Local\n\nBridge stays shut\n5 May 2010", "Claro Herald", None),
        ("Bridge stays shut\n\nBy Our Harbour Editor\nAna Luz\n\n5 May 2010", None, "Ana Luz"),
        ("Opinion\nBridge stays shut\nANA LUZ-HALE\n5 May 2010, 6.00am", None, "Ana Luz-Hale"),
    ],
)  # fmt: skip
def test_heads_of_printed_pages(article, head, outlet, byline):
    a = article(f"{head}\n\n{PROSE}\n\n{MORE}\n")
    assert (a.outlet, a.byline, a.published) == (outlet, byline, "2010-05-05")
    assert a.title.startswith("Bridge stays shut")
    assert shown(a) == [PROSE, MORE]

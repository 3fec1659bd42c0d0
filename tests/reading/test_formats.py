"""Saved pages, PDFs, documents and mail become articles: what each keeps, on files of real programs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import DossierError
from dossier.reading import ReadError, read
from dossier.reading.formats.registry import FORMATS, READERS, extractor
from tests.helpers.hostile import PROSE, files, pdf, pdf_text
from tests.helpers.mail import MORE, mail

CORPUS = Path(__file__).parents[1] / "corpus"
ARTICLES = yaml.safe_load((CORPUS / "articles.yaml").read_text(encoding="utf-8"))
FILES = sorted(file for file in CORPUS.iterdir() if file.suffix != ".yaml")
WORD = re.compile(r"\w+")


def words(text):
    return Counter(WORD.findall(text))


def shown(article):
    return [article.text[p.start : p.end] for p in article.passages]


def zones(article, kind):
    return [article.text[z.start : z.end].strip() for z in article.zones if z.zone == kind]


@pytest.fixture
def article(tmp_path):
    def make(data, name):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read(path, id="x", shown=name)

    return make


@pytest.fixture(scope="module")
def corpus():
    return {file.name: (read(file, id=file.stem, shown=file.name), ARTICLES[file.name.split(".")[0]]) for file in FILES}


# --- the corpus


def test_title_date_and_byline_are_right_in_95_of_100(corpus):
    assert len(corpus) >= 40
    for field in ("title", "byline", "published"):
        want = "date" if field == "published" else field
        wrong = [name for name, (read_, told) in corpus.items() if getattr(read_, field) != str(told[want])]
        assert len(wrong) <= 0.05 * len(corpus), (field, wrong)


def test_the_body_is_there_and_nothing_else(corpus):
    recalls, furnitures = [], []
    for read_, told in corpus.values():
        got, want = words(" ".join(shown(read_))), words(" ".join(told["paragraphs"]))
        recalls.append((got & want).total() / want.total())
        furnitures.append((got - want).total() / got.total())
    assert sum(recalls) / len(recalls) >= 0.98
    assert min(recalls) >= 0.95
    assert sum(furnitures) / len(furnitures) <= 0.02
    assert max(furnitures) <= 0.05


def test_paragraphs_stay_whole(corpus):
    def plain(text):
        return " ".join(re.sub("[’‘]", "'", re.sub("[“”„]", '"', text)).split())

    whole = total = 0
    for read_, told in corpus.values():
        passages = {plain(text) for text in shown(read_)}
        whole += sum(plain(paragraph) in passages for paragraph in told["paragraphs"])
        total += len(told["paragraphs"])
    assert whole >= 0.95 * total


def test_zones_cover_every_text(corpus):
    for read_, _ in corpus.values():
        ends = [0, *(zone.end for zone in read_.zones)]
        assert [zone.start for zone in read_.zones] == ends[:-1]
        assert ends[-1] == len(read_.text)


def test_the_outlet_is_read_where_the_page_names_it(corpus):
    saved = {name: pair for name, pair in corpus.items() if name.endswith((".html", ".mht", ".htm", ".eml"))}
    right = [name for name, (read_, told) in saved.items() if read_.outlet == told["outlet"]]
    assert len(right) >= 0.85 * len(saved), sorted(set(saved) - set(right))


# --- saved pages

PAGE = "<html><head>{head}</head><body><article>{body}</article></body></html>"
BODY = f"<p>{PROSE}</p><p>{MORE}</p>"


def test_the_date_is_that_of_publication_not_of_the_last_change(article):
    data = '{"@type": "NewsArticle", "dateModified": "2025-05-09", "datePublished": "2025-05-02T23:30:00-05:00"}'
    a = article(PAGE.format(head=f'<script type="application/ld+json">{data}</script>', body=BODY), "x.html")
    assert (a.published, a.published_from) == ("2025-05-02", "metadata")


def test_a_broken_description_does_not_hide_the_page(article):
    a = article(PAGE.format(head='<script type="application/ld+json">{"@type": </script>', body=BODY), "x.html")
    assert shown(a) == [PROSE, MORE]


def test_the_sites_name_is_no_part_of_the_title(article):
    head = '<title>Quay stays shut | Tarvala Observer</title><meta property="og:site_name" content="Tarvala Observer">'
    a = article(PAGE.format(head=head, body=BODY), "x.html")
    assert (a.title, a.outlet) == ("Quay stays shut", "Tarvala Observer")


def test_where_a_page_was_saved_from_gives_its_outlet(article):
    saved = "<!-- saved from url=(0042)https://www.courier.example/2025/05/02/quay -->"
    a = article(saved + PAGE.format(head="", body=BODY), "x.htm")
    assert (a.url, a.outlet) == ("https://www.courier.example/2025/05/02/quay", "courier.example")


def test_line_breaks_part_paragraphs_only_in_pairs(article):
    a = article(PAGE.format(head="", body=f"{PROSE}<br>\n<br>{MORE.replace(' ', '<br>', 1)}"), "x.html")
    assert shown(a) == [PROSE, MORE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-15"])
def test_the_encoding_that_a_page_names_is_taken(article, encoding):
    text = f'<meta charset="{encoding}"><p>{PROSE} “Café, señor Müller”, they said there.</p><p>{MORE}</p>'
    if encoding == "iso-8859-15":
        text = text.replace("“", '"').replace("”", '"')
    assert "señor Müller" in article(text.encode(encoding), "x.html").text


FOUR = [
    f"{PROSE[:-1]}, and nobody could say when that would be.",
    MORE,
    "A second inspection is planned for Thursday, when the tide is low enough to reach the foundations of the pier.",
    "Traders complain that they lose half of their custom on every day on which the ships tie up elsewhere.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in FOUR)
HEADLINE = "<h1>Quay stays shut for now</h1>"
# How sites of today build their pages; none of them closes its text off as one would wish.
SITES = {
    "nothing but paragraphs": PARAGRAPHS,
    "page builder": f'<div class="elementor-widget"><div class="elementor-widget-container">{PARAGRAPHS}</div></div>',
    "box named for its sidebar": f'<div class="content has-sidebar with-comments">{HEADLINE}{PARAGRAPHS}</div>',
    "box named for something else": f'<div class="newsletter-wrapper">{HEADLINE}{PARAGRAPHS}</div>',
    "text in two columns around an advert": (
        f"<article>{HEADLINE}<section><div class='StoryBodyColumn'><p>{FOUR[0]}</p><p>{FOUR[1]}</p></div>"
        f"<div class='ad'>Advertisement</div><div class='StoryBodyColumn'><p>{FOUR[2]}</p><p>{FOUR[3]}</p></div>"
        "</section></article>"
    ),
    "paragraphs that are boxes": (
        f"<main><article>{HEADLINE}<div class='article-body__content'>"
        f"{''.join(f'<div class=text__text>{text}</div>' for text in FOUR)}</div></article></main>"
    ),
    "each paragraph in boxes of its own": (
        f"<main><article>{HEADLINE}{''.join(f'<div data-x=text><div><p>{text}</p></div></div>' for text in FOUR)}"
        "<div><h2>More on this story</h2><ul><li><a href=x>A link to elsewhere</a></li></ul></div></article></main>"
    ),
    "classes that tell the subject": (
        "<div class='post-1 hentry category-advertising tag-newsletter comments-open'>"
        f"<h2><a href=x>Quay stays shut for now</a></h2><div class='entry-content'>{PARAGRAPHS}</div></div>"
    ),
    "hidden on small screens": f'<div class="hidden lg:block">{HEADLINE}{PARAGRAPHS}</div>',
    "lists and quotations": (
        f"<article>{HEADLINE}<p>{FOUR[0]}</p><blockquote>{FOUR[1]}</blockquote><ul><li>{FOUR[2]}</li></ul>"
        f"<pre>{FOUR[3]}</pre></article>"
    ),
    "links within the text": f"<article>{HEADLINE}{PARAGRAPHS.replace('Tarvala', '<a href=x>Tarvala</a>')}</article>",
    "names that a publishing system gives": (
        f"<div class='node node-promoted'>{HEADLINE}<div class='field field-name-body field-label-hidden'>"
        f"{PARAGRAPHS}</div></div>"
    ),
    "paragraphs named for a wall": f"<article>{HEADLINE}{PARAGRAPHS.replace('<p>', '<p class=paywall>')}</article>",
    "layout named for its sidebar": (
        f"<main><article>{HEADLINE}<div class='fixed-sidebar-layout'>{PARAGRAPHS}</div></article><section><p>"
        f"{'We write of harbours and of those who live from them. ' * 3}</p></section></main>"
    ),
    "the next story below": (
        f"<main><article><h2>Quay stays shut for now</h2>{PARAGRAPHS}</article><article><h2>Market opens late</h2>"
        f"{PARAGRAPHS.replace('Tarvala', 'Dovik')}<p>{MORE}</p></article></main>"
    ),
    "other stories with a line each": (
        f"<article>{HEADLINE}{PARAGRAPHS}"
        + "".join(
            f"<h3><a href=/{name}>{name} opens late this year</a></h3><p>What they of {name} think, and why.</p>"
            for name in ("Market", "Harbour", "Ferry")
        )
        + "</article>"
    ),
    "one other story among the text": (
        f"<article>{HEADLINE}<p>{FOUR[0]}</p><h3><a href=/x>Market opens late this year</a></h3>"
        f"{''.join(f'<p>{text}</p>' for text in FOUR[1:])}</article>"
    ),
    "another story beside it": (
        f"<div>{HEADLINE}{PARAGRAPHS}<div class='related-story'><p>Another story that goes on for a number of words "
        "until it stops.</p></div></div>"
    ),
}


@pytest.mark.parametrize("site", SITES)
def test_the_text_is_found_however_a_site_is_built(article, site):
    a = article(f"<title>Quay stays shut for now - Post</title>{SITES[site]}", "x.html")
    assert a.title == "Quay stays shut for now"
    assert shown(a) == FOUR


LD = '<script type="application/ld+json">{}</script>'
JAVA = LD.format('{"@type": "Report", "datePublished": "Tue May 6 09:14:56 CET 2025"}')


@pytest.mark.parametrize(
    ("head", "top", "field", "value"),
    [
        (JAVA, "", "published", "2025-05-06"),
        ('<meta name=ptime content="20250506091456">', "", "published", "2025-05-06"),
        ('<meta name=date content="this morning">', "<time>6 May 2025</time>", "published", "2025-05-06"),
        ("", "<p>Submitted on Tue, 2025-05-06 09:14</p>", "published", "2025-05-06"),
        ("", "<p>Ann Lee Harbour Post Tue, 06 May 2025 09:14 UTC</p>", "published", "2025-05-06"),
        ("", "<p class=date>2025年5月6日 10:01</p>", "published", "2025-05-06"),
        (LD.format(r'{"@type": "Article", "author": "{ \"name\": \"Ann Lee\" }"}'), "", "byline", "Ann Lee"),
        ('<meta name=author content="Post Verlag GmbH, Tarvala">', "<p>By Ann Lee</p>", "byline", "Ann Lee"),
        ('<meta name=author content="Ann Lee, Bo Dovik, and Cy Orr, Post">', "", "byline", "Ann Lee, Bo Dovik, Cy Orr"),
        ('<meta property="og:site_name" content="U.S.">', "", "outlet", None),
        ('<meta property="og:title" content="quay-stays-shut">', "", "title", "Quay stays shut for now"),
        ("<title>Quay stays shut for now › Post</title>", "", "outlet", "Post"),
    ],
)  # fmt: skip
def test_what_pages_say_of_themselves_in_odd_ways_is_read(article, head, top, field, value):
    a = article(f"<html><head>{head}</head><body><article>{HEADLINE}{top}{PARAGRAPHS}</article>", "x.html")
    assert getattr(a, field) == value


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [("Author: Ann Lee", "byline", "Ann Lee"), ("Published: 25.10.2007 15:19", "published", "2007-10-25")],
)
def test_what_stands_below_the_text_with_its_label_is_read_where_it_is_one(article, label, field, value):
    long = f"{HEADLINE}{PARAGRAPHS}{PARAGRAPHS}{PARAGRAPHS}"
    a = article(f"<article>{long}<p>{label}</p></article>", "x.html")
    assert getattr(a, field) == value
    other = label.replace("Ann", "Bo").replace("25.10", "24.10")
    a = article(f"<article>{long}<p>{label}</p><p>{other}</p></article>", "x.html")
    assert getattr(a, field) is None


def test_a_heading_that_names_the_site_is_no_title(article):
    head = "<title>Quay-Post » Quay stays shut for now</title><link rel=canonical href=https://www.quay-post.de/a>"
    a = article(
        f"{head}<h1>Quay-Post</h1><div class=content><h2>Quay stays shut for now</h2>{PARAGRAPHS}</div>", "x.html"
    )
    assert (a.title, a.text.count("Quay stays shut for now")) == ("Quay stays shut for now", 1)


@pytest.mark.parametrize("top", ["<p class='story-title'>{}</p>", "<h2>{}</h2>", "<h3><b>{}</b></h3>"])
def test_a_page_that_names_no_title_has_the_one_it_shows(article, top):
    shows = top.format("Quay stays shut for now")
    a = article(f"<div class=nav><h2>All the news</h2></div><p>The Harbour Post</p>{shows}{PARAGRAPHS}", "x.html")
    assert a.title == "Quay stays shut for now"


def test_a_text_that_only_the_description_of_the_page_has_is_read_there(article):
    body = "\\n\\n".join(FOUR)
    head = LD.format(f'{{"@type": "NewsArticle", "headline": "Quay stays shut", "articleBody": "{body}"}}')
    a = article(f"<html><head>{head}</head><body><div id=app><p>Loading the story.</p></div></body></html>", "x.html")
    assert (a.title, shown(a)) == ("Quay stays shut", FOUR)


def test_day_and_hour_in_boxes_of_their_own_are_read(article):
    time = '<time datetime="2025-05-06T09:14:00Z"><span>May 6, 2025</span><span>9:14 AM</span></time>'
    a = article(f"<main>{HEADLINE}<div>By <a rel=author>Ann Lee</a></div>{time}{PARAGRAPHS}</main>", "x.html")
    assert (a.byline, a.published) == ("Ann Lee", "2025-05-06")
    assert "May 6, 2025 9:14 AM" in a.text


# --- PDF


def test_pages_can_be_counted_and_running_heads_are_furniture(article):
    lines = "".join(f"1 0 0 1 50 {700 - 14 * i} Tm ({PROSE[:60]} {i} and so on,) Tj\n" for i in range(20))
    drawn = f"BT /F 10 Tf 1 0 0 1 50 800 Tm (The Tarvala Observer) Tj {lines} 1 0 0 1 290 30 Tm (7) Tj ET".encode()
    # The one page twice.
    a = article(pdf(drawn, pages=b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>", again=True), "x.pdf")
    assert a.text.count("\f") == 1
    assert zones(a, "furniture") == ["The Tarvala Observer", "7"]
    assert not any("Tarvala Observer" in text for text in shown(a))
    assert a.page(a.text.index("19 and so on")) == 1
    assert a.page(a.text.rindex("19 and so on")) == 2


def test_without_the_extra_a_sentence_names_it(article, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pdfminer", None)
    with pytest.raises(
        ReadError, match=r"PDF files need one more library: \S+python\S* -m pip install 'pdfminer.six>="
    ):
        article(pdf(pdf_text(PROSE)), "x.pdf")


# --- mail


def test_headers_are_metadata_and_replies_are_furniture(article):
    text = f"{PROSE}\n\n{MORE}\n\nOn Mon, 5 May 2025 at 10:00, Desk <desk@news.example> wrote:\n> Is the quay open?\n"
    a = article(mail(text, Date="Tue, 06 May 2025 09:30:00 +0200"), "x.eml")
    assert (a.title, a.byline, a.published) == ("Quay stays shut", "Ann Lee", "2025-05-06")
    assert shown(a) == [PROSE, MORE]
    assert any("Is the quay open?" in text for text in zones(a, "furniture"))


def test_marks_of_forwarding_are_no_part_of_a_title(article):
    assert (
        article(mail(f"{PROSE}\n\n{MORE}", Subject="Fwd: RE: [desk] Quay stays shut"), "x.eml").title
        == "Quay stays shut"
    )


def test_of_a_forwarded_mail_the_first_sender_and_day_count(article):
    head = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@news.example>\n"
        "Date: Tue, May 6, 2025 at 9:30 AM\nSubject: Quay stays shut\nTo: Desk <desk@news.example>\n\n"
    )
    headers = {
        "From": "Bo Diaz <bo@desk.example>",
        "Subject": "Fwd: Quay stays shut",
        "Date": "Fri, 09 May 2025 08:00:00 +0000",
    }
    a = article(mail(f"{head}{PROSE}\n\n{MORE}", **headers), "x.eml")
    assert (a.title, a.byline, a.published) == ("Quay stays shut", "Ann Lee", "2025-05-06")
    assert shown(a)[-2:] == [PROSE, MORE]
    assert not any("desk@news" in text for text in shown(a))


# --- whatever the bytes, a reader gives a text with true offsets or a sentence


PARSED = sorted(set(FORMATS) - set(READERS))
SEEDS = [(Path(name).suffix, data) for name, (data, _) in files().items() if len(data) < 30_000]
SEEDS += [(file.suffix, file.read_bytes()) for file in FILES]
SEEDS = [(suffix, data) for suffix, data in SEEDS if suffix in PARSED]
PIECES = [b"<", b">", b"}", b"{\\", b"\\u", b"/", b"]]>", b"\n\n"]


@st.composite
def damaged(draw):
    """Give a file with a few bytes changed, put in or left out, and the suffix it claims to have."""
    suffix, seed = draw(st.sampled_from(SEEDS))
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        piece = draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([b"<", b">", b"}", b"{\\", b"\\u", b"/", b"]]>", b"\n\n"]))
        )
        data[at : at + draw(st.integers(0, 40))] = piece
    return draw(st.one_of(st.just(suffix), st.sampled_from(PARSED))), bytes(data)


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_damaged_files_give_a_text_or_a_sentence(file):
    suffix, data = file
    read_ = extractor(suffix)
    assert read_
    try:
        document = read_(data)
    except DossierError as error:
        assert str(error).endswith((".", "'."))  # noqa: PT017 - either is right
        return
    position = 0
    for zone in document.parts.zones:
        assert zone.start == position < zone.end
        position = zone.end
    assert position == len(document.text)
    document.text.encode("utf-8")
    (document.parts.title or "").encode("utf-8")
    assert all(document.text[p.start : p.end].strip() for p in document.parts.passages)
    if document.parts.published:
        date.fromisoformat(document.parts.published)


def test_what_stands_beyond_any_page_is_left_out_before_it_costs_time(tmp_path):
    file = tmp_path / "giant.pdf"
    file.write_bytes(files()["giant.pdf"][0])
    assert read(file, id="giant", shown="giant.pdf").text == PROSE


@pytest.mark.parametrize(
    ("name", "title", "byline", "outlet", "begins", "ends"),
    [
        ("graph", "Bridge shut", "Ann Lee, Bo Dovik", "Harbour Post", "The council", "what holds it up.”"),
        ("amp", "Bridge shut", "Ann Lee", None, "The council", "what holds it up.”"),
        ("paywall", "Bridge shut", "Ann Lee", "Harbour Post", "The council", "what holds it up.”"),
        ("live", "Live: bridge shut in Tarvala", "Ann Lee", None, "The council", "closing the bridge."),
        ("es", "Cierra el puente", "Ana Lee", None, "El gobierno", "de las casas."),
    ],
)
def test_pages_as_sites_write_them(name, title, byline, outlet, begins, ends):
    """A graph of JSON-LD, cookies, comments, AMP, a paywall, a live blog, several dates, months of another language."""
    page = read(Path(__file__).parents[1] / "data" / "pages" / f"{name}.html", id=name, shown=f"{name}.html")
    assert (page.title, page.byline, page.outlet, page.published) == (title, byline, outlet, "2025-05-05")
    body = [page.text[passage.start : passage.end] for passage in page.passages]
    assert body[0].startswith(begins)
    assert body[-1].endswith(ends)
    assert not any(re.search("partners|scandal|Subscribe|inbox|Ferry|rights reserved", text) for text in body)


def test_a_byline_that_a_print_runs_into_its_neighbours_is_read(article):
    top = "Quay stays shut for now\n\nBy Ann Lee"
    for text in (
        f"{top} September 12, 2024 Facebook Twitter Copy link\n\n{PROSE}\n\n{MORE}\n",
        f"{top} September 12, 2024 {PROSE}\n\n{MORE}\n",
    ):
        a = article(text, "x.txt")
        assert (a.byline, a.published, shown(a)) == ("Ann Lee", "2024-09-12", [PROSE, MORE])
    a = article(f"Quay stays shut for now\n\nBy Friday May 3, 2024 {PROSE}\n\n{MORE}\n", "x.txt")
    assert a.byline is None


def test_a_heading_below_the_text_does_not_take_the_text_away(article):
    page = f"<title>Quay stays shut for now</title><div class=story>{PARAGRAPHS}</div><h2>Quay stays shut for now</h2>"
    assert shown(article(page, "x.html")) == FOUR

"""Pages as sites write them: what is the story and what is not, and what a page says of itself."""

import pytest

from dossier.extracting import extract
from dossier.model import Article
from dossier.reading.reader import article_of

LEAD = (
    "The footbridge over the Varn at Ossel was closed on Tuesday after an engineer found two cracked bolts in its deck."
)
SECOND = "“I crossed it every morning for twenty years,” said Petra Holm, who keeps a bakery on the eastern bank."
THIRD = "The town council has set aside 85,000 crowns for repairs and hopes to open the bridge again before the summer."
FOURTH = "Until then a boat carries people across every quarter of an hour, and nobody has to pay for the short trip."
STORY = [LEAD, SECOND, THIRD, FOURTH]
PROSE = "".join(f"<p>{text}</p>" for text in STORY)
HEADLINE = "<h1>Footbridge at Ossel is closed</h1>"
TITLE = "<title>Footbridge at Ossel is closed - Ossel Post</title>"


def page(markup: str | bytes, head: str = TITLE) -> Article:
    data = markup if isinstance(markup, bytes) else f"<html><head>{head}</head><body>{markup}</body></html>".encode()
    return article_of(data, ".html", id="a", shown="a.html")


def passages(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.passages]


# --- story and furniture

LINKED = "<h3><a href='/n/{0}'>Another story, number {0}</a></h3>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{LEAD}</p>{LINKED.format(1)}<p>{SECOND}</p>{LINKED.format(2)}<p>{THIRD}</p><p>{FOURTH}</p>",
        (
            f"<p>{LEAD}</p><div class=box>{LINKED.format(1)}</div><p>{SECOND}</p><p>{THIRD}</p>"
            f"<section>{LINKED.format(2)}</section><p>{FOURTH}</p>"
        ),
        (
            f"<p>{LEAD}</p><ul><li>{LINKED.format(1)}</li><li>{LINKED.format(2)}</li></ul><p>{SECOND}</p><p>{THIRD}</p>"
            f"{LINKED.format(3)}<p>{FOURTH}</p>"
        ),
        (
            f"<p>{LEAD}</p><div>{LINKED.format(1)}<p>What others think of it, and why.</p></div><p>{SECOND}</p>"
            f"<p>{THIRD}</p><div>{LINKED.format(2)}<p>A line on the market.</p></div><p>{FOURTH}</p>"
        ),
    ],
)
def test_the_story_goes_on_between_headings_that_lead_to_others(markup: str) -> None:
    assert passages(page(f"<article>{HEADLINE}{markup}</article>")) == STORY


@pytest.mark.parametrize("name", ["teaser", "article-teaser__text", "promo-content", "story-promo"])
def test_a_lead_in_an_element_called_teaser_is_the_story(name: str) -> None:
    rest = "".join(f"<p>{text}</p>" for text in STORY[1:])
    article = page(f"<article>{HEADLINE}<div class='{name}'><p>{LEAD}</p></div>{rest}</article>")
    assert passages(article) == STORY


@pytest.mark.parametrize(
    "box",
    [
        (
            "<div class=teaser><h3><a href=/x>Market opens late</a></h3><p>The market opens an hour later from "
            "Monday on, the mayor of the town said.</p></div>"
        ),
        (
            "<div class=promo><p>The market opens an hour later from Monday on, the mayor of the town said in "
            "a letter. <a href=/x>Read more</a></p></div>"
        ),
        (
            "<div class=promotion><p>Sign up for the letter that we send to all our readers on every morning but one "
            "and never miss a thing.</p></div>"
        ),
    ],
)
def test_a_teaser_of_another_story_is_not(box: str) -> None:
    assert passages(page(f"<article>{HEADLINE}<p>{LEAD}</p>{box}<p>{SECOND}</p><p>{THIRD}</p></article>")) == STORY[:3]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div class=social-embed><blockquote>", "</blockquote></div>"),
        ("<aside class='embed twitter'><blockquote><p>", "</p></blockquote></aside>"),
        ("<div class='socials'><div><blockquote class=instagram-media><p>", "</p></blockquote></div></div>"),
    ],
)
def test_a_post_that_the_story_quotes_is_part_of_it(opening: str, closing: str) -> None:
    post = "Nobody from the town hall has looked at that deck in years, and we all knew it."
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p>{opening}{post}{closing}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert passages(article) == [LEAD, post, SECOND, THIRD]


BLURB = "The ferry line to the islands will run on Sundays too, its owner says, if enough people buy a ticket."


@pytest.mark.parametrize(
    "more",
    [
        f"<h3>More in Local News</h3><h4>Ferry on Sundays</h4><p>{BLURB}</p><h4>A new baker</h4><p>{BLURB}</p>",
        f"<h3>More in the U.S.</h3><h4>Ferry on Sundays</h4><p>{BLURB}</p><h4>A new baker</h4><p>{BLURB}</p>",
        (
            f"<div><h2>Related stories</h2><div><h3>Ferry on Sundays</h3><p>{BLURB}</p></div>"
            f"<div><h3>A new baker</h3><p>{BLURB}</p></div></div>"
        ),
        f"<h3>You may also like</h3><h4>Ferry on Sundays</h4><p>{BLURB}</p>",
    ],
)
def test_blurbs_of_other_stories_are_furniture(more: str) -> None:
    assert passages(page(f"<article>{HEADLINE}{PROSE}{more}</article>")) == STORY


REMARK = "I have walked over it with my dog for years and it always felt as safe as any other bridge around here."


@pytest.mark.parametrize(
    "comments",
    [
        f"<h3>12 comments</h3><div><p>olga_b</p><p>{REMARK}</p></div>",
        f"<h2>Join the conversation</h2><div><b>Olga</b><p>{REMARK}</p></div>",
        f"<div><i>olga_b</i> 3 hours ago<p>{REMARK}</p></div><div><i>karl77</i> 1 day ago<p>{REMARK}</p></div>",
        f"<h4>Kommentare (2)</h4><div>Olga, vor 3 Stunden<p>{REMARK}</p></div>",
    ],
)
def test_what_readers_write_below_the_story_is_furniture(comments: str) -> None:
    assert passages(page(f"<div>{HEADLINE}{PROSE}{comments}</div>")) == STORY


def test_a_counter_of_comments_above_the_story_ends_nothing() -> None:
    assert passages(page(f"<article>{HEADLINE}<p>12 comments</p>{PROSE}</article>")) == STORY


def test_a_story_set_as_it_was_typed_keeps_its_paragraphs() -> None:
    typed = "\n\n".join(["Footbridge at Ossel is closed", *STORY])
    article = page(f"<pre>{typed}</pre>", "<title>Footbridge at Ossel is closed</title>")
    assert passages(article) == STORY
    assert article.text.count("Footbridge at Ossel is closed") == 1


# --- signs above the line


@pytest.mark.parametrize(
    ("markup", "number", "counted"),
    [
        ("It was built for 250<sup>1</sup> people.", "250", "people"),
        ("It was built for 250<sup><a href='#fn2'>2</a></sup> people.", "250", "people"),
        ("It was built for 250 people<sup>3,4</sup> and 12 horses.", "250", "people"),
        ("It was built for 250<span style='vertical-align: super'>5</span> people.", "250", "people"),
    ],
)
def test_the_number_of_a_footnote_is_no_digit(markup: str, number: str, counted: str) -> None:
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p><p>{markup}</p></article>")
    assert (number, counted) in [(one.text, one.counted) for one in extract(article).quantities]


def test_ordinals_and_powers_stay() -> None:
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p><p>The 2<sup>nd</sup> of 10<sup>6</sup> steps.</p></article>")
    assert "The 2nd of 10⁶ steps." in article.text


# --- encodings


@pytest.mark.parametrize("named", ["gb2312", "iso-8859-1", "windows-1251", "shift_jis"])
def test_bytes_that_are_utf8_are_read_so_whatever_a_page_names(named: str) -> None:
    article = page(f'<meta charset="{named}">{HEADLINE}<p>{LEAD} Über dem Fluß, señor.</p>{PROSE}'.encode())
    assert "Über dem Fluß, señor." in article.text
    assert any(named in remark for remark in article.remarks)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("gb2312", "桥已关闭"), ("windows-1251", "Мост закрыт"), ("iso-8859-1", "Über dem Fluß"), ("euc-kr", "다리 폐쇄")],
)
def test_the_encoding_that_a_page_names_is_taken_where_it_is_true(encoding: str, words: str) -> None:
    markup = f'<meta charset="{encoding}">{HEADLINE}<p>{words}. {LEAD}</p>{PROSE}'.replace("“", '"').replace("”", '"')
    assert words in page(markup.encode(encoding)).text


# --- what a page says of itself

LD = (
    '{"@type":"NewsArticle","headline":"Footbridge at Ossel is closed","datePublished":"2024-03-05",'
    '"author":{"name":"Ida Berg"}%s}'
)


@pytest.mark.parametrize(
    "script",
    [
        "<![CDATA[" + LD % "" + "]]>",
        "//<![CDATA[\n" + LD % "" + "\n//]]>",
        "<!-- " + LD % "" + " -->",
        LD % ',"keywords":["bridge","river",],',
        "/* <![CDATA[ */" + LD % "," + "/* ]]> */;",
        LD % "" + "\n" + '{"@type":"Organization","name":"Ossel Post"}',
    ],
)
def test_descriptions_are_read_in_every_wrapping(script: str) -> None:
    article = page(
        f"<article>{HEADLINE}{PROSE}</article>", f"{TITLE}<script type='application/ld+json'>{script}</script>"
    )
    assert (article.byline, article.published) == ("Ida Berg", "2024-03-05")


@pytest.mark.parametrize(
    ("described", "printed", "published"),
    [
        ("2024-03-06T02:40:00Z", "March 5, 2024 6:40 p.m. PST", "2024-03-05"),
        ("2024-03-05T22:10:00+00:00", "6 March 2024, 07:10", "2024-03-06"),
        ("2024-03-06T00:05:00.000Z", "5 March 2024", "2024-03-05"),
        ("2024-03-06T02:40:00+01:00", "5 March 2024", "2024-03-06"),
        ("2024-03-06T15:00:00Z", "5 March 2024", "2024-03-06"),
        ("2024-03-06T02:40:00Z", "1 March 2024", "2024-03-06"),
    ],
)
def test_the_day_that_a_page_prints_is_its_day_where_only_the_zone_differs(
    described: str, printed: str, published: str
) -> None:
    head = f'{TITLE}<meta property="article:published_time" content="{described}">'
    article = page(f"<article>{HEADLINE}<p class=date>{printed}</p>{PROSE}</article>", head)
    assert article.published == published


@pytest.mark.parametrize("account", ["ida-b", "admin", "BRG0042", "KWQRTZ", "ida.berg@post.example", "web_team"])
def test_an_account_is_no_byline(account: str) -> None:
    head = f'{TITLE}<meta name="author" content="{account}">'
    assert page(f"<article>{HEADLINE}<p>By Ida Berg</p>{PROSE}</article>", head).byline == "Ida Berg"
    assert page(f"<article>{HEADLINE}{PROSE}</article>", head).byline is None


@pytest.mark.parametrize(
    ("author", "byline"), [("By IDA BERG", "Ida Berg"), ("AFP", "AFP"), ("Reuters", "Reuters"), ("田中健", "田中健")]
)
def test_names_and_agencies_are_bylines(author: str, byline: str) -> None:
    head = f'{TITLE}<meta name="author" content="{author}">'
    assert page(f"<article>{HEADLINE}{PROSE}</article>", head).byline == byline


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("Footbridge at Ossel is closed | Ossel Post", "<h1><a href='/'>Ossel Post</a></h1><h2>{}</h2>"),
        ("Footbridge at Ossel is closed - Ida's page", "<h1>Hello, I'm Ida.</h1><h2>{}</h2>"),
        ("Footbridge at Ossel is closed | Ossel Post", "<h1 class=site-title>Ossel Post beta</h1><h2>{}</h2>"),
        ("Ossel Post | Footbridge at Ossel is closed", ""),
        ("Ossel Post - Footbridge at Ossel is closed", "<h1>Ossel Post</h1>"),
        ("Footbridge at Ossel is closed", "<h1>Footbridge at Ossel<br>is closed</h1>"),
        ("News", "<h1>Footbridge at<br/>Ossel is<br/>closed</h1>"),
    ],
)
def test_the_title_is_the_headline_and_not_the_site(head: str, top: str) -> None:
    shown = top.format("Footbridge at Ossel is closed")
    article = page(f"{shown}<div>{PROSE}</div>", f"<title>{head}</title>")
    assert article.title == "Footbridge at Ossel is closed"


@pytest.mark.parametrize(
    ("top", "published"),
    [
        ("<p>Published: 05/03/2024 08:15 GMT</p>", "2024-03-05"),
        ("<p>05/03/2024, 8.15am BST</p>", "2024-03-05"),
        ("<p>03/05/2024 8:15 AM EST</p>", "2024-03-05"),
        ("<p>2024年3月5日（火）14時35分</p>", "2024-03-05"),
        ("<p>입력 2024.03.05. 오후 2:35</p>", "2024-03-05"),
        ("<p>5 марта 2024, 14:35</p>", "2024-03-05"),
        ("<p>5. března 2024 14:35</p>", "2024-03-05"),
        ("<time itemprop=dateModified datetime=2024-03-07>5 March 2024 | Updated 7 March 2024</time>", "2024-03-05"),
        ("<p>March 5, 2024 by Ida Berg</p>", "2024-03-05"),
    ],
)
def test_printed_dates_are_read_as_their_country_writes_them(top: str, published: str) -> None:
    article = page(f"<article>{HEADLINE}{top}{PROSE}</article>")
    assert article.published == published
    assert not any("guess" in remark for remark in article.remarks)


# --- hNews and hAtom, and what a page shows twice

HNEWS = (
    "<div class='hnews hentry item'><div class='updated' title='2016-06-14T0900Z'>Jun 14</div>"
    "<abbr class='published' title='2016-06-13T1603Z'>Monday</abbr>"
    "<p class='entry-title'>Footbridge at Ossel is closed</p>"
    "<p>By <span class='author vcard'><span class='fn' title='All posts by Petra Lund'>Petra Lund</span></span></p>"
    "{}</div>"
)


def test_hnews_tells_title_author_and_day() -> None:
    article = page(HNEWS.format(PROSE), "<title>News from the Agency</title>")
    assert article.title == "Footbridge at Ossel is closed"
    assert (article.byline, article.published) == ("Petra Lund", "2016-06-13")


def test_of_several_stories_marked_so_none_is_taken() -> None:
    article = page(f"{HNEWS.format(PROSE)}{HNEWS.format('<p>Short.</p>').replace('Lund', 'Berg')}", TITLE)
    assert article.byline in {None, "Petra Lund"}
    assert article.title == "Footbridge at Ossel is closed"


@pytest.mark.parametrize(
    "between", ["<p>Ten free articles left this month.</p>", "<hr>", "<div>Ossel Post offers</div>"]
)
def test_a_paragraph_that_a_page_shows_twice_is_read_once(between: str) -> None:
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p>{between}<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article>")
    assert [one for one in passages(article) if one in STORY] == [LEAD, SECOND, THIRD]
    assert len(extract(article).quotations) == 1


@pytest.mark.parametrize("more", ["Read more", "Weiterlesen »", "Lire la suite", "Leer más …"])
def test_a_teaser_that_ends_with_read_more_is_no_story(more: str) -> None:
    teaser = f"<h3><a href='/n/1'>Ten bridges that were never mended</a></h3><p>Some have stood for years. {more}</p>"
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p><p>{SECOND}</p>{teaser}<p>{THIRD}</p></article>")
    assert passages(article) == [LEAD, SECOND, THIRD]


def test_a_paragraph_of_the_story_that_ends_so_stays() -> None:
    article = page(
        f"<article>{HEADLINE}<p>{LEAD}</p><p>{SECOND} <a href='/n'>Read more</a></p><p>{THIRD}</p></article>"
    )
    assert any(one.startswith(SECOND) for one in passages(article))


def test_a_long_list_of_tags_is_no_story() -> None:
    tags = ", ".join(f"town bridge {number}" for number in range(60))
    article = page(f"<article>{HEADLINE}{PROSE}<p>Schlagwörter : {tags}</p></article>")
    assert passages(article) == STORY


@pytest.mark.parametrize("slug", ["share-of-the-cost", "nav_share_of_the_0", "comments-of-the-cost", "related-costs"])
def test_the_id_of_a_heading_is_made_of_its_words(slug: str) -> None:
    article = page(f'<article>{HEADLINE}<p>{LEAD}</p><h2 id="{slug}">Share of the cost</h2><p>{SECOND}</p></article>')
    assert [article.text[one.start : one.end] for one in article.zones if one.zone == "subheading"] == [
        "Share of the cost\n\n"
    ]


@pytest.mark.parametrize("row", ["<td>{0}</td><td>{1}</td><td>{2}</td>", "<td>{1}</td><td>{2}</td><td>{0}</td>"])
def test_a_linked_name_in_a_table_of_data_is_part_of_the_story(row: str) -> None:
    cells = row.format("<a href='/b/varn'>Varn footbridge</a>", "1974", "two bolts")
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p><table><tr>{cells}</tr></table><p>{SECOND}</p></article>")
    assert "Varn footbridge" in passages(article)


@pytest.mark.parametrize(
    "cells",
    [
        "<td><a href='/s'>Sport</a></td><td><a href='/w'>Weather</a></td><td><a href='/o'>Opinion</a></td>",
        f"<td><a href='/s'>Sport</a></td><td>{THIRD}</td>",
        f"<td><a href='/s'>Sport</a></td><td>|</td><td>{THIRD}</td>",
    ],
)
def test_a_menu_in_a_table_is_furniture(cells: str) -> None:
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p><table><tr>{cells}</tr></table><p>{SECOND}</p></article>")
    assert "Sport" not in passages(article)


@pytest.mark.parametrize("name", ["secondary", "secondary-content", "col-secondary"])
def test_the_second_half_of_a_story_may_be_called_secondary(name: str) -> None:
    half = f"<div class='{name}'><h2>The repairs</h2><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p></div>"
    assert passages(page(f"<div><div class=first>{HEADLINE}<p>{LEAD}</p></div>{half}</div>")) == STORY


@pytest.mark.parametrize(
    "box",
    [
        "<h3><a href='/x'>Market opens late</a></h3><p>The market opens an hour later, said the mayor of the town.</p>",
        "<p>The market opens an hour later from Monday on, the mayor of the town said in a letter to all.</p>",
    ],
)
def test_a_second_column_is_none(box: str) -> None:
    assert passages(page(f"<div><div>{HEADLINE}{PROSE}</div><div class='secondary'>{box}</div></div>")) == STORY


@pytest.mark.parametrize("name", ["slideshow", "story-slideshow", "slideshow__list"])
def test_slides_between_paragraphs_belong_to_the_story(name: str) -> None:
    slides = f"<div class='{name}'><div><h3>1. The deck</h3><p>{SECOND}</p></div><div><p>{THIRD}</p></div></div>"
    around = f"<article>{HEADLINE}<p>{LEAD}</p>{slides}<p>{FOURTH}</p></article>"
    assert passages(page(around)) == STORY
    beside = f"<article>{HEADLINE}<p>{LEAD}</p><p>{FOURTH}</p></article>{slides}"
    assert passages(page(beside)) == [LEAD, FOURTH]


# --- names that mislead, boxes, dates and bylines beside the text

LETTER = "<p>Money news without the fog, in your inbox before your coffee is cold, every morning but Sunday.</p>"


def test_a_container_named_after_its_rail_does_not_disbelieve_all_other_names() -> None:
    box = f"<div class='newsletter-promo'><h3>The Ledger</h3>{LETTER}</div>"
    article = page(f"<section class='right-rail__main'>{HEADLINE}<div class=copy>{PROSE}{box}</div></section>")
    assert passages(article) == STORY


@pytest.mark.parametrize(
    "markup",
    [
        f"<section class='o-section o-section--has-ads'>{HEADLINE}{PROSE}</section>",
        f"<article>{HEADLINE}<p>{LEAD}</p><p>{SECOND}</p><p><span class='fbContentTags'>{THIRD}</span></p></article>",
    ],
)
def test_a_class_that_mentions_ads_or_tags_is_no_box(markup: str) -> None:
    assert passages(page(markup))[:3] == STORY[:3]


def test_html_that_closes_itself_still_holds_the_page() -> None:
    data = f"<html lang='en' /><head>{TITLE}</head><body />{HEADLINE}{PROSE}</html>".encode()
    assert passages(page(data)) == STORY


def test_questions_about_cookies_at_the_end_are_no_story() -> None:
    notice = (
        "<p>What are cookies?</p><p>A cookie is a small file of text that a page leaves behind on the machine of its "
        "visitor.</p><p>How do I switch cookies off?</p>"
    )
    assert passages(page(f"<div>{HEADLINE}{PROSE}</div><div id=ca_info>{notice}</div>")) == STORY


@pytest.mark.parametrize("name", ["idgArticleAuthorDescription", "author-bio", "c-author__box", "sobre-firma"])
def test_a_box_about_the_author_is_no_story(name: str) -> None:
    life = "Petra Lund has covered bridges and whatever passes under them for this paper since the spring of 2009."
    article = page(f"<article>{HEADLINE}{PROSE}<div class='{name}'><p>{life}</p></div></article>")
    assert passages(article) == STORY


def test_a_picture_in_a_box_of_its_own_has_a_caption() -> None:
    box = (
        "<div class='c-img c-img--large'><img src=b.jpg><div>The deck of the bridge, seen from the bakery.</div></div>"
    )
    article = page(f"<article>{HEADLINE}<p>{LEAD}</p>{box}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert passages(article) == STORY[:3]


def test_the_story_goes_on_below_links_for_further_reading() -> None:
    links = "".join(f"<li><a href='/{n}'>Another story on bridges, {n}</a></li>" for n in range(3))
    article = page(
        f"<article>{HEADLINE}<p>{LEAD}</p><p>{SECOND}</p><h3>Further reading</h3><ul>{links}</ul><p>{THIRD}</p>"
        f"<h3>A boat until then</h3><p>{FOURTH}</p></article>"
    )
    assert passages(article) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "<div class=asset-footer><div class=asset-meta>Posted by Petra on 4 March 2014, 11:51 | 2 comments</div></div>",
        "<span class=date>March 4, 2014, 5:00 PM</span>",
        "<div class='news-PublishDate'><span>Tuesday</span> 04.03.2014</div>",
    ],
)
def test_a_date_outside_of_the_text_counts_where_it_is_the_only_one(line: str) -> None:
    assert page(f"<div id=a>{line}</div><div id=b>{HEADLINE}{PROSE}</div>").published == "2014-03-04"
    other = "<div class=latest><span class=date>5 March 2014</span></div>"
    assert page(f"<div id=a>{line}</div><div id=b>{HEADLINE}{PROSE}</div>{other}").published == "2014-03-04"
    second = "<span class=date>6 March 2014</span>"
    assert page(f"<div id=a>{line}</div><div id=b>{HEADLINE}{PROSE}</div>{second}").published is None


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        ("<h3>Datum: 4.3.2014, Rubrik: Hafen</h3>", None),
        (
            "<div class='social-share'><h5>04.03.2014</h5><div>By Petra Holm and Jan Lund</div></div>",
            "Petra Holm, Jan Lund",
        ),
        ("<footer><div>Submitted by Petra Holm on Tue, 4 March 2014 - 11:30</div></footer>", "Petra Holm"),
        (
            "<div class=byline>By PETRA HOLM, Editor | March 4, 2014 @ 6:43pm EDTTags: Bridges, Jan Lund, Ossel</div>",
            "Petra Holm",
        ),
        (
            "<p class=author>Par <b>PETRA HOLM</b>, <b>JAN LUND</b> Envoyés spéciaux à Ossel</p><p>4 March 2014</p>",
            "Petra Holm, Jan Lund",
        ),
    ],
)
def test_date_and_byline_in_a_box_below_the_headline(below: str, byline: str | None) -> None:
    article = page(f"<article>{HEADLINE}{below}{PROSE}</article>")
    assert (article.published, article.byline) == ("2014-03-04", byline)
    assert passages(article) == STORY


def test_a_name_below_the_text_signs_it() -> None:
    assert page(f"<article>{HEADLINE}{PROSE}<p>Par <strong>Petra Holm</strong></p></article>").byline == "Petra Holm"


def test_the_day_of_a_page_counts_where_no_article_is_described() -> None:
    script = '{"@graph":[{"@type":"WebPage","name":"x","datePublished":"2014-03-04T10:49:24+00:00"}]}'
    head = f"{TITLE}<script type='application/ld+json'>{script}</script>"
    assert page(f"<article>{HEADLINE}{PROSE}</article>", head).published == "2014-03-04"


def test_a_story_that_is_hidden_until_a_script_runs_is_read() -> None:
    article = page(f"{HEADLINE}<div style='display:none' class=text>{PROSE}</div>")
    assert passages(article) == STORY


def test_a_story_that_only_the_description_holds_is_read_beside_other_prose() -> None:
    body = "\\n".join(STORY).replace('"', "")
    head = f'{TITLE}<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    other = (
        "<p>This page needs a program that draws it, and yours does not seem to run any such programs just now.</p>" * 4
    )
    assert passages(page(f"<main>{HEADLINE}{other}</main>", head)) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "This entry was posted on March 4, 2014 by Petra in Bridges and tagged Ossel. Bookmark the permalink.",
        "Dieser Artikel wurde am 4. März 2014 um 14:48 von Petra geschrieben und unter dem Stichwort Brücke abgelegt.",
        "Cet article a été publié le 4 mars 2014 par Petra dans la rubrique Ponts.",
    ],
)
def test_the_sentence_that_tells_when_a_post_was_written_dates_it_and_is_furniture(line: str) -> None:
    article = page(f"<article>{HEADLINE}{PROSE}<p>{line}</p></article>")
    assert (article.published, passages(article)) == ("2014-03-04", STORY)


def test_a_post_whose_heading_leads_to_itself_is_read() -> None:
    assert passages(page(f"<div class=post><h3><a href='/p/1'>This is my old post</a></h3><p>{LEAD}</p></div>")) == [
        LEAD
    ]


def test_a_page_of_posts_keeps_what_stands_below_their_headings() -> None:
    posts = "".join(
        f"<div><h2><a href='/p/{n}'>Post number {n}</a></h2><p>{text}</p></div>" for n, text in enumerate(STORY)
    )
    assert passages(page(f"<main>{posts}</main>")) == STORY


def test_a_link_round_a_title_and_a_line_leads_to_another_story() -> None:
    card = (
        "<figure><a href='/bells/'><div><div class=title>Who rings the bells when nobody listens</div>"
        "<div>A walk through nine villages whose ringers have all moved to the city.</div></div></a></figure>"
    )
    assert passages(page(f"<article>{HEADLINE}<p>{LEAD}</p>{card}<p>{SECOND}</p><p>{THIRD}</p></article>")) == STORY[:3]


def test_two_paragraphs_below_a_list_of_links_are_the_story() -> None:
    links = "<li><a href=/1>La escuela de tres</a></li><li><a href=/2>Médicos a pie</a></li>"
    box = f"<div><h4>Más información</h4><ul>{links}</ul></div>"
    markup = f"<article>{HEADLINE}<p>{LEAD}</p><p>{SECOND}</p>{box}<p>{THIRD}</p><p>{FOURTH}</p></article>"
    assert passages(page(markup)) == STORY


def test_named_fields_without_a_blank_between_them_are_read_apart() -> None:
    row = "<span class=by>By Petra Holm</span><span class=day>4 March 2014, 08:15</span><span>4 min. read</span>"
    article = page(f"<article>{HEADLINE}<div>{row}</div>{PROSE}</article>")
    assert (article.byline, article.published, passages(article)) == ("Petra Holm", "2014-03-04", STORY)


def test_the_label_of_a_card_tells_who_wrote_it() -> None:
    head = f"{TITLE}<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Petra Holm'>"
    assert page(f"<article>{HEADLINE}{PROSE}</article>", head).byline == "Petra Holm"


def test_a_headline_in_bold_and_columns_of_links_in_a_layout_of_tables() -> None:
    links = (
        "<a href=1>Ferry on Sundays</a><br>It sails twice, its owner says.<p><a href=2>A baker</a><br>From Sand.</p>"
    )
    story = (
        "<td><font>Tuesday, 4 March 2014</font><p><font><b>Footbridge at Ossel is closed</b></font><br>"
        f"<font><i>by Petra Holm</i></font></p>{PROSE}</td>"
    )
    head = "<title>The Ossel Advertiser Online - Footbridge at Ossel is closed</title>"
    article = page(f"<table><tr><td><a href=0>Front page</a></td>{story}<td>{links}</td></tr></table>", head)
    assert (article.title, article.byline, article.published) == (
        "Footbridge at Ossel is closed",
        "Petra Holm",
        "2014-03-04",
    )
    assert passages(article) == STORY

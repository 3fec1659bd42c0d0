"""Pages as sites of many kinds print them around an article: what make_corpus.py has browsers save and print."""

from __future__ import annotations

import datetime as dt
import html
import json
from typing import Any

Article = dict[str, Any]

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
BY = {"en": "By", "es": "Por", "de": "Von", "fr": "Par"}
OTHERS = [
    "Fishing fleet stays in port as diesel prices climb again",
    "Council puts off decision on school mergers until spring",
    "Two injured when lorry skids into bakery on market square",
    "Record crowd sees the regatta in spite of steady drizzle",
]
TEASERS = [
    "Skippers say that a day at sea costs more than the catch brings in, and some of them are thinking of giving up.",
    "Parents had waited for months to hear which of the four schools would have to close, and now they wait on.",
]
COMMENTS = [
    "I have lived here all my life and nobody ever asked me what I think of this, which says it all, doesn't it.",
    "Well written as always, but you forget to mention who is going to pay for it in the end. We are, as usual!",
    "Totally agree with the comment above, the whole thing has been a shambles from the first day to the last.",
]


def day(article: Article) -> str:
    """Write an article's date as its language does."""
    date = dt.date.fromisoformat(str(article["date"]))
    month = MONTHS[article["language"]][date.month - 1]
    return {
        "en": f"{month} {date.day}, {date.year}",
        "es": f"{date.day} de {month} de {date.year}",
        "de": f"{date.day}. {month} {date.year}",
        "fr": f"{date.day} {month} {date.year}",
    }[article["language"]]


def by(article: Article) -> str:
    """Write an article's byline as its language does."""
    return f"{BY[article['language']]} {article['byline'].replace(', ', ' and ')}"


def _p(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


def _links(titles: list[str]) -> str:
    return "<ul>" + "".join(f'<li><a href="/{i}">{title}</a></li>' for i, title in enumerate(titles)) + "</ul>"


def _nav() -> str:
    names = ["Home", "World", "Politics", "Business", "Sport", "Culture", "Weather", "Obituaries"]
    return "<ul>" + "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in names) + "</ul>"


def newspaper(a: Article) -> str:
    """A daily's page of today: JSON-LD, sidebar, sign-up box, picture, links between paragraphs, comments."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": a["outlet"], "url": "https://news.example/"},
            {
                "@type": "NewsArticle",
                "headline": a["title"],
                "datePublished": f"{a['date']}T06:12:00+02:00",
                "dateModified": "2025-11-01T10:00:00+01:00",
                "author": [{"@type": "Person", "name": name} for name in a["byline"].split(", ")],
                "publisher": {"@type": "NewsMediaOrganization", "name": a["outlet"]},
            },
        ],
    }
    body = [_p(text) for text in a["paragraphs"]]
    body.insert(1, f'<figure><img src="a.jpg" alt=""><figcaption>{a["caption"]} Photo: Staff</figcaption></figure>')
    body.insert(3, f'<aside class="related-inline"><a href="/1">Read more: {OTHERS[0]}</a></aside>')
    body.insert(5, f"<h2>{a['subheading']}</h2>")
    body.insert(6, '<div class="newsletter-promo"><h3>The Morning Mail</h3><p>All that matters before breakfast, in one'
                   ' letter a day. Sign up now, it costs nothing and you can leave whenever you like.</p></div>')  # fmt: skip
    return f"""<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8">
<title>{a["title"]} | {a["outlet"]}</title><meta property="og:title" content="{html.escape(a["title"])}">
<meta property="og:site_name" content="{a["outlet"]}"><meta property="og:url" content="https://news.example/story/1">
<script type="application/ld+json">{json.dumps(data)}</script><style>p {{ margin: 1em }}</style></head>
<body><div class="cookie-banner"><p>We and our 312 partners store cookies on your device. Accept all of them?</p></div>
<header class="masthead"><a href="/">{a["outlet"]}</a></header><nav class="main-nav">{_nav()}</nav>
<main><article><h1>{a["title"]}</h1><div class="byline">{by(a)}</div><time datetime="{a["date"]}">{day(a)}</time>
<div class="share-tools"><a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">Copy link</a></div>
<div class="article-body">{"".join(body)}</div>
<ul class="tags"><li><a href="/t/1">Harbour</a></li><li><a href="/t/2">Region</a></li></ul></article>
<section class="related"><h2>More on this story</h2>{"".join(f'<div class="card"><a href="/x"><h3>{t}</h3></a><p>{s}</p></div>' for t, s in zip(OTHERS, TEASERS, strict=False))}</section>
<section id="comments"><h2>Comments</h2>{"".join(f'<div class="comment"><b>reader{i}</b>{_p(c)}</div>' for i, c in enumerate(COMMENTS))}</section>
</main><aside class="sidebar"><h2>Most read</h2>{_links(OTHERS)}</aside>
<footer><p>© 2025 {a["outlet"]}. All rights reserved.</p><a href="/privacy">Privacy</a></footer>
<script>console.log("nothing")</script></body></html>"""


def weblog(a: Article) -> str:
    """A WordPress page: Open Graph, entry-content, share buttons and a long sidebar."""
    author, date = a["byline"], a["date"]
    return f"""<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8"><title>{a["title"]} – {a["outlet"]}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{html.escape(a["title"])} – {a["outlet"]}">
<meta property="og:site_name" content="{a["outlet"]}"><meta property="article:published_time" content="{date}T17:01:22+00:00">
<meta property="article:author" content="https://social.example/{author.split()[0]}"><meta name="author" content="{author}">
<link rel="canonical" href="https://blog.example/{date.year}/x/"><style>@media print {{ #masthead ul, #secondary, .post-navigation,
.commentlist, .sharedaddy, .jp-relatedposts {{ display: none }} }}</style></head><body class="single single-post">
<div id="page" class="hfeed site"><div id="masthead"><p class="site-title"><a href="/">{a["outlet"]}</a></p>
<p class="site-description">Words from a small town, since 2009, written by people who live in it.</p>{_nav()}</div>
<div id="primary" class="content-area"><article class="post hentry"><header class="entry-header">
<h1 class="entry-title">{a["title"]}</h1><div class="entry-meta">Posted on <span class="posted-on">{day(a)}</span> by
<span class="author vcard"><a href="/author">{author}</a></span> · <a href="#c">3 Comments</a></div></header>
<div class="entry-content">{"".join(map(_p, a["paragraphs"][:3]))}<h3>{a["subheading"]}</h3>
<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">{a["caption"]}</p></div>
{"".join(map(_p, a["paragraphs"][3:]))}<div class="sharedaddy sd-sharing"><h3>Share this:</h3><a href="#">Email</a><a href="#">Print</a></div>
<div class="jp-relatedposts"><h3>Related</h3>{_links(OTHERS[:3])}</div></div>
<footer class="entry-footer">Filed under: <a href="/c">News</a>. Tagged: <a href="/t">water</a>, <a href="/u">town</a></footer></article>
<div class="post-navigation"><a href="/p">Previous post: {OTHERS[2]}</a><a href="/n">Next post: {OTHERS[3]}</a></div>
<ol class="commentlist">{"".join(f"<li>{_p(c)}</li>" for c in COMMENTS * 3)}</ol></div>
<div id="secondary" class="widget-area"><h2>Archives</h2>{_links([f"{m} 2025" for m in MONTHS["en"]])}
<p>This blog is run by volunteers. If you like what you read here, please think about a small gift every month.</p></div></div></body></html>"""


def tables(a: Article) -> str:
    """A page of the nineties: tables, fonts and line breaks, in Windows-1252, without a word of description."""
    body = "<br><br>\n".join(html.escape(text, quote=False) for text in a["paragraphs"])
    return f"""<HTML><HEAD><TITLE>{a["outlet"]}: {a["title"]}</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD><BODY BGCOLOR=#FFFFFF>
<TABLE WIDTH=760><TR><TD COLSPAN=3><FONT SIZE=5>{a["outlet"]}</FONT></TD></TR>
<TR><TD WIDTH=120 VALIGN=top><A HREF=a>Home</A><BR><A HREF=b>Local</A><BR><A HREF=c>Sport</A><BR><A HREF=d>Classifieds</A></TD>
<TD WIDTH=480><FONT SIZE=5><B><H1>{a["title"]}</H1></B></FONT><FONT SIZE=2>{by(a)}<BR>{day(a)}</FONT><P>
<FONT FACE=Times>{body}</FONT></TD><TD WIDTH=160><B>Other stories</B><BR>{"<BR>".join(f"<A HREF={i}>{t}</A>" for i, t in enumerate(OTHERS))}
</TD></TR></TABLE><FONT SIZE=1>Copyright 2001 {a["outlet"]}</FONT></BODY></HTML>"""


def form(a: Article) -> str:
    """A page of an ASP.NET site: all of it in one form, described by microdata."""
    return f"""<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8"><title>{a["title"]}</title></head><body>
<form method="post" action="./x.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{"QUJD" * 200}">
<div id="ctl00_header"><a href="/">{a["outlet"]}</a><input type="text" value="Search"><button>Go</button></div>
<div id="ctl00_nav">{_nav()}</div><div itemscope itemtype="http://schema.org/NewsArticle"><span itemprop="publisher" itemscope
itemtype="http://schema.org/Organization"><meta itemprop="name" content="{a["outlet"]}"></span>
<h1 itemprop="headline">{a["title"]}</h1><div class="info"><span itemprop="author" itemscope><span itemprop="name">{a["byline"]}</span></span>
| <meta itemprop="datePublished" content="{a["date"]}">{day(a)} | <a href="#print">Print</a></div>
<div itemprop="articleBody">{"".join(f"<div>{html.escape(t, quote=False)}</div>" for t in a["paragraphs"])}</div></div>
<div id="ctl00_right" class="right-rail"><h4>Top stories</h4>{_links(OTHERS)}<p>{TEASERS[0]}</p></div>
<div id="ctl00_footer">Terms of use · Contact us · About us</div></form></body></html>"""


def soup(a: Article) -> str:
    """A page drawn by a script: nameless nested boxes, no description but the title."""
    body = "".join(
        f'<div class="x1{i}"><div class="k9"><span>{html.escape(t, quote=False)}</span></div></div>'
        for i, t in enumerate(a["paragraphs"])
    )
    return f"""<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8"><title>{a["title"]} - {a["outlet"]}</title></head>
<body><div id="__next"><div class="css-1f"><div class="css-2"><a href="/">{a["outlet"]}</a><a href="/s">Sections</a><a href="/l">Log in</a></div>
<div class="css-3"><div class="css-4"><h1 class="css-5">{a["title"]}</h1><div class="css-6"><div>{by(a)}</div><div>{day(a)}</div></div></div>
<div class="css-7">{body}</div></div><div class="css-8"><div>Most popular</div>{_links(OTHERS)}</div>
<div class="css-9"><a href="/a">About</a><a href="/j">Jobs</a><a href="/i">Imprint</a></div></div></div>
<script>window.__DATA__ = {{"text": "The text once more, as data, which is not to be read twice by anybody."}}</script></body></html>"""


def amp(a: Article) -> str:
    """A page for telephones: little beside the text, all of its description in JSON-LD."""
    data = {"@type": "Article", "headline": a["title"], "datePublished": f"{a['date']}T23:30:00Z", "author": a["byline"],
            "publisher": {"name": a["outlet"]}, "mainEntityOfPage": "https://m.example/a"}  # fmt: skip
    return f"""<!doctype html><html amp lang="{a["language"]}"><head><meta charset="utf-8"><title>{a["title"]}</title>
<script type="application/ld+json">{json.dumps(data)}</script></head><body><amp-sidebar class="menu">{_nav()}</amp-sidebar>
<h1>{a["title"]}</h1><p class="author">{a["byline"]}</p><p class="date">{day(a)}</p>{"".join(map(_p, a["paragraphs"]))}
<amp-ad class="ad">Advertisement</amp-ad><p class="copyright">© {a["outlet"]}</p></body></html>"""


def agency(a: Article) -> str:
    """An agency's page: Dublin Core, a dateline, corrections and credits below."""
    first, *rest = a["paragraphs"]
    return f"""<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8"><title>{a["title"]} » {a["outlet"]}</title>
<meta name="DC.title" content="{html.escape(a["title"])}"><meta name="DC.creator" content="{a["byline"]}"><meta name="DC.date.issued" content="{a["date"]}">
<meta name="DC.publisher" content="{a["outlet"]}"><style>@media print {{ .promo-box {{ display: none }} }}</style></head><body><div class="top"><a href="/">{a["outlet"]}</a></div>
<div id="story"><h1>{a["title"]}</h1><p class="byline">{by(a)}</p><p class="timestamp">{day(a)}</p>
<p>{a["place"]} — {html.escape(first, quote=False)}</p>{"".join(map(_p, rest))}</div>
<div class="promo-box"><p>{TEASERS[1]}</p></div></body></html>"""


def columns(a: Article) -> str:
    """A page of a printed paper: two columns, hyphenated, with a running head; for printing."""
    return f"""<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8"><title>{a["title"]}</title><style>
@page {{ size: A5; margin: 18mm 14mm }} body {{ font: 10pt/13pt "DejaVu Serif" }} h1 {{ font-size: 19pt; line-height: 22pt }}
.text {{ column-count: 2; column-gap: 7mm; text-align: justify; hyphens: auto }} .text p {{ margin: 0; text-indent: 1em }}
.head {{ position: fixed; top: -12mm; font-size: 8pt }}</style></head><body><h1>{a["title"]}</h1><p>{by(a)}</p><p>{day(a)}</p>
<div class="text">{"".join(map(_p, a["paragraphs"]))}</div></body></html>"""

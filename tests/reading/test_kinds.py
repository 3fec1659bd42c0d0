"""Kinds of misreading that people report of pages, texts, mail and documents, each in several forms."""

# ruff: noqa: E501 - tables
from __future__ import annotations

import io
import zipfile

import pytest

from dossier.extracting import extract
from dossier.model import Article
from dossier.reading.reader import article_of
from tests.helpers.pdf_pages import pdf_of

LEAD = (
    "The footbridge over the Varn at Ossel was closed on Tuesday after an engineer found two cracked bolts in its deck, "
    "the town council said in a letter to everyone who lives on the island."
)
MORE = (
    "Mira Holt, who keeps the ferry, said that she would cross every hour until the bridge can be used again, and that "
    "nobody would have to pay for it before the council has paid her."
)
LAST = (
    "The council wants to hear from three builders before it says what the repair may cost, and how long the people of "
    "the island will have to take the boat to reach the school and the shop."
)
HEAD = "<title>Footbridge at Ossel is closed</title>"
P = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>"


def html(body: str, head: str = HEAD, encoding: str = "utf-8", named: str = "utf-8") -> bytes:
    return f'<html><head><meta charset="{named}">{head}</head><body>{body}</body></html>'.encode(encoding)


def story(inner: str = "", head: str = HEAD) -> bytes:
    return html(f"<article><h1>Footbridge at Ossel is closed</h1>{inner}{P}</article>", head)


def ld(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


def read(suffix: str, data: bytes | str) -> Article:
    return article_of(data if isinstance(data, bytes) else data.encode(), suffix, id="a", shown=f"a{suffix}")


def zone(article: Article, words: str) -> str:
    at = article.text.index(words)
    return next(one.zone for one in article.zones if one.start <= at < one.end)


def amounts(article: Article) -> list[tuple[float | None, str | None]]:
    return [(one.value, one.unit) for one in extract(article).quantities]


def mail(
    body: str, *, subject: str = "FW: Footbridge at Ossel is closed", sender: str = "Bo Ek <bo@post.example>"
) -> str:
    return (
        f"From: {sender}\nTo: desk@post.example\nSubject: {subject}\nDate: Fri, 8 Mar 2024 10:00:00 +0100\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}"
    )


TEXT = f"{LEAD}\n\n{MORE}\n\n{LAST}\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str) -> bytes:
    out = io.BytesIO()
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


def para(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def rtf(body: str, page: int = 1252) -> bytes:
    return (rf"{{\rtf1\ansi\ansicpg{page}\deff0{{\fonttbl{{\f0 Arial;}}}}" + body + "}").encode("cp1252")


# Right values; written before the program was tried on them.
NUMBERS = [
    ("note in brackets", ".html", story("<p>It carries 1,200<sup>[3]</sup> people on a summer day, it said.</p>"), (1200, None)),
    ("linked note without sup", ".html", story('<p>It carries 70<a class="fnref" href="#fn2">2</a> people at a time, it said.</p>'), (70, None)),
    ("linked note behind a stop", ".html", story('<p>It carries 80 people at a time.<a href="#n3">3</a> Nobody counted the dogs, the council said.</p>'), (80, None)),
    ("linked figure that is a figure", ".html", story('<p>It carries <a href="/count#day">90</a> people at a time, the council said.</p>'), (90, None)),
    ("note in a span", ".html", story('<p>It carries 95<span class="footnote-ref">4</span> people at a time, the council said.</p>'), (95, None)),
    ("note in a linked sup", ".html", story('<p>It carries 85<sup><a href="#n4">4</a></sup> people at a time, the council said.</p>'), (85, None)),
    ("letter of a note", ".html", story("<p>It carries 75<sup>b</sup> people at a time, the council said.</p>"), (75, None)),
    ("note sign", ".html", story("<p>It cost 340,000<sup>†</sup> euros to build, the council said then.</p>"), (340000, "EUR")),
    ("number across a wrap", ".txt", f"Footbridge at Ossel is closed\n\nThe repair of the bridge, the council said in a letter, may cost 1.5\nmillion euros, and nobody on the island knows who is going to pay it\nbefore the summer, when the guests come over from the other side.\n\n{MORE}\n", (1500000, "EUR")),
    ("words across a wrap, CRLF", ".txt", f"Footbridge at Ossel is closed\r\n\r\nThe bridge, the council said in a letter to the island, carries three\r\nhundred people on a summer day, and nobody knows how they are going to\r\ncross the water before the ferry comes back from the yard in June.\r\n\r\n{MORE}\r\n", (300, None)),
    ("sign across a wrap", ".md", f"# Footbridge at Ossel is closed\n\nThe repair of the bridge may cost the people who live on the island €\n2.4 million, the council said in a letter, and nobody knows who is going\nto pay it before the summer.\n\n{MORE}\n", (2400000, "EUR")),
    ("soft line break in mail", ".eml", "From: Mira Dahl <m@post.example>\nSubject: Footbridge\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nThe footbridge over the Varn carried 1,2=\n00 people on the day before it was closed, the council said.\n", (1200, None)),
    ("raised figure in Word", ".docx", docx(para(run("The bridge carried 120") + run("1", '<w:vertAlign w:val="superscript"/>') + run(" people a day, the council said.")) + para(run(MORE))), (120, None)),
    ("note reference in Word", ".docx", docx(para(run("The bridge carried 130") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" people a day, the council said.")) + para(run(MORE))), (130, None)),
    ("raised figure in RTF", ".rtf", rtf(r"The bridge carried 140{\super 2} people a day, the council said.\par " + MORE), (140, None)),
    ("raised by another word in RTF", ".rtf", rtf(r"The bridge carried 150\super 3\nosupersub  people a day, the council said.\par " + MORE), (150, None)),
    ("range across a PDF's line", ".pdf", pdf_of([["Footbridge at Ossel is closed", "On a day in summer the bridge carries between 1,200-", "1,500 people, the town council said in a letter."]]), (None, None)),
]  # fmt: skip

ZONES = [
    ("story that stands in an aside", html(f'<main><aside class="direct-content"><h1>Footbridge at Ossel is closed</h1>{P}</aside></main><footer>Contact</footer>'), MORE, "body"),
    ("lead called a teaser", story(f'<div class="article-teaser"><p>{LEAD.replace("Tuesday", "Monday")}</p></div>'), LEAD.replace("Tuesday", "Monday"), "body"),
    ("lead without a paragraph in a teaser", story(f'<div class="teaser">{LEAD.replace("Tuesday", "Thursday")}</div>'), LEAD.replace("Tuesday", "Thursday"), "body"),
    ("lead called an intro-teaser", story(f'<p class="teaser-text">{LEAD.replace("Tuesday", "Friday")}</p>'), LEAD.replace("Tuesday", "Friday"), "body"),
    ("two paragraphs in a story-footer with more below", story(f'<div class="story-footer"><p>{LEAD.replace("Tuesday", "Sunday")}</p></div>'), LEAD.replace("Tuesday", "Sunday"), "body"),
    ("about the author in a footer at the end", html(f'<article><h1>Footbridge at Ossel is closed</h1>{P}<div class="article-footer"><p>Ann Lee has been a reporter in Ossel for twelve years and writes of roads and bridges.</p></div></article>'), "Ann Lee has been", "furniture"),
    ("quoted post in an embed", story('<div class="embed social"><blockquote><p>Nobody told us that the bridge would be closed, and now we cannot go to school.</p></blockquote></div>'), "Nobody told us", "body"),
    ("quoted post in a box for sharing", story('<div class="social-share-embed"><blockquote><p>Nobody told us that the bridge would be shut, and now we cannot go to school.</p></blockquote></div>'), "Nobody told us", "body"),
    ("paragraph below most of the story, called a footer", html(f'<main><h1>Footbridge at Ossel is closed</h1><div class="story-footer"><p>{LEAD}</p><p>{MORE}</p></div><p>{LAST}</p></main>'), LAST, "body"),
    ("words of the story in a box to share", story('<div class="share-quote"><blockquote><p>Nobody told us that the bridge would be shut, and so we could not go to school.</p></blockquote></div>'), "Nobody told us", "body"),
    ("comments below a heading in one German word", html(f"<div><h1>Footbridge at Ossel is closed</h1>{P}<h3>Leserkommentare</h3><p><b>ann_lee</b>, 04.03.2024, 09:14 Uhr</p><p>I have crossed that bridge every day for thirty years and never saw a loose bolt.</p></div>"), "I have crossed", "furniture"),
    ("other stories also on the site", html(f"<article><h1>Footbridge at Ossel is closed</h1>{P}<div><h3>Also on this site</h3><div><a href='/a'><b>A boat is lost</b></a><p>A boat that was moored at the quay of Ossel is gone since the storm, its owner says.</p></div></div></article>"), "A boat that was", "furniture"),
    ("credit with ©", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>{LEAD}</p><p>The footbridge at Ossel © Ossel Tourism / Ann Lee (summer)</p><p>{MORE}</p><p>{LAST}</p></article>"), "The footbridge at Ossel ©", "caption"),
    ("credit with © and nothing else", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>© Bo Ek / Island Press</p><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></article>"), "© Bo Ek", "furniture"),
    ("one paragraph in an article in an aside", html(f"<main><aside class='direct'><h1>Footbridge at Ossel is closed</h1><article><p>{LEAD} {MORE}</p><p>{LAST}</p></article></aside></main><aside><p>Good stories cost money, so please think of paying for this one.</p></aside>"), MORE, "body"),
    ("credit with © and a year", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>{LEAD}</p><p>Ferry on the Varn, seen from the quay © 2023 Island Press/Bo Ek</p><p>{MORE}</p><p>{LAST}</p></article>"), "Ferry on the Varn", "caption"),
    ("paragraph with a credit run into it", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>{LEAD}</p><p>{MORE} Nobody else has a boat that is large enough, and the school is on the other side, so that a ferry is all that the island has until the builders come and mend what is broken.Foto: Bo Ek</p><p>{LAST}</p></article>"), MORE, "body"),
    ("rights in German", story("<p>Ossel Bote 52/2018 Alle Rechte vorbehalten</p>"), "Ossel Bote 52", "furniture"),
    ("rights in Spanish", story("<p>El Faro de Ossel. Todos los derechos reservados.</p>"), "El Faro de Ossel", "furniture"),
    ("tags in German", story("<p>Schlagwörter: Brücke, Fähre, Insel</p>"), "Schlagwörter", "furniture"),
    ("tags in French", story("<p>Mots-clés : pont, bac, île</p>"), "Mots-clés", "furniture"),
    ("minutes with a hyphen", story("<p>7-minute read</p>"), "7-minute", "furniture"),
    ("what is done with data", story("<p>Your data is managed in accordance with our privacy policy</p>"), "Your data", "furniture"),
    ("sentence about a © mark", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>{LEAD}</p><p>The sign said © Ossel Tourism on every page of the book, she told the council.</p><p>{LAST}</p></article>"), "The sign said", "body"),
    ("heading of a list at the end", html(f"<article><h1>Footbridge at Ossel is closed</h1>{P}<h3>More stories from the island</h3><ul><li><a href='/a'>A boat is lost</a></li><li><a href='/b'>A boat is found</a></li></ul></article>"), "More stories from", "furniture"),
    ("heading with nothing below", html(f"<article><h1>Footbridge at Ossel is closed</h1>{P}<h3>Kategorien</h3></article>"), "Kategorien", "furniture"),
    ("comments of readers", html(f"<article><h1>Footbridge at Ossel is closed</h1>{P}</article><section id='comments'><h3>2 comments</h3><div><b>ann</b><p>I have crossed that bridge every day for thirty years and never saw a loose bolt.</p></div></section>"), "I have crossed", "furniture"),
    ("comments without a name for them", html(f"<div><h1>Footbridge at Ossel is closed</h1>{P}<h3>Comments (2)</h3><div>ann_lee, 3 hours ago</div><p>I have crossed that bridge every day for thirty years and never saw a loose bolt.</p><div>bo77, 2 hours ago</div><p>They should have seen that years ago, it is a shame for the whole town.</p></div>"), "I have crossed", "furniture"),
    ("form for comments", html(f"<div id='main'><h1>Footbridge at Ossel is closed</h1>{P}<div id='comments'><div id='respond' class='comment-respond'><h3>Kommentar verfassen</h3><form><p>Du kommentierst mit Deinem Konto bei Ossel Post. ( Abmelden / Ändern )</p><p>Du kommentierst mit Deinem Konto bei der Insel. ( Abmelden / Ändern )</p><p>Du kommentierst mit Deinem Konto bei der Fähre. ( Abmelden / Ändern )</p></form></div></div></div>"), "Du kommentierst", "furniture"),
    ("form for comments below a short story", html("<div id='main'><h1>Footbridge at Ossel is closed</h1>"+f"<p>{LAST}</p>"+"<div id='comments'><form action='/wp-comments-post.php'><p>Du kommentierst mit Deinem Konto bei Ossel Post. ( Abmelden / Ändern )</p><p>Du kommentierst mit Deinem Konto bei der Insel. ( Abmelden / Ändern )</p><p>Du kommentierst mit Deinem Konto bei der Fähre. ( Abmelden / Ändern )</p></form></div></div>"), "Du kommentierst", "furniture"),
    ("story in a form round the page", html(f"<form action='default.aspx' id='aspnetForm'><h1>Footbridge at Ossel is closed</h1>{P}</form>"), MORE, "body"),
    ("short items beside long ones in a list", html(f"<main><h1>Footbridge at Ossel is closed</h1><p>On the list:</p><ol><li>The council sends a letter to each house (ten days)<ol><li>{LEAD}</li><li>{LAST}</li></ol></li><li>What comes next</li></ol></main>"), "What comes next", "body"),
    ("form for comments in a section", html(f"<main><h1>Footbridge at Ossel is closed</h1>{P}<section class='comments-area'><form><p>Your address will not be shown to anybody. Fields with a star are needed.</p><p>Tell me by mail when somebody answers to what I say here.</p><p>Tell me by mail when there is a new story on this site.</p></form></section></main>"), "Your address", "furniture"),
    ("how often it was seen", story("<p>Visto 314 veces</p>"), "Visto 314", "furniture"),
    ("time to read", story("<p>Lesezeit: 4 Min.</p>"), "Lesezeit", "furniture"),
    ("time to read, Spanish", story("<p>Tiempo de lectura: 3 minutos</p>"), "Tiempo de lectura", "furniture"),
    ("how often it was read, German", story("<p>1.204 Aufrufe</p>"), "1.204 Aufrufe", "furniture"),
    ("heading before a list of links, German", html(f"<article><h1>Footbridge at Ossel is closed</h1>{P}<h2>Aktuelle Berichte vom Fluss</h2><ul><li><a href='/a'>Ein Boot ist weg</a></li></ul></article>"), "Aktuelle Berichte", "furniture"),
    ("heading with text below stays", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>{LEAD}</p><p>{MORE}</p><h2>What it may cost</h2><p>{LAST}</p></article>"), "What it may cost", "subheading"),
    ("time to read, French", story("<p>Temps de lecture : 4 min</p>"), "Temps de lecture", "furniture"),
    ("stars", story("<p>Actualmente puntuada con 4 estrellas sobre 5</p>"), "Actualmente puntuada", "furniture"),
    ("recommend buttons in German", story("<p>Artikel empfehlen:</p>"), "Artikel empfehlen", "furniture"),
    ("last seen in a shop", html(f"<article><h1>Footbridge at Ossel is closed</h1>{P}<h3>Zuletzt angesehen</h3></article>"), "Zuletzt angesehen", "furniture"),
    ("newsletter in a box", story('<div class="newsletter-signup"><p>Get the best stories of the island every Friday morning in your inbox, free of charge.</p></div>'), "Get the best", "furniture"),
    ("paragraphs parted by br", html(f"<div><h1>Footbridge at Ossel is closed</h1>{LEAD}<br><br>{MORE}<br><br>{LAST}</div>"), MORE, "body"),
    ("story between linked headings", html(f"<article><h1>Footbridge at Ossel is closed</h1><p>{LEAD}</p><h2><a href='/topic/ferry'>The ferry</a></h2><p>{MORE}</p><h2><a href='/topic/cost'>The cost</a></h2><p>{LAST}</p></article>"), MORE, "body"),
]  # fmt: skip

FACTS = [
    ("JSON-LD in a comment", ".html", story(head=HEAD + ld('<!-- {"@type":"NewsArticle","headline":"Footbridge at Ossel is closed","author":{"name":"Mira Dahl"},"datePublished":"2024-03-04"} -->')), ("Mira Dahl", "2024-03-04")),
    ("JSON-LD with a line end in a string", ".html", story(head=HEAD + ld('{"@type":"NewsArticle","headline":"Footbridge at Ossel\n is closed","author":{"name":"Mira Dahl"},"datePublished":"2024-03-04"}')), ("Mira Dahl", "2024-03-04")),
    ("JSON-LD with two commas", ".html", story(head=HEAD + ld('{"@type":"NewsArticle","author":[{"name":"Mira Dahl"},],"datePublished":"2024-03-04",}')), ("Mira Dahl", "2024-03-04")),
    ("author of a graph by its id", ".html", story(head=HEAD + ld('{"@graph":[{"@type":"NewsArticle","author":{"@id":"#mira"},"datePublished":"2024-03-04"},{"@type":"Person","@id":"#mira","name":"Mira Dahl"}]}')), ("Mira Dahl", "2024-03-04")),
    ("authors of a list by their ids", ".html", story(head=HEAD + ld('[{"@type":"NewsArticle","author":[{"@id":"/a/1"}],"datePublished":"2024-03-04"},{"@type":"Person","@id":"/a/1","name":"Mira Dahl"}]')), ("Mira Dahl", "2024-03-04")),
    ("written by, on a day", ".html", story("<p>Written by Mira Dahl on March 4, 2024</p>"), ("Mira Dahl", "2024-03-04")),
    ("reported by, with the day behind", ".html", story("<p>Reported by Mira Dahl on 4 March 2024</p>"), ("Mira Dahl", "2024-03-04")),
    ("Thunderbird, French", ".eml", mail(f"-------- Message transféré --------\nSujet : Footbridge at Ossel is closed\nDate : Mon, 4 Mar 2024 09:12:00 +0100\nDe : Mira Dahl <m@post.example>\nPour : Bo Ek\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Thunderbird, English", ".eml", mail(f"-------- Forwarded Message --------\nSubject: Footbridge at Ossel is closed\nDate: Mon, 4 Mar 2024 09:12:00 +0100\nFrom: Mira Dahl <m@post.example>\nTo: Bo Ek\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("author with By in front", ".html", story(head=HEAD + ld('{"@type":"NewsArticle","author":"By Mira Dahl","datePublished":"2024-03-04"}')), ("Mira Dahl", "2024-03-04")),
    ("printed day before the day in UTC", ".html", story("<p>Sunday 3 March 2024 23:40</p>", HEAD + ld('{"@type":"NewsArticle","author":{"name":"Mira Dahl"},"datePublished":"2024-03-04T04:40:00Z"}')), ("Mira Dahl", "2024-03-03")),
    ("day with its own offset", ".html", story(head=HEAD + ld('{"@type":"NewsArticle","author":{"name":"Mira Dahl"},"datePublished":"2024-03-03T23:40:00-05:00"}')), ("Mira Dahl", "2024-03-03")),
    ("JSON-LD written twice as markup", ".html", story(head=HEAD + ld("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;author&quot;:{&quot;name&quot;:&quot;Mira Dahl&quot;},&quot;datePublished&quot;:&quot;2024-03-04&quot;}")), ("Mira Dahl", "2024-03-04")),
    ("name between day and minutes", ".html", story("<p>March 4, 2024 · Mira Dahl · 5 min read</p>"), ("Mira Dahl", "2024-03-04")),
    ("day in the data of an element", ".html", story('<p>By Mira Dahl</p><div class="entry-meta" data-published="2024-03-04T09:00">an hour ago</div>'), ("Mira Dahl", "2024-03-04")),
    ("site before a colon, headline in a lower heading", ".html", html(f"<h1>Good morning, Bo!</h1><h3>Footbridge at Ossel is closed</h3><p>By Mira Dahl, 4 March 2024</p>{P}", "<title>The Ossel Bote: Footbridge at Ossel is closed</title>"), ("Mira Dahl", "2024-03-04")),
    ("kicker in the heading", ".html", html(f"<article><h1><span>Live</span> <span>Footbridge at Ossel is closed</span></h1><p>By Mira Dahl, 4 March 2024</p>{P}</article>", "<title>Footbridge at Ossel is closed - The Ossel Bote</title>"), ("Mira Dahl", "2024-03-04")),
    ("Nexis with pages", ".txt", f"Page 1 of 2\n\nFootbridge at Ossel is closed\nThe Ossel Bote\nMarch 4, 2024 Monday\n\nSection: LOCAL; Pg. 3\nLength: 90 words\nByline: Mira Dahl\n\nBody\n\n{TEXT}\n\nLoad-Date: March 5, 2024\n", ("Mira Dahl", "2024-03-04")),
    ("title in parts by colons", ".html", html(f"<div><p>By Mira Dahl, 4 March 2024</p>{P}</div>", "<title>Footbridge at Ossel is closed :: The Ossel Bote</title>"), ("Mira Dahl", "2024-03-04")),
    ("section between headline and site", ".html", html(f"<div><p>By Mira Dahl, 4 March 2024</p>{P}</div>", "<title>Footbridge at Ossel is closed - News - The Ossel Bote</title>"), ("Mira Dahl", "2024-03-04")),
    ("name and day beside two strokes", ".html", story("<p>Mira Dahl // March 4, 2024</p>"), ("Mira Dahl", "2024-03-04")),
    ("weekday in Czech", ".html", story("<p>By Mira Dahl</p><p>pondělí 4. března 2024</p>"), ("Mira Dahl", "2024-03-04")),
    ("originally published behind updated", ".html", story("<p>By Mira Dahl</p><p>Updated: 6 March 2024 (originally published 4 March 2024)</p>"), ("Mira Dahl", "2024-03-04")),
    ("account in the metadata, name on the page", ".html", story("<p>By Mira Dahl, 4 March 2024</p>", HEAD + '<meta name="author" content="admin">'), ("Mira Dahl", "2024-03-04")),
    ("address as author", ".html", story("<p>4 March 2024</p>", HEAD + '<meta name="author" content="mdahl@post.example">'), (None, "2024-03-04")),
    ("account with figures", ".html", story("<p>4 March 2024</p>", HEAD + '<meta name="author" content="user4711">'), (None, "2024-03-04")),
    ("TOML front matter", ".md", f'+++\ntitle = "Footbridge at Ossel is closed"\nauthor = "Mira Dahl"\ndate = 2024-03-04T09:00:00Z\n+++\n\n{TEXT}', ("Mira Dahl", "2024-03-04")),
    ("JSON front matter", ".md", f'{{\n"title": "Footbridge at Ossel is closed",\n"author": "Mira Dahl",\n"date": "2024-03-04"\n}}\n\n{TEXT}', ("Mira Dahl", "2024-03-04")),
    ("byline with By in front", ".md", f"---\nheadline: Footbridge at Ossel is closed\nbyline: By Mira Dahl\npublished: 2024-03-04\n---\n\n{TEXT}", ("Mira Dahl", "2024-03-04")),
    ("authors as mappings", ".md", f"---\ntitle: Footbridge at Ossel is closed\nauthors:\n  - name: Mira Dahl\ndate: 2024-03-04\n---\n\n{TEXT}", ("Mira Dahl", "2024-03-04")),
    ("Org keywords", ".txt", f"#+TITLE: Footbridge at Ossel is closed\n#+AUTHOR: Mira Dahl\n#+DATE: 2024-03-04\n\n{TEXT}", ("Mira Dahl", "2024-03-04")),
    ("MultiMarkdown", ".md", f"Title: Footbridge at Ossel is closed\nAuthor: Mira Dahl\nDate: 2024-03-04\n\n{TEXT}", ("Mira Dahl", "2024-03-04")),
    ("reST fields", ".txt", f"Footbridge at Ossel is closed\n=============================\n\n:Author: Mira Dahl\n:Date: 2024-03-04\n\n{TEXT}", ("Mira Dahl", "2024-03-04")),
    ("Pandoc title block", ".md", f"% Footbridge at Ossel is closed\n% Mira Dahl\n% 4 March 2024\n\n{TEXT}", ("Mira Dahl", "2024-03-04")),
    ("Outlook", ".eml", mail(f"See below.\n\n-----Original Message-----\nFrom: Mira Dahl <m@post.example>\nSent: Monday, March 4, 2024 9:12 AM\nTo: Bo Ek\nSubject: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("German forward", ".eml", mail(f"Von: Mira Dahl <m@post.example>\nGesendet: Montag, 4. März 2024 09:12\nAn: Bo Ek\nBetreff: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Portuguese forward", ".eml", mail(f"De: Mira Dahl <m@post.example>\nEnviada em: segunda-feira, 4 de março de 2024 09:12\nPara: Bo Ek\nAssunto: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Italian forward", ".eml", mail(f"Da: Mira Dahl <m@post.example>\nInviato: lunedì 4 marzo 2024 09:12\nA: Bo Ek\nOggetto: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Dutch forward", ".eml", mail(f"Van: Mira Dahl <m@post.example>\nVerzonden: maandag 4 maart 2024 09:12\nAan: Bo Ek\nOnderwerp: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Polish forward", ".eml", mail(f"Od: Mira Dahl <m@post.example>\nWysłano: poniedziałek, 4 marca 2024 09:12\nDo: Bo Ek\nTemat: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Swedish forward", ".eml", mail(f"Från: Mira Dahl <m@post.example>\nSkickat: den 4 mars 2024 09:12\nTill: Bo Ek\nÄmne: Footbridge at Ossel is closed\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Gmail", ".eml", mail(f"---------- Forwarded message ---------\nFrom: Mira Dahl <m@post.example>\nDate: Mon, 4 Mar 2024 at 09:12\nSubject: Footbridge at Ossel is closed\nTo: <bo@post.example>\n\n{TEXT}"), ("Mira Dahl", "2024-03-04")),
    ("Apple", ".eml", mail(f"Begin forwarded message:\n\n> From: Mira Dahl <m@post.example>\n> Subject: Footbridge at Ossel is closed\n> Date: 4 March 2024 at 09:12:00 CET\n> To: Bo Ek <bo@post.example>\n>\n> {LEAD}\n>\n> {MORE}\n"), ("Mira Dahl", "2024-03-04")),
]  # fmt: skip

SHOWN = [
    ("hidden in Word", ".docx", docx(para(run(LEAD) + run(" Do not print this.", "<w:vanish/>")) + para(run(MORE))), "Do not print", False),
    ("moved in Word", ".docx", docx(para(f"<w:moveFrom>{run('It was old. ')}</w:moveFrom>" + run(LEAD)) + para(f"<w:moveTo>{run('It was new. ')}</w:moveTo>" + run(MORE))), "It was old", False),
    ("moved to in Word", ".docx", docx(para(run(LEAD)) + para(f"<w:moveTo>{run('It was new. ')}</w:moveTo>" + run(MORE))), "It was new", True),
    ("Cyrillic RTF", ".rtf", rtf(r"\'cc\'ee\'f1\'f2 \'e7\'e0\'ea\'f0\'fb\'f2 \'e2\'ee \'e2\'f2\'ee\'f0\'ed\'e8\'ea.\par " + LEAD, 1251), "Мост закрыт", True),
    ("blank lines in a box that keeps them", ".html", html(f"<h1>Footbridge at Ossel is closed</h1><div style='white-space: pre-line'>{LEAD}\n\n{MORE}\n\n{LAST}</div>"), f"{LEAD}\n\n{MORE}", True),
    ("bytes are cp1252, named UTF-8", ".html", html(f"<h1>Footbridge at Ossel is closed</h1><p>The café is shut.</p>{P}", encoding="cp1252"), "café", True),
    ("control character behind a line break", ".html", html(f"<h1>Footbridge at Ossel is closed</h1><p>The ferry<br>\x01is late.</p>{P}"), "The ferry is late", True),
    ("bytes are UTF-8, named Latin-1", ".html", html(f"<h1>Footbridge at Ossel is closed</h1><p>The café is shut.</p>{P}", named="iso-8859-1"), "café", True),
    ("weekday divided at a PDF's line", ".pdf", pdf_of([["Footbridge at Ossel is closed", "The bridge over the Varn at Ossel was closed on Tues-", "day after an engineer found two cracked bolts in it."]]), "on Tuesday after", True),
    ("word divided at a PDF's line", ".pdf", pdf_of([["Footbridge at Ossel is closed", "The bridge over the Varn at Ossel was closed by the coun-", "cil on Tuesday after an engineer found two cracked bolts."]]), "council on Tuesday", True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "suffix", "data", "amount"), NUMBERS, ids=[one[0] for one in NUMBERS])
def test_numbers(name: str, suffix: str, data: bytes | str, amount: tuple[float | None, str | None]) -> None:
    assert amount in amounts(read(suffix, data))


@pytest.mark.parametrize(("name", "data", "words", "kind"), ZONES, ids=[one[0] for one in ZONES])
def test_zones(name: str, data: bytes, words: str, kind: str) -> None:
    article = read(".html", data)
    if words in article.text or kind == "body":  # what is no part of the story may be left out, too
        assert zone(article, words) == kind
    assert zone(article, LAST) == "body"


@pytest.mark.parametrize(("name", "suffix", "data", "facts"), FACTS, ids=[one[0] for one in FACTS])
def test_facts(name: str, suffix: str, data: bytes | str, facts: tuple[str | None, str]) -> None:
    article = read(suffix, data)
    assert (article.title, article.byline, article.published) == ("Footbridge at Ossel is closed", *facts)
    assert zone(article, LEAD[:60]) == "body"


@pytest.mark.parametrize(("name", "suffix", "data", "words", "there"), SHOWN, ids=[one[0] for one in SHOWN])
def test_what_is_shown(name: str, suffix: str, data: bytes, words: str, there: bool) -> None:
    assert (words in read(suffix, data).text) is there

"""Mail as it is passed on and as programs write it."""

import pytest

from dossier.model import Article
from dossier.reading.reader import article_of

LEAD = (
    "The footbridge over the Varn at Ossel was closed on Tuesday after an engineer found two cracked bolts in its deck."
)
SECOND = "“I crossed it every morning for twenty years,” said Petra Holm, who keeps a bakery on the eastern bank."
HEADERS = (
    "From: Karl Ost <karl@post.example>\nTo: desk@post.example\nSubject: {}\nDate: Thu, 7 Mar 2024 09:15:00 +0100\n"
)


def mail(body: str | bytes, kind: str = "text/plain; charset=utf-8", subject: str = "Fwd: Bridge") -> Article:
    head = HEADERS.format(subject) + f"MIME-Version: 1.0\nContent-Type: {kind}\n\n"
    data = head.encode() + (body if isinstance(body, bytes) else body.encode())
    return article_of(data, ".eml", id="a", shown="a.eml")


def body(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.passages]


FORWARDS = {
    "outlook": "For you.\n\n________________________________\nFrom: Ida Berg\nSent: Tuesday, March 5, 2024 10:02 PM\n"
    "To: Karl Ost\nSubject: Bridge\n\n",
    "outlook with addresses": "-----Original Message-----\nFrom: Berg, Ida [mailto:ida@ossel.example]\n"
    "Sent: 05 March 2024 22:02\nTo: Karl Ost\nCc: Somebody\nSubject: Bridge\n\n",
    "german": "Von: Ida Berg <ida@o.example>\nGesendet: Dienstag, 5. März 2024 22:02\nAn: Karl\nBetreff: Brücke\n\n",
    "french": "De : Ida Berg\nEnvoyé : mardi 5 mars 2024 22:02\nÀ : Karl Ost\nObjet : Pont\n\n",
    "polish": "Od: Ida Berg\nWysłano: 5 marca 2024 22:02\nDo: Karl Ost\nTemat: Most\n\n",
    "russian": "От: Ida Berg\nДата: 5 марта 2024 г.\nКому: Karl Ost\nТема: Мост\n\n",
    "bold": "*From:* Ida Berg <ida@ossel.example>\n*Sent:* Tuesday, March 5, 2024\n*To:* Karl\n*Subject:* Bridge\n\n",
    "twice": "FYI\n\n---------- Forwarded message ---------\nFrom: Jan Moe <jan@x.example>\nDate: March 6, 2024\n"
    "Subject: Bridge\nTo: Karl Ost\n\n---------- Forwarded message ---------\nFrom: Ida Berg <ida@ossel.example>\n"
    "Date: March 5, 2024\nSubject: Bridge\nTo: Jan Moe\n\n",
}


@pytest.mark.parametrize("program", FORWARDS)
def test_the_sender_and_day_of_a_forwarded_mail_are_those_of_the_article(program: str) -> None:
    article = mail(FORWARDS[program] + f"{LEAD}\n\n{SECOND}\n")
    assert (article.byline, article.published) == ("Ida Berg", "2024-03-05")
    assert body(article) == [LEAD, SECOND]


def test_a_forwarded_page_has_its_headers_in_one_paragraph() -> None:
    top = "<p><b>From:</b> Ida Berg<br><b>To:</b> K.<br><b>Sent:</b> March 5, 2024<br><b>Subject:</b> Bridge</p>"
    article = mail(f"<html><body>{top}<p>{LEAD}</p><p>{SECOND}</p></body></html>", "text/html; charset=utf-8")
    assert (article.byline, article.published) == ("Ida Berg", "2024-03-05")
    assert body(article) == [LEAD, SECOND]


def test_a_forwarded_mail_that_its_program_quoted_is_the_text() -> None:
    quoted = "".join(f"> {line}\n" for line in ("From: Ida Berg", "Date: 5 March 2024", "", LEAD, "", SECOND))
    article = mail(f"Begin forwarded message:\n\n{quoted}")
    assert (article.byline, article.published) == ("Ida Berg", "2024-03-05")
    assert body(article) == [LEAD, SECOND]


@pytest.mark.parametrize("named", ["iso-8859-1", "us-ascii", "windows-1252"])
def test_quotation_marks_are_read_whatever_latin_encoding_is_named(named: str) -> None:
    article = mail(f"{LEAD}\n\n{SECOND}\n".encode("cp1252"), f"text/plain; charset={named}", "Bridge")
    assert SECOND in article.text


@pytest.mark.parametrize("named", ["iso-8859-1", "gb2312", "windows-1251"])
def test_bytes_that_are_utf8_are_read_so(named: str) -> None:
    article = mail(f"{LEAD}\n\n{SECOND} Sør-Ossel.\n".encode(), f"text/plain; charset={named}", "Bridge")
    assert "Sør-Ossel" in article.text


@pytest.mark.parametrize(
    "wrapped",
    [
        LEAD.replace(" was ", "\nwas ").replace(" after", "\nafter"),
        LEAD.replace(" Varn", "\nVarn").replace(" on Tuesday", "\non Tuesday").replace(" two", "\ntwo"),
        LEAD.replace(" ", "\n", 5).replace(" in its", "\nin its"),
    ],
)
def test_a_mail_wrapped_by_hand_keeps_its_paragraphs(wrapped: str) -> None:
    assert body(mail(f"{wrapped}\n\n{SECOND}\n", subject="Bridge")) == [LEAD, SECOND]


@pytest.mark.parametrize(
    ("sender", "subject", "byline", "outlet"),
    [
        ("Ana Luz", "[Bridges] Shut", "Ana Luz", None),
        ("The Claro Letter", "Shut", None, "The Claro Letter"),
        ("Claro Courier", "Shut", None, "Claro Courier"),
        ("Bridges", "[Bridges] Shut", None, "Bridges"),
        ("Claro Office of Bridges", "Shut", None, "Claro Office of Bridges"),
    ],
)
def test_a_sender_who_is_no_person_is_the_outlet(sender: str, subject: str, byline: str | None, outlet: str) -> None:
    head = f"From: {sender} <hello@post.example>\nSubject: {subject}\nDate: Thu, 7 Mar 2024 09:15:00 +0100\n\n"
    article = article_of(f"{head}{LEAD}\n\n{SECOND}\n".encode(), ".eml", id="a", shown="a.eml")
    assert (article.title, article.byline, article.outlet) == ("Shut", byline, outlet)

"""Documents of word processors: what their programs show is the text, and nothing else."""

import io
import zipfile

import pytest

from dossier.extracting import extract
from dossier.model import Article
from dossier.reading.reader import article_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
LEAD = (
    "The footbridge over the Varn at Ossel was closed on Tuesday after an engineer found two cracked bolts in its deck."
)


def archive(files: dict[str, str], suffix: str) -> Article:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return article_of(out.getvalue(), suffix, id="a", shown="a" + suffix)


def docx(paragraphs: str, styles: str = "") -> Article:
    body = f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>{paragraphs}"
    files = {"word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"}
    if styles:
        files["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return archive(files, ".docx")


def run(text: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


OFF = '<w:vanish w:val="0"/>'
SECRET = '<w:rStyle w:val="Secret"/>'
HIDING = '<w:style w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("paragraphs", "shown"),
    [
        (f"<w:p>{run('It opens ')}{run('never', '<w:vanish/>')}{run('soon.')}</w:p>", "It opens soon."),
        (f"<w:p>{run('It opens ')}{run('now', OFF)}{run('.')}</w:p>", "It opens now."),
        (f"<w:p>{run('It opens ')}{run('never', SECRET)}{run('soon.')}</w:p>", "It opens soon."),
        (f"<w:p><w:moveFrom>{run('Moved.')}</w:moveFrom>{run('Kept.')}</w:p>", "Kept."),
        (f"<w:p>{run('Kept, ')}<w:moveTo>{run('moved.')}</w:moveTo></w:p>", "Kept, moved."),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One sentence ')}</w:p><w:p>{run('in two.')}</w:p>",
            "One sentence in two.",
        ),
        (
            (
                f"<mc:AlternateContent><mc:Choice Requires='x'><w:p>{run('In a box.')}</w:p></mc:Choice><mc:Fallback>"
                f"<w:p>{run('In a box.')}</w:p></mc:Fallback></mc:AlternateContent>"
            ),
            "In a box.",
        ),
    ],
)
def test_a_word_document_reads_as_word_shows_it(paragraphs: str, shown: str) -> None:
    assert docx(paragraphs, HIDING).text == f"{LEAD}\n\n{shown}"


SUPER = '<w:vertAlign w:val="superscript"/>'
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T3"><style:text-properties style:text-position="33% 58%"/></style:style>'
    "<office:body><text:p>{}</text:p><text:p>{}</text:p></office:body></office:document-content>"
)


def odt(paragraph: str) -> Article:
    return archive({"content.xml": ODT.format(LEAD, paragraph)}, ".odt")


def rtf(text: str, head: str = "") -> Article:
    return article_of(f"{{\\rtf1\\ansi{head} {LEAD}\\par {text}}}".encode("latin-1"), ".rtf", id="a", shown="a.rtf")


@pytest.mark.parametrize(
    "article",
    [
        docx(f"<w:p>{run('It carried 250')}{run('1', SUPER)}{run(' people.')}</w:p>"),
        odt('It carried 250<text:span text:style-name="T2">1</text:span> people.'),
        odt('It carried 250<text:span text:style-name="T3">2, 3</text:span> people.'),
        rtf("It carried 250{\\super 1} people."),
        rtf("It carried 250\\super 12\\nosupersub  people."),
    ],
    ids=["docx", "odt", "odt-percent", "rtf", "rtf-off"],
)
def test_the_mark_of_a_footnote_is_no_digit(article: Article) -> None:
    assert ("250", "people") in [(one.text, one.counted) for one in extract(article).quantities]


@pytest.mark.parametrize(
    "article",
    [
        odt('It opens <text:span text:style-name="T1">never </text:span>soon.'),
        odt("It opens <text:hidden-text text:string-value='never '>never </text:hidden-text>soon."),
        rtf("It opens {\\v never }soon."),
        rtf("It opens \\v never \\v0 soon."),
        rtf("It opens {\\deleted never }soon."),
    ],
)
def test_hidden_and_deleted_text_is_left_out(article: Article) -> None:
    assert article.text == f"{LEAD}\n\nIt opens soon."


FONTS = "\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset%d Arial;}}"


@pytest.mark.parametrize(
    ("charset", "page", "words"),
    [
        (204, "cp1251", "Мост закрыт"),
        (161, "cp1253", "Η γέφυρα"),
        (238, "cp1250", "Łódź, Dvořák"),
        (134, "gb18030", "桥已关闭"),
    ],
)
def test_the_code_page_of_a_font_is_that_of_its_text(charset: int, page: str, words: str) -> None:
    coded = "".join(f"\\'{byte:02x}" for byte in words.encode(page))
    article = rtf(f"{{\\f1 {coded}}} \\f0 caf\\'e9", FONTS % charset)
    assert article.text.endswith(f"{words} café")


def test_unicode_fields_and_notes_of_rtf_are_read() -> None:
    link = '{\\field{\\*\\fldinst HYPERLINK "https://x.example"}{\\fldrslt a link}}'
    article = rtf(
        f"\\uc1 \\u8220?Yes\\u8221?, says {link}{{\\footnote A note.}}.{{\\*\\bkmkstart x}}{{\\pict\\bin4 }}{{x}}"
    )
    assert "“Yes”, says a link." in article.text
    assert [article.text[z.start : z.end] for z in article.zones if z.zone == "furniture"] == ["A note."]

"""What is exported is read back by programs that have nothing to do with this one, and says what the notes said."""

import csv
import functools
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pybtex.database import BibliographyData, parse_string
from pybtex.richtext import Text
from pyld import jsonld

from dossier.model import ArticleInfo, DossierError, Note, NoteCheck
from dossier.notebook import FORMATS, STYLES, citation, export

NOTE = Note(
    id="n-20261121T231005Z-4f2a",
    quote="We lost 40% of it & more,\nsaid “no one”",
    article="articles/fähre 1.txt",
    start=27,
    end=66,
    speaker="Željko Horvat",
    title="Late again: the [ferry]",
    outlet="Harbour Post",
    published="2025-11-29",
    tags=("ferry", "money lost"),
    comment="Ask *twice*.\n\nThen print.",
    created="2026-11-21T23:10:05Z",
    sha256="0f" * 32,
    prefix="before ",
    suffix=" after",
)
KEY = "fahre-1"
BARE = Note(id="by hand", quote="two words", article="b.txt", start=3, end=12)
ABOUT = ArticleInfo(
    "fähre 1", NOTE.article, "Late", "Harbour Post", "Ann Lee and Bo Ek", "2025-11-29", None,
    "https://news.example/a_(b)?c=1&d=%20", "en", 9, 1, "0f" * 32,
)  # fmt: skip
HOSTILE = "{x} }{ \\begin{it} $a_b^c$ #1 % ~ ` -- '' @x <b>*bold*</b> [l](u) | \x1b[31m é 中文 ﬁ “q” 1. - +"

# The terms of the W3C context that the export uses, as https://www.w3.org/TR/annotation-vocab/ maps them.
OA, AS, DCT = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
_ID = {"@type": "@id"}
_NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
TERMS = {
    "id": "@id", "type": "@type", "schema": "http://schema.org/",
    "Annotation": OA + "Annotation", "SpecificResource": OA + "SpecificResource", "TextualBody": OA + "TextualBody",
    "TextQuoteSelector": OA + "TextQuoteSelector", "TextPositionSelector": OA + "TextPositionSelector",
    "FragmentSelector": OA + "FragmentSelector", "Text": "http://purl.org/dc/dcmitype/Text",
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "bookmarking": OA + "bookmarking", "commenting": OA + "commenting", "tagging": OA + "tagging",
    "body": {"@id": OA + "hasBody", **_ID}, "target": {"@id": OA + "hasTarget", **_ID},
    "source": {"@id": OA + "hasSource", **_ID}, "selector": {"@id": OA + "hasSelector", **_ID},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "exact": OA + "exact", "prefix": OA + "prefix", "suffix": OA + "suffix",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format", "language": "http://purl.org/dc/elements/1.1/language",
    "conformsTo": {"@id": DCT + "conformsTo", **_ID},
    "created": {"@id": DCT + "created", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "start": {"@id": OA + "start", "@type": _NUMBER}, "end": {"@id": OA + "end", "@type": _NUMBER},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": {"@id": AS + "totalItems", "@type": _NUMBER}, "startIndex": {"@id": AS + "startIndex", "@type": _NUMBER},
    "partOf": {"@id": AS + "partOf", **_ID},
    "first": {"@id": AS + "first", **_ID}, "items": {"@id": AS + "items", "@container": "@list", **_ID},
}  # fmt: skip


def expanded(document: str) -> dict:
    """Read JSON-LD as a linked-data processor does; a word that the context doesn't know raises."""
    used: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            used.update(key for key in value if not key.startswith(("@", "schema:")))
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    def loader(url: str, _: object) -> dict:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    collect(json.loads(document))
    assert used <= set(TERMS)
    (collection,) = jsonld.expand(
        json.loads(document), {"documentLoader": loader, "base": "file:///dossier/notes.jsonld"}
    )
    return collection


def value(node: dict, term: str, key: str = "@value") -> object:
    (found,) = node[term]
    return found[key]


def test_annotations_are_linked_data() -> None:
    collection = expanded(export([NOTE, BARE], "jsonld", [ABOUT]))
    assert collection["@type"] == [AS + "OrderedCollection"]
    assert value(collection, AS + "totalItems") == 2
    (page,) = collection[AS + "first"]
    first, second = page[AS + "items"][0]["@list"]
    assert first["@type"] == [OA + "Annotation"]
    assert first["@id"] != second["@id"]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", node["@id"]) for node in (collection, page, first, second))
    assert value(first, OA + "motivatedBy", "@id") == OA + "bookmarking"
    assert value(first, DCT + "created") == NOTE.created
    (target,) = first[OA + "hasTarget"]
    assert value(target, "http://schema.org/creator") == NOTE.speaker
    (source,) = target[OA + "hasSource"]
    assert source["@id"] == "file:///dossier/articles/f%C3%A4hre%201.txt"
    assert value(source, "http://schema.org/datePublished") == "2025-11-29"
    assert value(source, "http://schema.org/url", "@id") == ABOUT.url
    quoted, placed, fragment = target[OA + "hasSelector"]
    assert [value(quoted, OA + key) for key in ("prefix", "exact", "suffix")] == ["before ", NOTE.quote, " after"]
    assert [value(placed, OA + key) for key in ("start", "end")] == [27, 66]
    assert value(fragment, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value") == "char=27,66"
    bodies = [(body[OA + "hasPurpose"][0]["@id"].rpartition("#")[2], _said(body)) for body in first[OA + "hasBody"]]
    assert bodies == [("commenting", NOTE.comment), ("tagging", "ferry"), ("tagging", "money lost")]
    assert OA + "hasBody" not in second


def musts(document: str) -> None:
    """Hold a document to every MUST of the Web Annotation Data Model about what the export writes."""
    collection = json.loads(document)
    iri = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
    relative = re.compile(r"[^\s<>\"{}|\\^`]+")
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert iri.fullmatch(collection["id"])
    assert collection["type"] == "AnnotationCollection"
    assert type(collection["total"]) is int
    assert collection["total"] >= 0
    assert ("first" in collection) == (collection["total"] > 0)
    if not collection["total"]:
        return
    page = collection["first"]
    assert iri.fullmatch(page["id"])
    assert (page["type"], page["partOf"]) == ("AnnotationPage", collection["id"])
    assert (page["startIndex"], len(page["items"])) == (0, collection["total"])
    assert len({note["id"] for note in page["items"]} | {page["id"], collection["id"]}) == len(page["items"]) + 2
    for note in page["items"]:
        assert iri.fullmatch(note["id"])
        assert note["type"] == "Annotation"
        assert note["motivation"] in MOTIVATIONS
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", note.get("created", "2026-01-01T00:00:00Z")
        )
        for body in note.get("body", []):
            assert (body["type"], type(body["value"]), type(body["format"])) == ("TextualBody", str, str)
            assert body["purpose"] in MOTIVATIONS
        target = note["target"]
        assert "SpecificResource" in target["type"]
        assert relative.fullmatch(target["source"]["id"])
        quoted, placed, fragment, *_ = target["selector"]
        assert (quoted["type"], type(quoted["exact"])) == ("TextQuoteSelector", str)
        assert quoted["exact"]
        assert set(quoted) <= {"type", "exact", "prefix", "suffix"}
        assert (placed["type"], type(placed["start"]), type(placed["end"])) == ("TextPositionSelector", int, int)
        assert 0 <= placed["start"] < placed["end"]
        assert fragment["type"] == "FragmentSelector"
        assert re.fullmatch(r"char=\d+,\d+", fragment["value"])
        assert iri.fullmatch(fragment["conformsTo"])


MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
TEXTS = st.text(min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["", "today", "2026-11-21T23:10:05Z", "2026-11-21T23:10:05+02:00", "2026-11-21"]))
def test_whatever_was_noted_the_annotations_are_valid(text: str, created: str) -> None:
    odd = replace(NOTE, id=text, quote=text, article=text, title=text, created=created, tags=(text,), prefix="")
    musts(export([NOTE, BARE, odd], "jsonld", [ABOUT]))
    expanded(export([odd], "jsonld"))


def _said(body: dict) -> object:
    return value(body, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")


def bibtex(document: str) -> BibliographyData:
    return parse_string(document, "bibtex")


def words(latex: str) -> str:
    return str(Text.from_latex(latex))


def test_bibtex_is_read_by_pybtex() -> None:
    data = bibtex(export([NOTE, BARE], "bibtex", [ABOUT]))
    entry = data.entries[KEY]
    assert entry.type == "article"
    assert words(entry.fields["annote"]) == (
        "“We lost 40% of it & more, said “no one”” — Željko Horvat, articles/fähre 1.txt#char=27,66. "
        "Ask *twice*. Then print. #ferry #money lost"
    )
    assert words(entry.fields["title"]) == NOTE.title
    assert words(entry.fields["journal"]) == "Harbour Post"
    assert [entry.fields[key] for key in ("year", "month", "date", "urldate")] == [
        "2025", "November", "2025-11-29", "2026-11-21",
    ]  # fmt: skip
    assert entry.fields["url"] == ABOUT.url
    assert words(entry.fields["keywords"]) == "ferry, money lost"
    people = entry.persons["author"]
    assert [words(" ".join(one.first_names + one.last_names)) for one in people] == ["Ann Lee", "Bo Ek"]
    assert data.entries["b"].type == "misc"


def test_an_article_has_one_entry_whose_key_its_quotes_share() -> None:
    later = replace(NOTE, id="n-2", quote="an earlier place", start=3, end=19, page=2, tags=("ferry", "delay"))
    (entry,) = bibtex(export([NOTE, later], "bibtex", [ABOUT])).entries.values()
    annote = words(entry.fields["annote"])
    assert annote.index("“an earlier place” — Željko Horvat, page 2 of the PDF") < annote.index("We lost 40")
    assert words(entry.fields["keywords"]) == "ferry, delay, money lost"
    (item,) = json.loads(export([NOTE, later], "csl", [ABOUT]))
    assert item["id"] == entry.key == KEY
    assert [note["quote"] for note in item["custom"]["notes"]] == ["an earlier place", NOTE.quote]
    assert [row["key"] for row in csv.DictReader(io.StringIO(export([NOTE, later], "csv")))] == [KEY, KEY]


def test_keys_differ_and_do_not_depend_on_the_order_of_notes() -> None:
    notes = [replace(BARE, article=name) for name in ("in/a b.txt", "a-b.txt", "a,b.txt", "{}.txt", "ß.txt", "A-B.md")]
    entries = bibtex(export(notes, "bibtex")).entries
    assert len(entries) == len(notes)
    assert list(entries)[::-1] == list(bibtex(export(notes[::-1], "bibtex")).entries)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab {}\\$&#%_~^`'\"-,@=é\n", min_size=1, max_size=40))
def test_no_text_breaks_bibtex(text: str) -> None:
    notes = [replace(NOTE, quote=text, title=text, speaker=text, comment=text, tags=(text,)), BARE]
    data = bibtex(export(notes, "bibtex", [ABOUT]))
    assert list(data.entries) == [KEY, "b"]
    assert words(data.entries["b"].fields["annote"]) == "“two words” — b.txt#char=3,12."


def test_csl_json_has_the_variables_of_its_schema() -> None:
    first, second = json.loads(export([NOTE, BARE], "csl", [ABOUT]))
    assert (first["id"], first["type"]) == (KEY, "article-newspaper")
    assert (first["title"], first["container-title"]) == (NOTE.title, "Harbour Post")
    assert first["annote"].startswith(f"“{NOTE.quote}” — Željko Horvat, articles/fähre 1.txt#char=27,66. Ask *twice*.")
    assert first["issued"] == {"date-parts": [[2025, 11, 29]]}
    assert first["author"] == [{"family": "Lee", "given": "Ann"}, {"family": "Ek", "given": "Bo"}]
    assert first["URL"] == ABOUT.url
    assert first["custom"] == {
        "article": NOTE.article,
        "notes": [
            {
                "id": NOTE.id, "quote": NOTE.quote, "speaker": "Željko Horvat", "start": 27, "end": 66,
                "link": "articles/fähre 1.txt#char=27,66", "comment": NOTE.comment, "tags": ["ferry", "money lost"],
            }
        ],
    }  # fmt: skip
    assert set(second) == {"id", "type", "annote", "custom"}
    (undated,) = json.loads(export([replace(BARE, published="last spring")], "csl"))
    assert undated["issued"] == {"literal": "last spring"}


# What the schema of CSL-JSON (csl-data.json, 1.0.2) allows of what the export writes; it allows no other keys.
CSL = {
    "id": str, "type": str, "title": str, "container-title": str, "URL": str, "language": str, "annote": str,
    "keyword": str, "custom": dict, "author": list, "issued": dict, "accessed": dict,
}  # fmt: skip


def fits_schema(item: dict) -> None:
    """Hold an item to the constraints of that schema."""
    assert {"id", "type"} <= set(item) <= set(CSL)
    assert {key: type(value) for key, value in item.items()} == {key: CSL[key] for key in item}
    assert item["type"] == "article-newspaper"
    for name in item.get("author", []):
        assert {key: type(part) for key, part in name.items()} in ({"literal": str}, {"family": str, "given": str})
    for date in (item[key] for key in ("issued", "accessed") if key in item):
        assert set(date) in ({"date-parts"}, {"literal"})
        assert type(date.get("literal", "")) is str
        for parts in date.get("date-parts", []):
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)
        assert len(date.get("date-parts", [0])) == 1


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.none() | TEXTS | st.dates().map(str))
def test_whatever_was_noted_csl_json_fits_its_schema(text: str, published: str | None) -> None:
    odd = replace(NOTE, id=text, quote=text, speaker=text, title=text, outlet=text, published=published, created=text)
    for item in json.loads(export([NOTE, BARE, odd], "csl", [ABOUT])):
        fits_schema(item)


@functools.cache
def harvard() -> CitationStylesStyle:
    return CitationStylesStyle("harvard-cite-them-right", validate=False)


def test_csl_json_is_cited_by_citeproc() -> None:
    with pytest.warns(UserWarning, match=r"Reference are unsupported: custom$"):  # newer than that reader
        source = CiteProcJSON(json.loads(export([NOTE, BARE], "csl", [ABOUT])))
    assert NOTE.quote in "".join(source[KEY]["annote"])
    bibliography = CitationStylesBibliography(harvard(), source, formatter.plain)
    cited = Citation([CitationItem(KEY)])
    bibliography.register(cited)
    assert bibliography.cite(cited, pytest.fail) == "(Lee and Ek, 2025)"
    (entry,) = map(str, bibliography.bibliography())
    assert entry.startswith("Lee, A. and Ek, B. (2025) “Late again: the [ferry]”, Harbour Post, 29 November.")
    assert ABOUT.url in entry


STALE = NoteCheck(NOTE.id, "changed", "fähre 1", 27, 66, NOTE.quote, "We lost 45% of it, “all” of us")


@pytest.mark.parametrize("form", [*FORMATS, *STYLES])
def test_a_document_says_where_the_article_says_it_otherwise_now(form: str) -> None:
    def words(status: str, known: str | None = None) -> str:
        check = replace(STALE, status=status, now=known)
        if form not in FORMATS:
            return citation(NOTE, form, ABOUT, check)
        document = export([NOTE, BARE], form, [ABOUT], [check])
        if form == "jsonld":
            musts(document)
            expanded(document)
        return document

    assert "45" in words("changed", STALE.now)
    assert "differently now" in words("changed", STALE.now)
    assert "several places" in words("ambiguous")
    assert "no longer found" in words("orphan")
    assert words("exact") == words("moved", NOTE.quote)
    assert not any(said in words("exact") for said in ("otherwise", "several places", "no longer"))


if shutil.which("pandoc"):  # one more reader, where it is installed

    @pytest.mark.parametrize("form", ["csl", "bibtex"])
    def test_pandoc_reads_and_cites_what_was_quoted(form: str, tmp_path) -> None:
        file = tmp_path / f"notes.{'json' if form == 'csl' else 'bib'}"
        file.write_text(export([NOTE, BARE], form, [ABOUT]), encoding="utf-8")
        read = subprocess.run(
            ["pandoc", "-f", "csljson" if form == "csl" else "biblatex", "-t", "csljson", str(file)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        item = next(item for item in json.loads(read.stdout) if item["id"] == KEY)
        assert (item["title"], item["URL"], item["issued"]["date-parts"]) == (NOTE.title, ABOUT.url, [[2025, 11, 29]])
        cited = subprocess.run(
            ["pandoc", "--citeproc", f"--bibliography={file}", "-f", "markdown", "-t", "plain", "--wrap=none"],
            input=f"See [@{KEY}].", check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert "late again: the [ferry]" in cited.stdout.lower()
        assert "Harbour Post" in cited.stdout
        assert "2025" in cited.stdout
        assert cited.stderr == ""


def markdown(document: str) -> str:
    """Read Markdown with footnotes as CommonMark's reference does, and give the words of it, a line a block."""
    tokens = MarkdownIt("commonmark").use(footnote_plugin).parse(document)
    return "\n".join(
        "".join("\n" if part.type == "softbreak" else part.content for part in token.children or ())
        for token in tokens
        if token.type == "inline"
    )


def test_markdown_groups_by_article_with_links_and_footnotes() -> None:
    later = replace(NOTE, id="n-2", quote="an earlier place", start=3, end=19)
    document = export([NOTE, BARE, later], "markdown", [ABOUT])
    html = MarkdownIt("commonmark").use(footnote_plugin).render(document)
    headings = re.findall(r'<h2><a href="([^"]+)">([^<]+)</a></h2>', html)
    assert headings == [("articles/f%C3%A4hre%201.txt", "Late again: the [ferry]"), ("b.txt", "b.txt")]
    assert html.count("<blockquote>") == 3
    assert html.index("an earlier place") < html.index("We lost 40%")
    assert len(re.findall(r'class="footnote-item"', html)) == 3
    assert '<a href="articles/f%C3%A4hre%201.txt#char=27,66">characters 27–66</a>' in html
    assert "Željko Horvat, “Late again: the [ferry]”, Harbour Post, 29 November 2025" in html
    assert f'<a href="{ABOUT.url}"'.replace("&", "&amp;") in html
    assert "Ask *twice*." in markdown(document)
    assert "#ferry #money lost" in markdown(document)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1 .)-+*_`[]()<>#!|~^$&\\{}@=:\"'/é\t", min_size=1).filter(str.strip) | st.just(HOSTILE))
def test_nothing_in_a_text_is_taken_for_markdown(text: str) -> None:
    note = replace(NOTE, quote=text, speaker=text, title=text, comment=text, tags=(text,))
    lines = markdown(export([note], "markdown")).splitlines()
    flat = " ".join(text.split()).replace("\x1b", "␛")
    assert lines[1:6] == [flat, "Harbour Post · 29 November 2025", flat, f"— {flat}", flat]
    assert lines[6] == f"#{flat}"


def test_a_quote_is_cited_in_the_chosen_style() -> None:
    assert citation(NOTE).startswith("“We lost 40% of it & more, said “no one”” — Željko Horvat, “Late again")
    assert citation(NOTE).endswith("Harbour Post, 29 November 2025, articles/fähre 1.txt#char=27,66")
    assert citation(NOTE, "markdown", ABOUT).startswith("> We lost 40% of it \\& more, said “no one”\n>\n> — Željko")
    assert json.loads(citation(NOTE, "csl"))[0]["custom"]["notes"][0]["quote"] == NOTE.quote
    assert list(bibtex(citation(NOTE, "bibtex")).entries) == [KEY]
    assert {citation(BARE, style)[-1] for style in STYLES} == {"2", ")", "]", "}"}
    with pytest.raises(DossierError, match="no format “word”"):
        citation(NOTE, "word")


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_notebook_is_a_valid_document(form: str) -> None:
    document = export([], form)
    if form == "jsonld":
        assert value(expanded(document), AS + "totalItems") == 0
    elif form == "csl":
        assert json.loads(document) == []
    elif form == "bibtex":
        assert not bibtex(document).entries
    elif form == "csv":
        assert len(document.splitlines()) == 1
    else:
        assert markdown(document) == "Notebook"


def test_every_export_and_citation_gives_the_page_of_a_pdf() -> None:
    note = replace(NOTE, article="articles/report.pdf", page=12)
    assert "29 November 2025, page 12 of the PDF, articles/report.pdf#char=27,66" in citation(note)
    assert "page 12 of the PDF" in citation(note, "markdown")
    assert "page 12 of the PDF" in export([note], "markdown")
    (item,) = json.loads(export([note], "csl"))
    assert item["custom"]["notes"][0]["page"] == 12
    assert "page 12 of the PDF" in item["annote"]
    assert "page" not in item  # the quote is on that page, the article is on more
    (entry,) = parse_string(export([note], "bibtex"), "bibtex").entries.values()
    assert "page 12 of the PDF" in words(entry.fields["annote"])
    document = export([note], "jsonld")
    musts(document)
    selectors = json.loads(document)["first"]["items"][0]["target"]["selector"]
    page = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=12"}
    assert page in selectors
    expanded(document)


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_speaks_of_pages_where_there_are_none(form: str) -> None:
    written = export([NOTE], form, [ABOUT])
    assert not re.search(r'page \d|pages =|"page":|page=', written)


@pytest.mark.parametrize(("told", "remark"), [("first sentence", "first sentence"), ("url", "address")])
def test_a_guessed_day_is_said_to_be_guessed_wherever_it_is_cited(told, remark):
    guessed = replace(ABOUT, published_from=told)
    assert f"29 November 2025 (day from its {remark})" in citation(NOTE, "plain", guessed)
    assert f"(day from its {remark})" in export([NOTE], "markdown", [guessed])
    [item] = json.loads(export([NOTE], "csl", [guessed]))
    assert item["issued"] == {"date-parts": [[2025, 11, 29]], "circa": True}
    assert item["note"] == f"Day from its {remark}."
    assert f"note = {{Day from its {remark}.}}" in export([NOTE], "bibtex", [guessed])
    assert f"Day from its {remark}." in export([NOTE], "csv", [guessed])


def test_a_day_that_is_printed_or_corrected_is_cited_plainly():
    corrected = replace(ABOUT, published_from="first sentence", published="2025-12-01")
    for article in (ABOUT, replace(ABOUT, published_from="header"), corrected):
        assert "day from" not in citation(NOTE, "plain", article)
        assert "circa" not in citation(NOTE, "csl", article)

"""`dossier notes`: the notebook on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.console import output, pages, streams
from dossier.cli.console.options import answer_options, config_option, open_dossier
from dossier.files.text_file import TextFile
from dossier.model import DossierError
from dossier.notebook import FORMATS
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.model import Note, NoteCheck
    from dossier.notebook import Format


@click.group(invoke_without_command=True)
@answer_options
def notes(ctx: click.Context, json_: bool) -> None:
    """Bookmarked quotes: list (default), add, remove, check, export."""
    if ctx.invoked_subcommand is None:
        _list(ctx, json_)


@notes.command("list")
@answer_options
def list_(ctx: click.Context, json_: bool) -> None:
    """List the notes, oldest first."""
    _list(ctx, json_)


def _list(ctx: click.Context, json_: bool) -> None:
    with open_dossier(ctx, refresh=False) as dossier:
        found = dossier.notes()
        for problem in dossier.note_problems():
            output.notice(f"dossier: {problem}")
        for note in found:
            if json_:
                output.json_line(note)
            else:
                _tell(note)
        if not found:
            if not json_:
                output.notice(
                    "The notebook is empty; bookmark a quote with m in the app or with 'dossier notes add LINK'."
                )
            ctx.exit(1)


@notes.command()
@click.argument("link")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag; may be given several times.")
@click.option("--comment", default="", metavar="C", help="What you want to remember about it.")
@answer_options
def add(ctx: click.Context, link: str, tags: tuple[str, ...], comment: str, json_: bool) -> None:
    """Bookmark the words that LINK (ARTICLE#char=START,END) names."""
    with open_dossier(ctx) as dossier:
        note = dossier.add_note(link, tags=tags, comment=comment)
    with streams.saved(f"The note {note.id} was saved"):
        if json_:
            output.json_line(note)
        else:
            _tell(note)


@notes.command()
@click.argument("note_id", metavar="ID")
@answer_options
def remove(ctx: click.Context, note_id: str, json_: bool) -> None:
    """Remove one note; everything else in the file stays as it is."""
    with open_dossier(ctx, refresh=False) as dossier:
        note = dossier.remove_note(note_id)
    with streams.saved(f"The note {note.id} was removed"):
        if json_:
            output.json_line(note)
        else:
            output.say(f"Removed {note.id}: “{one_line(note.quote)}”")


@notes.command()
@click.option("--fix", is_flag=True, help="Write the new positions of moved quotes into the notebook.")
@answer_options
def check(ctx: click.Context, fix: bool, json_: bool) -> None:
    """Check that every quote still stands as noted; ends with 1 unless all are exact or moved."""
    with open_dossier(ctx) as dossier:
        results = dossier.check_notes(fix=fix)
        problems = dossier.note_problems()
    for problem in problems:
        output.notice(f"dossier: {problem}")
    for result in results:
        if json_:
            output.json_line(result)
        else:
            _tell_check(result)
    if problems or any(result.status not in {"exact", "moved"} for result in results):
        ctx.exit(1)


@notes.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="markdown", show_default=True, help="Of what kind."
)
@config_option
@click.pass_context
def export(ctx: click.Context, form: Format) -> None:
    """Write the notebook for others to read: Markdown, W3C annotations (JSON-LD), CSL-JSON, BibTeX or CSV."""
    with open_dossier(ctx) as dossier:
        found = dossier.notes()
        document = dossier.export_notes(form)
        results = dossier.check_notes()
        problems = dossier.note_problems()
    output.document(document, as_json=form in {"jsonld", "csl"})
    for problem in problems:
        output.notice(f"dossier: {problem}")
    if stale := sum(result.status != "exact" for result in results):
        these = "1 quote does" if stale == 1 else f"{stale:,} quotes do"
        output.notice(f"{these} not stand where noted; 'dossier notes check' shows more, and '--fix' mends what moved.")
    if not found:
        ctx.exit(1)


@notes.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@answer_options
def import_(ctx: click.Context, file: Path, json_: bool) -> None:
    """Make notes of annotations in FILE, of Hypothesis (.json, .csv), Zotero (.json), Obsidian (.md) or W3C (.jsonld).

    Words that stand in one place of the articles become a note with their tags and comment; what cannot be placed is
    named with the reason. Ends with 1 where nothing was made.
    """
    data = TextFile(file, DossierError).read()
    if data is None:
        raise DossierError(f"{one_line(str(file))} does not exist.")
    made = same = 0
    with open_dossier(ctx) as dossier:
        for found, note in dossier.import_notes(data, file.suffix.lower()):
            made, same = made + (note is not None), same + (found.link is not None and note is None)
            if note is not None:
                pages.json_line(dossier, note) if json_ else _tell(note)
            elif found.error:
                output.notice(f"“{one_line(found.annotation.quote)[:60]}”: {found.error}")
    output.notice(f"{counted(made, 'note')} made, {same:,} there already")
    if not made:
        ctx.exit(1)


def _tell(note: Note) -> None:
    output.say(f"{note.id}  {note.speaker or 'speaker unknown'}", bold=True)
    output.paragraph(f"“{note.quote}”")
    facts = [note.outlet, output.day(note.published), note.link]
    facts.append(f"page {note.page}" if note.page is not None else None)
    output.say("    " + output.worded(" · ").join(one_line(fact) for fact in facts if fact), dim=True)
    if note.tags or note.comment:
        output.say("    " + one_line(" ".join([*(f"#{tag}" for tag in note.tags), note.comment])).rstrip())


def _tell_check(result: NoteCheck) -> None:
    output.say(f"{result.status:<9}  {result.id}  {one_line(result.article)}", bold=result.status != "exact")
    if result.status not in {"exact", "moved"}:
        output.paragraph(f"was: {result.was}")
        if result.now is not None:
            output.paragraph(f"now: {result.now}")
        if result.why:
            output.paragraph(f"why: {result.why}")
        for link in result.candidates:
            output.paragraph(f"perhaps: {link}")

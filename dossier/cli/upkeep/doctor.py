"""`dossier doctor` finds what is wrong; `dossier init` writes a config.yaml."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from dossier import __version__
from dossier.cli.console import output
from dossier.cli.console.options import answer_options, load_config
from dossier.model import Check, DossierError
from dossier.text.visible import one_line


@click.command(short_help="Check that everything works, or how to mend it.")
@answer_options
def doctor(ctx: click.Context, json_: bool) -> None:
    """Check program, configuration, sources, index, notebook, terminal and clipboard, and say how to mend each.

    Put what it prints into a bug report.
    """
    checks = [_program(), *_of_the_dossier(ctx), _terminal(), _clipboard()]
    for check in checks:
        if json_:
            output.json_line(check)
        else:
            sign = click.style("ok ", fg="green") if check.ok else click.style("BAD", fg="red", bold=True)
            click.echo(f"{sign}  {check.check:<10} {one_line(check.detail)}")
    if not all(check.ok for check in checks):
        ctx.exit(1)


def _program() -> Check:
    """Return the versions that a bug report needs; PDF files cannot be read without an extra."""
    import platform
    from importlib import metadata

    def version(package: str) -> str:
        try:
            return f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            return f"no {package}"

    packages = ", ".join(map(version, ("textual", "whoosh", "numpy", "pdfminer.six")))
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    detail = f"dossier {__version__}, Python {platform.python_version()}, {system}; {packages}."
    return Check("program", ok=True, detail=one_line(detail))


def _of_the_dossier(ctx: click.Context) -> list[Check]:
    try:
        config = load_config(ctx)
    except DossierError as error:
        return [Check("config", ok=False, detail=str(error))]
    from dossier.dossier import Dossier

    with Dossier(config) as dossier:
        return list(dossier.doctor())


def _terminal() -> Check:
    term = os.environ.get("TERM", "")
    if term in {"", "dumb"}:
        return Check(
            "terminal", ok=False, detail=f"TERM is {term or 'not set'}: the app needs a terminal that can place text."
        )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Check("terminal", ok=True, detail=f"TERM is {term}; this run is in a pipe, where the app cannot open.")
    size = shutil.get_terminal_size()
    if size.columns < 60 or size.lines < 20:
        return Check(
            "terminal", ok=False, detail=f"{size.columns}×{size.lines} is too small: widen it to 60×20 or more."
        )
    return Check("terminal", ok=True, detail=f"{term}, {size.columns}×{size.lines}.")


def _clipboard() -> Check:
    if os.environ.get("TMUX"):
        return Check("clipboard", ok=True, detail="copies through tmux (load-buffer -w).")
    for tool in ("wl-copy", "xclip", "pbcopy"):
        if shutil.which(tool):
            return Check("clipboard", ok=True, detail=f"copies through the terminal (OSC 52) and {tool}.")
    return Check(
        "clipboard", ok=True, detail="copies through the terminal (OSC 52); install wl-copy or xclip if that fails."
    )


@click.command(short_help="Write a commented config.yaml.")
@click.argument("folder", default=".")
@click.pass_context
def init(ctx: click.Context, folder: str) -> None:
    """Write a commented config.yaml into FOLDER (default: here)."""
    from dossier.config import FILE_NAME, TEMPLATE, absolute

    place = absolute(folder)
    if place.exists() and not place.is_dir():
        raise DossierError(f"{one_line(folder)} is a file; name a folder.")
    shown = one_line(str(Path(folder) / FILE_NAME))
    source = next((name for name in ("articles", "seeds", "sources") if (place / name).is_dir()), ".")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with (place / FILE_NAME).open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(source=source))
    except FileExistsError:
        raise DossierError(f"{shown} is there already; edit it, or remove it first.") from None
    except OSError as error:
        raise DossierError(f"{shown} cannot be written: {error.strerror or error}.") from error
    output.say(f"Wrote {shown}. Put articles into {one_line(str(Path(folder) / source))} and run 'dossier {folder}'.")
    ctx.exit(0)

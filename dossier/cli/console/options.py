"""What the commands share: their options, and how a command opens the dossier."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.console import output
from dossier.model import DossierError
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dossier.config import Config
    from dossier.dossier import Dossier

as_json = click.option("--json", "json_", is_flag=True, help="Write JSON Lines, one object a line.")
of_article = click.option("--article", metavar="ARTICLE", help="Only this article (id, path or file name).")


def _take_config(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_root().obj["file"] = value


def _take_trust(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.find_root().obj["trust"] = True


def take_day(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return an ISO day that was given for an option. Raises DossierError for anything else."""
    try:
        return value and dt.date.fromisoformat(value).isoformat()
    except ValueError:
        name = option.opts[0]
        raise DossierError(f"{name} takes a day such as 2025-11-29, not {one_line(value or '')!r}.") from None


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its context, `--json` and `--config`."""
    return as_json(config_option(click.pass_context(command)))


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let `--config` and `--trust` stand behind the command as well."""
    command = click.option("--trust", is_flag=True, expose_value=False, callback=_take_trust, hidden=True)(command)
    return click.option("--config", metavar="FILE", expose_value=False, callback=_take_config, hidden=True)(command)


def load_config(ctx: click.Context) -> Config:
    """Return the configuration that this call is about, once its user agrees to what it names outside its folder."""
    from dossier.cli.console.consent import trusted

    return trusted(ctx.obj["file"], trust=ctx.obj["trust"])


@contextlib.contextmanager
def open_dossier(ctx: click.Context, *, refresh: bool = True) -> Iterator[Dossier]:
    """Open the dossier of this call; with `refresh`, bring its index up to date first.

    An answer from an old index could point at the wrong words, so asking always sees the files as they are.
    """
    from dossier.dossier import Dossier

    with Dossier(load_config(ctx)) as dossier:
        if refresh and dossier.stale():
            update(dossier)
        yield dossier


def update(dossier: Dossier) -> None:
    """Bring an index up to date, with progress and what could not be read on standard error."""
    from dossier.cli.console.progress import ProgressBar

    try:
        with ProgressBar() as told:
            summary = dossier.index(progress=told)
    except DossierError as error:
        if not dossier.exists():
            raise
        output.notice(f"dossier: answering from the index as it was: {error}")
        return
    tell_notice(dossier)
    for failure in summary.failed:
        output.notice(f"dossier: {one_line(failure.path)}: {one_line(failure.error)}")


def tell_notice(dossier: Dossier) -> None:
    """Say on standard error what was found wrong with the index and mended; nothing where it was sound."""
    if notice := dossier.take_notice():
        output.notice(f"dossier: {notice}")

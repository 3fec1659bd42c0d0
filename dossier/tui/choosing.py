"""What opens over the workspace: help, palette, themes, filters, troubles, and the lists on screens of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.model import Filters
from dossier.notebook import STYLES
from dossier.tui import searchbar
from dossier.tui.actions import Action
from dossier.tui.keymap import Keymap, shown
from dossier.tui.screens.picker import Choice, Picker
from dossier.visible import one_line

if TYPE_CHECKING:
    from dossier.tui.screens.workspace import Workspace

_NAMES = 300  # names offered as filters: more than anyone walks through, and typing finds them
_DAYS = re.compile(r"\s*(\d{4}-\d\d(?:-\d\d)?)?\s*(\.\.)?\s*(\d{4}-\d\d(?:-\d\d)?)?\s*")


def help_(workspace: Workspace) -> None:
    """Show every key; a line taken is done."""
    _actions(workspace, "Keys", group=True)


def palette(workspace: Workspace) -> None:
    """Find any action by its name."""
    _actions(workspace, "What do you want to do?", group=False)


def theme(workspace: Workspace) -> None:
    """Choose the colours, seeing each on the screen behind."""
    app = workspace.app
    before = app.theme

    def look(name: str) -> None:
        app.theme = name

    def done(name: str | None) -> None:
        app.theme = name or before
        if name:
            workspace.state.theme = name

    ours = [name for name in app.available_themes if name.startswith("dossier-")]
    names = [*ours, *(name for name in sorted(app.available_themes) if name not in ours)]
    choices = [Choice(name, name, "dark" if app.available_themes[name].dark else "light") for name in names]
    app.push_screen(Picker("Colours", choices, looking=look, at=before), done)


def filters(workspace: Workspace) -> None:
    """Switch outlets, days and names on and off, the results changing behind."""
    search = workspace.search

    def again(value: Filters) -> Sequence[Choice[Filters]]:
        search.filter(value)
        return _filter_choices(workspace)

    def typed(text: str) -> Sequence[Choice[Filters]]:
        found = _days(text)
        if not found:
            return ()
        since, until = found
        return [
            Choice(
                replace(search.filters, since=since, until=until),
                searchbar.days(since, until),
                "published then",
                group="Published",
            )
        ]

    workspace.app.push_screen(
        Picker(
            "Only…",
            _filter_choices(workspace),
            hint="enter on/off · esc close · days: 2025-11-28 or 2025-11-28..2025-11-30",
            placeholder="type an outlet, a name or a day",
            again=again,
            typed=typed,
        )
    )


def problems(workspace: Workspace) -> None:
    """Show which files could not be read, and why."""
    failed = workspace.dossier.failures()
    if not failed:
        workspace.say("Every file could be read.")
        return
    choices = [Choice(f"{f.path}: {f.error}", f.path, f.error) for f in failed]
    workspace.app.push_screen(
        Picker("These files could not be read", choices, hint="enter the whole sentence · esc close"),
        lambda sentence: workspace.say(sentence, trouble=True) if sentence else None,
    )


def _actions(workspace: Workspace, title: str, *, group: bool) -> None:
    where = workspace.where

    def done(action: Action | None) -> None:
        if action is None:
            return
        if not set(action.where) & {"results", "reader", "panel", "selecting", "search"}:
            workspace.say("That works in the lists of other screens: c, t, M and o open them.")
            return
        if where not in action.where and {"reader", "selecting"} & set(action.where):
            workspace.show_pane("reader")
        workspace.perform(action.name)

    workspace.app.push_screen(
        Picker(title, action_choices(workspace.keymap, group=group), hint="enter does it · esc close"), done
    )


def action_choices(keymap: Keymap, *, group: bool) -> list[Choice[Action]]:
    """Make a line of every action, in the groups of the table or, for finding one, those of use while browsing."""
    if group:
        return [_choice(a, a.group) for a in sorted(keymap.actions, key=lambda a: _groups(keymap).index(a.group))]
    return [_choice(a, "") for a in keymap.actions if set(a.where) & {"results", "reader", "panel"}]


def _choice(action: Action, group: str) -> Choice[Action]:
    keys = " ".join(shown(key) for key in action.keys)
    return Choice(action, action.description, "" if group else action.name.replace("_", " "), keys, group)


def _groups(keymap: Keymap) -> list[str]:
    return list(dict.fromkeys(action.group for action in keymap.actions))


def _filter_choices(workspace: Workspace) -> list[Choice[Filters]]:
    now, articles = workspace.search.filters, workspace.articles()
    outlets = Counter(info.outlet for info in articles if info.outlet)
    days = Counter(info.published for info in articles if info.published)
    choices: list[Choice[Filters]] = []
    if now:
        choices.append(Choice(Filters(), "Everything", "clear all filters"))
    for outlet, count in sorted(outlets.items()):
        value = replace(now, outlets=_toggled(now.outlets, outlet))
        choices.append(Choice(value, outlet, _articles(count), group="Outlet", on=outlet in now.outlets))
    for day, count in sorted(days.items()):
        on = now.since == now.until == day
        value = replace(now, since=None if on else day, until=None if on else day)
        name = f"{dt.date.fromisoformat(day):%a %-d %b %Y}"
        choices.append(Choice(value, name, _articles(count), group="Published", on=on))
    for entity in workspace.dossier.entities()[:_NAMES]:
        value = replace(now, entities=_toggled(now.entities, entity.id))
        note = f"{entity.type.lower()} · {_articles(entity.articles)}"
        choices.append(Choice(value, one_line(entity.name), note, group="Name", on=entity.id in now.entities))
    return choices


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value) if value in values else (*values, value)


def _articles(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"


def _days(text: str) -> tuple[str | None, str | None] | None:
    """Read `2025-11-28`, `2025-11`, `2025-11-28..`, `..2025-11-30` or `2025-11-28..2025-11-30`; None for other text."""
    match = _DAYS.fullmatch(text)
    if not match or not (match[1] or match[3]):
        return None
    try:
        first = _first_day(match[1]) if match[1] else None
        last = _last_day(match[3] or (match[1] if not match[2] else "")) if match[3] or not match[2] else None
    except ValueError:
        return None
    return first, last


def _first_day(text: str) -> str:
    return dt.date.fromisoformat(text if len(text) == 10 else f"{text}-01").isoformat()


def _last_day(text: str) -> str:
    day = dt.date.fromisoformat(text if len(text) == 10 else f"{text}-28")
    if len(text) == 10:
        return day.isoformat()
    while (day + dt.timedelta(1)).month == day.month:
        day += dt.timedelta(1)
    return day.isoformat()


def compare(workspace: Workspace) -> None:
    """Show what several articles say of one thing, side by side."""
    from dossier.tui.screens.compare import CompareScreen

    workspace.app.push_screen(CompareScreen(workspace))


def timeline(workspace: Workspace) -> None:
    """Show in calendar order what is dated."""
    from dossier.tui.screens.timeline import TimelineScreen

    workspace.app.push_screen(TimelineScreen(workspace))


def coverage(workspace: Workspace) -> None:
    """Show which outlets report what."""
    from dossier.tui.screens.coverage import CoverageScreen

    workspace.app.push_screen(CoverageScreen(workspace))


def notebook(workspace: Workspace) -> None:
    """Show what was bookmarked, and whether it still stands so."""
    from dossier.tui.screens.notebook import NotesScreen

    workspace.app.push_screen(NotesScreen(workspace))


def citation_style(workspace: Workspace, say: Callable[[str], None] | None = None) -> None:
    """Choose how quotes are written when they are copied; `say` tells what was chosen."""
    names = {
        "plain": ("One line", "“words” — speaker, “title”, outlet, date, link"),
        "markdown": ("Markdown", "a block quote with its source"),
        "csl": ("CSL-JSON", "for Zotero and Pandoc"),
        "bibtex": ("BibTeX", "for LaTeX"),
    }

    def done(style: str | None) -> None:
        if style:
            workspace.state.citing = style
            (say or workspace.say)(f"Quotes are copied as {names[style][0]}.")

    choices: list[Choice[str]] = [Choice(style, *names[style]) for style in STYLES]
    workspace.app.push_screen(Picker("Copy quotes as", choices, at=workspace.state.citing), done)

"""The results: passages that answer a query, grouped by article, or the articles where there is no query."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from textual.strip import Strip

from dossier.model import ArticleInfo, ArticleList, Hit, Hits
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.text.snippet import Piece, height, snippet
from dossier.tui.text.wrap import cell_count, drawable, fit
from dossier.tui.widgets.lines import segments
from dossier.tui.widgets.messages import ArticleChosen, ArticleHighlighted, HitChosen, HitHighlighted, MoreWanted
from dossier.tui.widgets.selectable_rows import SelectableRows

_INDENT = 3
_SNIPPET_ROWS = 2
_NEW = "◦"  # marks an article that is unread
_TITLE_ROWS = 2
_NEAR = 20  # items before the end at which more are asked for


class Results(SelectableRows):
    """A list of hits or of articles. Hits are shown in groups: an article stands where its best hit stands."""

    def __init__(self) -> None:
        super().__init__()
        self._given: list[Hit] = []
        self._hits: list[Hit] = []
        self._articles: ArticleList = ArticleList()
        self._unread: Callable[[ArticleInfo], bool] = bool
        self._tags: Mapping[str, Sequence[str]] = {}
        self._groups: list[list[Hit]] = []
        self._title_cells: Sequence[int] = ()  # how wide the titles are: thousands are laid out anew at each width
        self._heads: Sequence[int] = ()
        self._title_rows: Sequence[int] = ()
        self._group_first: list[int] = []
        self._snippets: dict[int, list[list[Piece]]] = {}
        self._asked_at = 0

    # What is shown.

    def show(self, hits: Hits | Sequence[Hit], *, keep_selection: bool = False) -> None:
        """Show hits, best first; `keep_selection` stays on the passage that is chosen now, if it is among them."""
        before, line = self.selected if keep_selection else None, self.line_of_choice()
        self._articles = ArticleList()
        self._given = list(hits.hits if isinstance(hits, Hits) else hits)
        self._asked_at = 0
        self.message = ""
        self._group()
        place = None if before is None else (before.article, before.start)
        same = next((i for i, hit in enumerate(self._hits) if (hit.article, hit.start) == place), None)
        self.show_choice(same, line, some=bool(self._hits))

    def append(self, hits: Hits | Sequence[Hit]) -> None:
        """Add the next hits; what is seen stays where it is."""
        chosen = self.selected
        self._given += hits.hits if isinstance(hits, Hits) else hits
        at = self.looked_at()
        line = 0 if at is None else self.row_of(at) - self.top
        self._group()
        self.index = None if chosen is None else self.item_named(chosen)
        self.reflow(keep=False)
        if at is not None:
            self.scroll_to(y=self.row_of(at) - line)

    def show_unread(self, unread: Callable[[ArticleInfo], bool]) -> None:
        """Mark the articles for which this is true as unread, all others as read."""
        self._unread = unread
        self.redraw()

    def show_tags(self, tags: Mapping[str, Sequence[str]]) -> None:
        """Name these tags, by the ids of articles, in the list of articles."""
        if tags != self._tags:
            self._tags = tags
            self.redraw()

    def show_articles(
        self, articles: ArticleList, current: str | None = None, *, unread: Callable[[ArticleInfo], bool]
    ) -> None:
        """List articles, the one with the id `current` chosen, those that are `unread` marked."""
        self._unread = unread
        self._given, self._hits, self._groups = [], [], []
        self._articles = articles
        self._title_cells = array("I", (cell_count(one_line(info.title)) for info in articles))
        self.message = ""
        self.index = articles.place(current)
        if self.index is None and articles:
            self.index = 0
        self.reflow(keep=False)
        self.scroll_to(y=0)
        self.point_at(self.index)

    def show_message(self, text: str) -> None:
        """Show a few words in place of a list."""
        self._given, self._hits, self._groups, self._articles, self._title_cells = [], [], [], ArticleList(), ()
        super().show_message(text)

    # What is chosen.

    @property
    def article_count(self) -> int:
        """How many articles are listed; 0 where hits or words are shown."""
        return len(self._articles)

    @property
    def hits(self) -> list[Hit]:
        """The hits in the order they are shown in."""
        return self._hits

    @property
    def selected(self) -> Hit | None:
        """The hit that is chosen."""
        return self._hits[self.index] if self.index is not None and self.index < len(self._hits) else None

    @property
    def selected_article(self) -> str | None:
        """The id of the article that is chosen, or of the chosen hit's."""
        if self.index is not None and self.index < len(self._articles):
            return self._articles[self.index].id
        return self.selected.article if self.selected else None

    def select(self, index: int) -> None:
        """Choose a hit by its place among the hits given to `show` and `append`, in silence."""
        if 0 <= index < len(self._given):
            self.point_at(self.item_named(self._given[index]))

    def select_article(self, article: str) -> None:
        """Choose an article in the list of articles, or the first hit in it, in silence."""
        first_hit = (i for i, hit in enumerate(self._hits) if hit.article == article)
        item = self._articles.place(article) if self._articles else next(first_hit, None)
        if item is not None:
            self.point_at(item)

    def moved(self) -> None:
        """Tell what to preview, and ask for more near the end."""
        if self.index is None:
            return
        if self._articles:
            self.post_message(ArticleHighlighted(self._articles[self.index].id))
        else:
            self.post_message(HitHighlighted(self._hits[self.index]))
            self._want_more(self.index)

    def chosen(self) -> None:
        """Tell what to read."""
        if self.index is None:
            return
        if self._articles:
            self.post_message(ArticleChosen(self._articles[self.index].id))
        else:
            self.post_message(HitChosen(self._hits[self.index]))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more hits when the mouse brings the end near."""
        super().watch_scroll_y(old_value, new_value)
        if self._hits and self.firsts and new_value > old_value:
            self._want_more(self.item_near(int(new_value) + self.page))

    def _want_more(self, item: int) -> None:
        if item >= len(self._hits) - _NEAR and self._asked_at < len(self._hits):
            self._asked_at = len(self._hits)
            self.post_message(MoreWanted())

    def name_of(self, item: int) -> object:
        """Name an item by the hit itself, or by the article's id."""
        return self._articles[item].id if self._articles else self._hits[item]

    def item_named(self, name: object) -> int | None:
        """Return a hit or an article by its name."""
        if self._articles:
            return self._articles.place(name) if isinstance(name, str) else None
        return next((i for i, hit in enumerate(self._hits) if hit is name), None)

    # Rows.

    def _group(self) -> None:
        """Put the hits of an article together, where its first one stands."""
        groups: dict[str, list[Hit]] = {}
        for hit in self._given:
            groups.setdefault(hit.article, []).append(hit)
        self._groups = list(groups.values())
        self._title_cells = [cell_count(one_line(group[0].title)) for group in self._groups]
        self._hits = [hit for group in self._groups for hit in group]

    def lay_out(self, width: int) -> int:
        """Return each item its rows, by how long its text is."""
        self._group_first = []
        self._snippets.clear()
        rows_of = (min(_TITLE_ROWS, -(-cells // max(1, width - 2)) or 1) for cells in self._title_cells)
        self._title_rows = array("B", rows_of)
        if self._articles:
            return self._lay_out_articles()
        room = width - _INDENT - 1
        row = 0
        firsts, heights, heads = list[int](), list[int](), list[int]()
        self.firsts, self.heights, self._heads = firsts, heights, heads
        for hits, lines in zip(self._groups, self._title_rows, strict=True):
            heads.append(row)
            row += lines + 1
            self._group_first.append(len(firsts))
            for hit in hits:
                rows = height((hit.heading or hit).text, room, _SNIPPET_ROWS) + bool(hit.also)
                firsts.append(row)
                heights.append(rows)
                row += rows
            row += 1
        return max(0, row - 1)

    def _lay_out_articles(self) -> int:
        """Return each article the rows of its title, one of what is said about it, and an empty one."""
        # Arrays: a hundred thousand articles are listed, and a list would take eight times as much for each.
        self.heights = array("B", (lines + 1 for lines in self._title_rows))
        firsts = array("I", accumulate((height + 1 for height in self.heights), initial=0))
        rows = firsts.pop()
        self.firsts = self._heads = firsts
        return max(0, rows - 1)

    def head_of(self, item: int) -> int:
        """Show the article's title along with its first hit."""
        if self._articles:
            return self.firsts[item]
        group = bisect_right(self._group_first, item) - 1
        return self._heads[group] if self._group_first[group] == item else self.firsts[item]

    def draw(self, row: int, width: int) -> Strip:
        """Draw a row of a title, of what is said about the article, or of a snippet."""
        number = bisect_right(self._heads, row) - 1
        line = row - self._heads[number]
        item = self.item_at(row)
        if line < self._title_rows[number]:
            return self._title(number, line, width, item)
        if line == self._title_rows[number]:
            return self._about(number, width, item)
        return Strip.blank(width, self.style(None)) if item is None else self._snippet(item, row, width)

    def _title(self, number: int, line: int, width: int, item: int | None) -> Strip:
        title = self._articles[number].title if self._articles else self._groups[number][0].title
        rows = snippet(one_line(title) or "(no title)", (), width - 2, _TITLE_ROWS)
        text = "".join(piece for piece, _ in rows[line]) if line < len(rows) else ""
        chosen = self._articles and item is not None and item == self.index and line == 0
        ground = self.style(item)
        mark = ("▸", self.style(item, "marker")) if chosen else (" ", ground)
        look = self.style(item, "title") if self._stands_out(number) else ground
        return segments([mark, (text, look), (" " * (width - 1 - cell_count(text)), ground)])

    def _stands_out(self, number: int) -> bool:
        """Return whether a title is shown as one: over hits always, in the list of articles until it was read."""
        return not self._articles or self._unread(self._articles[number])

    def _snippet(self, item: int, row: int, width: int) -> Strip:
        line = row - self.firsts[item]
        if item not in self._snippets:  # one is cut for all of its rows
            self._snippets[item] = _cut(self._hits[item], width - _INDENT - 1)
        rows, ground = self._snippets[item], self.style(item)
        mark = ("▸ ", self.style(item, "marker")) if item == self.index and line == 0 else ("  ", ground)
        pieces = [(" ", ground), mark]
        if self._hits[item].also and line == self.heights[item] - 1:
            pieces.append((f"also in {len(self._hits[item].also):,}", self.style(item, "detail")))
        elif line < len(rows):
            pieces += [(text, self.style(item, "hit") if marked else ground) for text, marked in rows[line]]
        used = sum(cell_count(text) for text, _ in pieces)
        return segments([*pieces, (" " * (width - used), ground)])

    def _about(self, number: int, width: int, item: int | None) -> Strip:
        """Draw outlet and day, and at the right how many passages or words: `Andean Courier · 29 Nov 2025    2`."""
        if self._articles:
            info = self._articles[number]
            outlet, published, many = info.outlet, info.published, f"{info.words:,} words" if width >= 40 else ""
            many = " ".join(filter(None, (many, _NEW if self._unread(info) else "")))
        else:
            hits = self._groups[number]
            outlet, published, many = hits[0].outlet, hits[0].published, f"{len(hits):,}"
        when = day(published)
        tail = f" · {when}" if outlet and when else when
        if self._articles and (tags := self._tags.get(info.id)):
            tail = fit(f"{tail} {' '.join(f'#{drawable(one_line(tag))}' for tag in tags)}", width - 3 - len(many))
        room = width - 2 - cell_count(tail) - (len(many) + 1 if many else 0)
        text = fit(drawable(one_line(outlet or "")), room) + tail
        ground, about = self.style(item), self.style(item, "detail")
        gap = " " * (width - 2 - cell_count(text) - len(many))
        return segments([(" ", ground), (text, about), (gap, ground), (many + " ", about)])


def _cut(hit: Hit, width: int) -> list[list[Piece]]:
    """Return the rows of the part of a hit that is shown, with its highlights."""
    shown = hit.heading or hit  # a caption or subheading above the passage, where only that answers
    # What the title has of the query is highlighted too, but stands outside of what is shown.
    inside = [(a, b) for a, b in hit.highlights if shown.start <= a and b <= shown.end]
    marks = sorted((a - shown.start, b - shown.start) for a, b in inside)
    return snippet(shown.text, marks, width, _SNIPPET_ROWS)

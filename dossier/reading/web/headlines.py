"""The headline among the blocks of a page."""

from __future__ import annotations

from dossier.reading.blocks.block import Block, clean
from dossier.reading.text.head import bylines


def part(blocks: list[Block], title: str) -> None:
    """Part a block that has the title and, behind a line break, who wrote it."""
    for index, block in enumerate(blocks[:10]):
        rest = block.text.removeprefix(title)
        if block.kind != "furniture" and rest.startswith(" ") and bylines.byline(rest.strip()):
            blocks[index : index + 1] = [Block(title, "headline"), Block(rest.strip())]
            return


def put(blocks: list[Block], title: str) -> None:
    """Make the block that has the title the headline; where none has, set the title above all."""
    if any(block.kind == "headline" for block in blocks):
        return
    above = [block for block in blocks if block.kind == "subheading"] + blocks[:3]
    own_heading = next((block for block in above if clean(block.text) == title), None)
    if own_heading:
        own_heading.kind = "headline"
    else:
        blocks.insert(0, Block(title, "headline"))


def keep_one(blocks: list[Block], title: str | None) -> None:
    """Make all headings of the first rank but the headline subheadings: some sites set all headings so."""
    heads = [block for block in blocks if block.kind == "headline"]
    headline = next((block for block in heads if clean(block.text) == title), next(iter(heads), None))
    for block in heads:
        if block is not headline:
            block.kind = "subheading"

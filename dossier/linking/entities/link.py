"""Who is who across the dossier: every mention gets an entity, and every joining of spellings a reason.

The steps: spellings vote on their type (nodes) and are given a meaning for each article (senses); full names of people
are clustered (people, persons), then bare surnames go to the one person they can mean (surnames); organisations,
places, peoples and events are clustered (things, joined_things); the user's corrections come last and win (assemble).

What is known of each mention, name, reason and entity is in columns and records that files take beyond some thousand
(on_disk), and is worked through article by article and block by block: memory holds some numbers for each name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dossier.linking.entities import joined_things, persons
from dossier.linking.entities.aliases import Aliases
from dossier.linking.entities.assemble import MentionGroup, assemble, drafted
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.corrections import EntityCorrections
from dossier.linking.entities.names import Names
from dossier.linking.entities.nodes import spelling_key, told_apart_by_signs
from dossier.linking.entities.numbering import Assigned, Entities
from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, Numbers, taken, zeros
from dossier.linking.entities.quote_speakers import NameInText, resolve
from dossier.linking.entities.surnames import Surnames
from dossier.linking.entities.table import MentionTable
from dossier.model import Definition, Mention, Quotation, ReportedSpeech
from dossier.text.folding import fold

__all__ = ["LinkedEntities", "link"]


@dataclass(frozen=True, slots=True)
class LinkedEntities:
    """The entities of a dossier, and for each mention the id of its entity, or None where it must be ignored.

    They are read from files when they are asked for, where they are many.
    """

    entities: Entities
    assigned: Assigned
    _table: MentionTable
    _numbers: Numbers

    def speakers(self, quotations: Iterable[Quotation | ReportedSpeech]) -> Assigned:
        """Return for each quotation the id of the entity that its speaker is, None where open."""
        found = NumberColumn()
        for number in resolve(quotations, self._named_in):
            found.append(number or 0)
        return Assigned(self.entities.ids, found.done())

    def _named_in(self, article: str) -> Iterator[tuple[NameInText, int | None]]:
        place = self._table.articles.find(article)
        if place is not None:
            for one in self._table.named(place):
                yield one, int(self._numbers[one.row]) or None


def link(
    mentions: Iterable[Mention], definitions: Iterable[Definition], corrections: EntityCorrections | None
) -> LinkedEntities:
    """Return the entities of a whole dossier's mentions; the order of its articles does not change entities or ids."""
    wanted = corrections or EntityCorrections()
    table = MentionTable(mentions, definitions)
    signs = told_apart_by_signs(wanted.apart)
    table.spell(f"{spelling_key(text)} ({text})" if text in signs else spelling_key(text) for text in table.texts)
    apart = [{_spelling(table, name) for name in names} for names in wanted.apart]
    names = _clustered(table, apart)
    roots = zeros(len(names.clusters), np.uint32)
    for number in range(len(roots)):
        roots[number] = names.clusters.find(number)
    root = taken(roots, names.of_mention)
    entities, id_of = assemble(table, _groups(table, names, root), wanted, len(roots))
    numbers = taken(id_of, root)
    return LinkedEntities(entities, Assigned(entities.ids, numbers), table, numbers)


def _spelling(table: MentionTable, name: str) -> str:
    place = table.texts.find(name)
    return fold(name) if place is None else table.keys[int(table.key_of_text[place])]


def _groups(table: MentionTable, names: Names, root: Numbers) -> Iterator[MentionGroup]:
    rows_of = Lists(root, len(names.clusters))
    for number in range(len(rows_of)):
        rows = rows_of[number]
        if len(rows):
            why = names.clusters.why(number)
            yield MentionGroup(rows, why, [number], drafted(table, names.kind(int(rows[0])), rows, why))


def _clustered(table: MentionTable, apart: Sequence[set[str]]) -> Names:
    """Join the spellings of each entity; return the names of the mentions with their clusters."""
    cooccurring = CooccurringNames(table)
    names = Names(table, cooccurring)
    aliases = Aliases(table, names)
    names.keep_apart(apart)
    persons.cluster(names.people, names.clusters)
    aliases.join(aliases.as_spelt)
    names.give_bare_names(Surnames(names.people, names.clusters, apart, cooccurring))
    names.keep_apart(apart, meanings=True)
    joined_things.cluster(names.things, aliases.others, names.clusters)
    aliases.join(aliases.as_meant)
    return names

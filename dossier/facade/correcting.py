"""The user's corrections of names and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.facade.extracted import Extracted
from dossier.model import DossierError, Link, parse_link
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.correcting import KeptCorrection
    from dossier.linking.entities.corrections_file import CorrectionsFile
    from dossier.model import Correction, CorrectionKind
    from dossier.notebook.fact_corrections import Fact, FactCorrection


class Correcting(Extracted):
    """The user's corrections of names and facts."""

    def correct(self, kind: CorrectionKind, entity: str, other: str = "") -> Correction:
        """Write a correction of a name into entities.yaml, and link the names anew; no article is read.

        `entity` is the id of an entity. `other` is for `merge` the id of the other one, for `keep apart` the spelling
        that is somebody else, for `rename` the new name, for `retype` the type; `ignore` needs none.
        Returns what was written. Raises DossierError, with nothing changed, where an entity is not there, cannot be
        told from another by its spelling, or the file cannot be changed.
        """
        from dossier.linking.entities.corrections_file import correction

        entities = self.entities()
        known = {one.id: one for one in entities}
        for wanted in (entity, other) if kind == "merge" else (entity,):
            if wanted not in known:
                raise DossierError(f"There is no name “{one_line(wanted)}”; `dossier entities` lists them.")
        made = correction(kind, known[entity], known[other] if kind == "merge" else other, entities)
        self._corrections.add(made)
        self.relink()
        return made

    def undo_correction(self) -> Correction | FactCorrection | None:
        """Take back the last correction of this session; return it, or None where there is none."""
        undone: Correction | FactCorrection | None
        if self._facts_made and self._facts_made[-1][0] == self._corrections.made:
            _, fact = self._facts_made.pop()
            return self.remove_fact_correction(fact)
        undone = self._corrections.undo()
        if undone:
            self.relink()
        return undone

    def correct_fact(self, place: str | Link, correct: Fact, to: str | None, *, reindex: bool = True) -> FactCorrection:
        """Write a correction of one fact into corrections.yaml; every answer follows it.

        `correct` is `title`, `outlet`, `byline` or `published` of the article `place`; or `speaker`, `number`, `date`,
        `type` or `name` of what stands at the link `place`. `to` is what it should be (a number in words, a day as ISO
        or FROM..TO), None that there is none. Where `reindex` is false the next index run applies it. Returns what was
        written. Raises DossierError, with nothing changed, where that cannot be done.
        """
        from dossier import correcting

        link = parse_link(place) if isinstance(place, str) and "#" in place else place
        article = self._article(link.article if isinstance(link, Link) else link)
        stretch = (link.start, link.end) if isinstance(link, Link) else None
        made = correcting.made(self._store, article, stretch, correct, to)
        correcting.kept(self._store).add(made)
        self._facts_made.append((self._corrections.made, made))
        if reindex:
            self.index()
        return made

    def fact_corrections(self) -> list[KeptCorrection]:
        """Return the corrections of single articles, each with whether the words it is about are still found."""
        from dossier import correcting

        return correcting.standing(self._store)

    def remove_fact_correction(self, correction: FactCorrection | None = None) -> FactCorrection | None:
        """Take a correction of a single article out of corrections.yaml, the last one by default, and return it."""
        from dossier import correcting

        removed = correcting.kept(self._store).remove(correction)
        if removed:
            self.index()
        return removed

    def relink(self) -> None:
        """Link the names with the corrections as they stand in entities.yaml now; no article is read."""
        from dossier.indexing import run as indexing

        indexing.relink(self._store)

    @property
    def _corrections(self) -> CorrectionsFile:
        with self._lock:
            if self._corrected is None:
                from dossier.linking.entities.corrections_file import CorrectionsFile

                self._corrected = CorrectionsFile(self.config.entities)
            return self._corrected

"""Dossier: the one thing that the faces and Python users ask. Thread-safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.facade.correcting import Correcting
from dossier.facade.related import Relating
from dossier.facade.versions import Versioned

if TYPE_CHECKING:
    from dossier.model import Check


class Dossier(Correcting, Relating, Versioned):
    """A folder of articles about one story, indexed: search it, and ask for names, numbers, dates and quotations.

    Everything raises DossierError (a sentence for the user) where the index cannot be used; what was never indexed
    is simply empty. Articles are named by id, path, file name or a unique ending, beginning or part of these.
    """

    def doctor(self) -> list[Check]:
        """Return checks of configuration, sources, index and notebook; each says what is wrong and how to mend it."""
        from dossier import doctor

        return doctor.checks(self)

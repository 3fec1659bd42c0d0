"""What a store raises."""

from __future__ import annotations

from dossier.model import DossierError


class UnusableError(DossierError):
    """What is kept is damaged, of another version, or not what this program writes; it has to be built again.

    `fault` is a sentence that says what is wrong.
    """

    def __init__(self, fault: str) -> None:
        super().__init__(f"{fault} It has to be made anew from the articles: run `dossier index`.")
        self.fault = fault

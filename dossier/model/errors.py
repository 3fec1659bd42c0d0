"""Errors that a person can mend."""

from __future__ import annotations


class DossierError(Exception):
    """Something a person can mend; the message is one or two sentences that say what to do."""


class LinkError(DossierError):
    """A link that cannot be read or names what is not there."""


class QueryError(DossierError):
    """A query that makes no sense: the character of it where that shows, and a query that may have been meant."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position
        self.query = ""
        self.suggestion: str | None = None

    def __str__(self) -> str:
        """Return what is wrong, and the query that may have been meant."""
        message = super().__str__()
        return message if self.suggestion is None else f"{message} Did you mean: {self.suggestion}"


class UnusableError(DossierError):
    """What is kept is damaged, of another version, or not what this program writes; it has to be built again.

    `fault` is a sentence that says what is wrong.
    """

    def __init__(self, fault: str) -> None:
        super().__init__(f"{fault} It has to be made anew from the articles: run `dossier index`.")
        self.fault = fault

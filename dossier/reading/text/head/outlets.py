"""Who published an article, where its text or address says so."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Second-level names under which countries give out domains (bbc.co.uk), and hosts that lodge many sites.
_SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne", "go", "gouv", "nom"})
_LODGING = re.compile(r"(?:^|\.)(?:blogspot|wordpress|substack|tumblr|medium|typepad|github|livejournal)\.")
_HOST = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}")


def from_host(url: str | None) -> str | None:
    """Return the site an address belongs to (`bbc.co.uk`), None if it names none."""
    if not url:
        return None
    try:
        host = (urlsplit(url if "//" in url else "//" + url).hostname or "").removesuffix(".")
    except ValueError:
        return None
    if not _HOST.fullmatch(host):
        return None
    labels = host.split(".")
    if _LODGING.search(host):
        return host.removeprefix("www.")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND else 2
    return ".".join(labels[-keep:])

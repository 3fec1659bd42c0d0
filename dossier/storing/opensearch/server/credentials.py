"""Who asks the cluster: from the environment or netrc, never from config.yaml."""

from __future__ import annotations

import netrc
import os
from pathlib import Path

from dossier.files.store_address import StoreAddress
from dossier.model import DossierError

USER, PASSWORD, AUTHORITY = "DOSSIER_STORE_USER", "DOSSIER_STORE_PASSWORD", "DOSSIER_STORE_CA"


def credentials(address: StoreAddress) -> tuple[str, str] | None:
    """Return the user and the password for a cluster; None where none are set. Raises DossierError.

    The environment comes first, then netrc (`NETRC` names it, else `~/.netrc`). They are sent over TLS only, or to this
    machine itself.
    """
    user, password = os.environ.get(USER) or address.user, os.environ.get(PASSWORD)
    if not (user and password):
        user, password = _from_netrc(address, user)
    if not (user and password):
        return None
    if not address.tls and not address.here:
        raise DossierError(f"The password is not sent to {address} in the clear; write https:// in config.yaml.")
    return user, password


def _from_netrc(address: StoreAddress, user: str | None) -> tuple[str | None, str | None]:
    file = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        known = netrc.netrc(file)
    except OSError:
        return None, None
    except netrc.NetrcParseError as error:
        raise DossierError(f"{file}, line {error.lineno}: the file cannot be read as netrc.") from None
    for host, _ in address.hosts:
        found = known.authenticators(host)
        if found and user in {None, found[0]}:
            return found[0], found[2]
    return None, None


def authority() -> str | None:
    """Return the file with the certificates to trust, None for the system's. Raises DossierError."""
    file = os.environ.get(AUTHORITY)
    if file and not Path(file).is_file():
        raise DossierError(f"{AUTHORITY} names {file}, which is not a file.")
    return file or None

"""Where a dossier on a cluster is: `https://user@host:9200,other:9200/name?shards=6&replicas=1`.

A password never stands in it: config.yaml is shared, and so are logs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

LOCAL = "local"
_PORT = 9200
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """A dossier's name on a cluster, and how to reach that.

    `hosts` are nodes with their ports, any of which answers for all. `shards` and `replicas` are None where the cluster
    decides: a shard for each of its data nodes, and one replica where there are several.
    """

    hosts: tuple[tuple[str, int], ...]
    name: str
    tls: bool
    user: str | None = None
    shards: int | None = None
    replicas: int | None = None

    @property
    def here(self) -> bool:
        """Whether all of it is on this machine."""
        return all(_is_loopback(host) for host, _ in self.hosts)

    def __str__(self) -> str:
        """Return it as messages show it, without the user."""
        return (
            f"{'https' if self.tls else 'http'}://{','.join(f'{host}:{port}' for host, port in self.hosts)}/{self.name}"
        )


def parse(text: str) -> StoreAddress:
    """Return a parsed address. Raises ValueError whose text goes on "the store …" and says what is wrong."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("must be 'local' or an address such as https://user@host:9200/dossier-name")
    parts = urlsplit(text)
    user, _, hosts = parts.netloc.rpartition("@")
    if ":" in user:
        raise ValueError("must hold no password: set DOSSIER_STORE_PASSWORD in the environment, or keep it in ~/.netrc")
    name = parts.path.strip("/")
    if not _NAME.fullmatch(name):
        raise ValueError(
            "must end in the dossier's name: small letters, digits, '-', '_' and '.', such as /port-strike"
        )
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := options.keys() - {"shards", "replicas"}:
        raise ValueError(f"knows the options shards and replicas, and not {min(unknown)!r}")
    return StoreAddress(
        hosts=tuple(_host(host) for host in hosts.split(",")),
        name=name,
        tls=parts.scheme == "https",
        user=unquote(user) or None,
        shards=_count(options, "shards", 1),
        replicas=_count(options, "replicas", 0),
    )


def _host(text: str) -> tuple[str, int]:
    found = _HOST.fullmatch(text)
    port = int(found["port"] or _PORT) if found else 0
    if not found or not 0 < port < 65536:
        raise ValueError(f"names no host that could be reached: {text!r}")
    return found["host"].strip("[]"), port


def _count(options: dict[str, str], name: str, least: int) -> int | None:
    if name not in options:
        return None
    if not options[name].isdigit() or not least <= int(options[name]) <= 1000:
        raise ValueError(f"must have a number from {least} to 1000 as {name}")
    return int(options[name])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

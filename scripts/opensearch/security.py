"""Certificates and users for nodes with the security plugin: a CA, a node's and an administrator's certificate."""

from __future__ import annotations

import subprocess
from pathlib import Path

ADMIN, READER = ("filler", "fills-and-reads"), ("reader", "only-reads")
"""Users and their passwords; the password stands here only because the node lives as long as a test."""
SETTINGS: dict[str, object] = {
    "plugins.security.allow_default_init_securityindex": True,
    "plugins.security.nodes_dn": ["CN=node"],
    "plugins.security.authcz.admin_dn": ["CN=admin"],
    "plugins.security.ssl.transport.enforce_hostname_verification": False,
    "plugins.security.ssl.http.enabled": True,
    **{
        f"plugins.security.ssl.{layer}.pem{part}_filepath": file
        for layer in ("transport", "http")
        for part, file in (("cert", "node.pem"), ("key", "node.key"), ("trustedcas", "ca.pem"))
    },
}
# As the plugin's org.opensearch.security.tools.Hasher writes them, which takes a start of Java for each.
_HASHES = {
    ADMIN[0]: "$2y$12$tlN6KKHyv02nRjksjNCNhuMnuUh4N7pv8wN2QB0U3s7m96lFcwND2",
    READER[0]: "$2y$12$I0dbDcNeJhTCfCztSrjQ4.6ZvEgtV.clCXzd9X0sCGFozPrOyx2QO",
}
_META = '_meta: {{type: "{kind}", config_version: 2}}\n'
_CONFIG = """\
config:
  dynamic:
    authc:
      basic:
        http_enabled: true
        transport_enabled: true
        order: 0
        http_authenticator: {type: basic, challenge: true}
        authentication_backend: {type: intern}
"""
_ROLES = """\
filling:
  cluster_permissions: ["cluster_composite_ops", "cluster_monitor"]
  index_permissions:
  - {index_patterns: ["story-*"], allowed_actions: ["indices_all"]}
  - {index_patterns: ["*"], allowed_actions: ["indices:data/read/point_in_time*", "indices:data/read/search"]}
reading:
  cluster_permissions: ["cluster_composite_ops_ro", "cluster:monitor/main"]
  index_permissions:
  - {index_patterns: ["story-*"], allowed_actions: ["read", "indices:admin/mappings/get", "indices:data/read/*"]}
"""


def write(folder: Path) -> None:
    """Write all that a secured node's settings name."""
    _certificates(folder)
    users = folder / "opensearch-security"
    users.mkdir()
    files = {
        "config": _CONFIG,
        "internalusers": "".join(f'{name}:\n  hash: "{digest}"\n' for name, digest in _HASHES.items()),
        "roles": _ROLES,
        "rolesmapping": f"filling:\n  users: [{ADMIN[0]}]\nreading:\n  users: [{READER[0]}]\n",
        "actiongroups": "",
        "tenants": "",
        "nodesdn": "",
        "allowlist": "",
        "audit": "config:\n  enabled: false\n",
    }
    names = {"internalusers": "internal_users", "rolesmapping": "roles_mapping", "actiongroups": "action_groups",
             "nodesdn": "nodes_dn"}  # fmt: skip
    for kind, text in files.items():
        (users / f"{names.get(kind, kind)}.yml").write_text(_META.format(kind=kind) + text, "utf-8")


def _certificates(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for authority in ("ca", "other-ca"):
        _run(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", f"/CN={authority}",
             "-keyout", f"{authority}.key", "-out", f"{authority}.pem")  # fmt: skip
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n", "ascii")
    _run(folder, "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=node", "-keyout", "node.key", "-out", "node.csr")
    _run(folder, "x509", "-req", "-in", "node.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
         "-days", "30", "-extfile", "names", "-out", "node.pem")  # fmt: skip


def _run(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

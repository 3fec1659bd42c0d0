"""What can go wrong with a cluster, as one sentence each that says what to do. No credential is ever in one."""

from __future__ import annotations

from typing import Any

from dossier.files.store_address import StoreAddress
from dossier.model import DossierError


class ClusterError(DossierError):
    """The cluster did not do what was asked.

    `passing` where it may do so when it is asked again: it is away, or has no room at the moment.
    """

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


class MemoryShortError(ClusterError):
    """The cluster has too little memory for a request of this size."""


class MissingIndexError(ClusterError):
    """An index is not there: nothing was stored yet, or all was discarded."""


class LostIndexError(ClusterError):
    """An index of a dossier that was made is gone: somebody has deleted it."""


class ConflictError(ClusterError):
    """A document is another than the one that was to be replaced."""


_OF_TYPE = {
    "cluster_block_exception": (
        "The cluster takes nothing in: a disk is nearly full, or somebody has made the index read-only; what was sent"
        " before is safe. Make room, and run `dossier index` again"
    ),
    "rejected_execution_exception": "The cluster has more to do than it can; try again, or with fewer slices at once",
    "cluster_manager_not_discovered_exception": (
        "The cluster has lost most of its nodes and takes nothing in until they are back; what was sent before is safe"
    ),
    "node_not_connected_exception": "A node of the cluster has just gone; what was sent before is safe, try again",
    "process_cluster_event_timeout_exception": "The cluster's manager is busy; try again",
    "search_phase_execution_exception": (
        "A part of the dossier is on a node that is away, so nothing is shown rather than a part; bring it back"
    ),
    "no_shard_available_action_exception": (
        "A part of the dossier is on a node that is away, so nothing is shown rather than a part; bring it back"
    ),
    "unavailable_shards_exception": "A part of the dossier is on a node that is away; bring it back",
    "search_context_missing_exception": "The cluster no longer has what was being read page by page; try again",
}
_OF_SHARDS = frozenset(
    {"circuit_breaking_exception", "rejected_execution_exception", "search_context_missing_exception"}
)
"""What the shards of a failed search may tell though none of them is away."""
# What is not mended by asking again: a full disk, a lost part, a request that is too large.
_PASSING = frozenset(_OF_TYPE) - {
    "search_phase_execution_exception",
    "search_context_missing_exception",
    "cluster_block_exception",
}


def sentence(address: StoreAddress, error: Exception) -> ClusterError:
    """Return an error of the client as one that says what is wrong, in a sentence."""
    from opensearchpy import exceptions

    if isinstance(error, exceptions.SSLError):
        return ClusterError(
            f"The certificate of {address} is not one that this machine trusts, so nothing was sent;"
            " name its authority's file in DOSSIER_STORE_CA."
        )
    if isinstance(error, exceptions.ConnectionTimeout):
        return ClusterError(
            f"The cluster at {address} takes too long to answer; nothing is lost, try again.", passing=True
        )
    if isinstance(error, exceptions.ConnectionError):
        return ClusterError(
            f"The cluster at {address} does not answer; nothing is lost, and work goes on when it is back.",
            passing=True,
        )
    if isinstance(error, exceptions.TransportError):
        return _refused(address, error.status_code, kind_of(error.info) or str(error.error), error.info)
    return ClusterError(f"The cluster at {address} gave an answer that cannot be read ({type(error).__name__}).")


def _refused(address: StoreAddress, status: object, kind: str, info: object) -> ClusterError:
    if status == 401:
        return ClusterError(
            f"{address} does not take this user or password; set DOSSIER_STORE_USER and DOSSIER_STORE_PASSWORD,"
            " or mend ~/.netrc."
        )
    if status == 403 and kind == "security_exception":
        return ClusterError(f"This user may not do that on {address}; ask whoever runs the cluster for the right to.")
    if kind == "index_not_found_exception":
        return MissingIndexError(f"There is no dossier at {address} yet; `dossier index` makes it.")
    if status == 409:
        return ConflictError("Another program has changed this at the same moment; try again.")
    if status == 413:
        return ClusterError(f"{address} takes no requests as large as this article; raise http.max_content_length.")
    if kind == "circuit_breaking_exception":
        return MemoryShortError(
            f"The cluster has too little memory for this ({address}); give its nodes a larger heap."
        )
    if told := _OF_TYPE.get(kind):
        return ClusterError(f"{told} ({address}).", passing=kind in _PASSING)
    if status in {429, 502, 503, 504}:
        return ClusterError(f"The cluster at {address} is not ready ({status}); try again.", passing=True)
    return ClusterError(f"The cluster at {address} refused: {kind}, {_reason(info)} ({status}).")


def kind_of(info: object) -> str:
    """Return the type of an error as the server tells it; of a failed search what its shards tell first."""
    error = info.get("error") if isinstance(info, dict) else None
    if isinstance(error, str):
        return error
    if not isinstance(error, dict):
        return ""
    kind = str(error.get("type", ""))
    causes = [str(one.get("type", "")) for one in error.get("root_cause") or ()]
    if kind == "search_phase_execution_exception":
        return next((cause for cause in causes if cause in _OF_SHARDS), kind)
    return kind


def _reason(info: object) -> str:
    error: Any = info.get("error") if isinstance(info, dict) else None
    if isinstance(error, dict):
        causes = error.get("root_cause") or [error]
        return str(causes[0].get("reason"))[:200]
    return str(error)[:200]

"""`python -m scripts.opensearch [install | NODES]`: installs the server; with a number, starts so many nodes too."""

from __future__ import annotations

import signal
import sys

from scripts.opensearch.cluster import Cluster
from scripts.opensearch.install import install


def main(what: str = "3") -> None:
    """Install, and start a cluster that runs until this program ends."""
    install()
    if what == "install":
        return
    count = int(what)
    with Cluster(count, ports=[9200 + i for i in range(count)] + [9300 + i for i in range(count)]) as cluster:
        print(f"{count} nodes are up: store: http://{cluster.address}/my-dossier", flush=True)
        print("Ctrl+C ends them.", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The cluster that these tests run on: it is real, and its nodes never outlive the tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTS_ONE = """
import pathlib, time
from scripts.opensearch.cluster import Cluster
cluster = Cluster(1)
cluster.start(wait=False)
told = pathlib.Path(f"/proc/{cluster.nodes[0].process.pid}/cmdline")
while not told.read_bytes().startswith(b"java"):  # before that the system has not been told to end it
    time.sleep(0.01)
print(cluster.nodes[0].process.pid, cluster.folder, flush=True)
time.sleep(600)
"""


def test_three_nodes_agree(cluster):
    assert cluster.ask("GET", "/_cluster/health")["number_of_nodes"] == 3
    assert cluster.manager() in cluster.nodes


def test_a_node_ends_with_the_program_that_started_it_even_when_that_is_killed(cluster):
    with subprocess.Popen([sys.executable, "-c", _STARTS_ONE], cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        pid = int(program.stdout.readline().split()[0])
        program.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while _runs(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1][:3]
    except (OSError, IndexError):
        return False

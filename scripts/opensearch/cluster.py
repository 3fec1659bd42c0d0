"""Starts nodes on 127.0.0.1, one process each, and ends them with the program that started them, however it ends."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from scripts.opensearch.install import HOME

_NOBODY = 65534
_PREFIX = "opensearch-tests-"
_ROOM = 4 << 30  # bytes; a cluster of the tests takes some hundred megabytes
_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_SERVER = ("-XX:+UseG1GC", "-XX:G1ReservePercent=25", "-XX:InitiatingHeapOccupancyPercent=30")
_JAVA = (
    "-Xss1m",
    "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Djna.nosys=true", "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.shutdownHookEnabled=false", "-Dio.netty.noUnsafe=true", "-Dio.netty.noKeySetOptimization=true",
    "-Dio.netty.recycler.maxCapacityPerThread=0", "-Dio.netty.allocator.numDirectArenas=0",
    "-Dopensearch.distribution.type=tar", "-Dopensearch.bundled_jdk=false",
)  # fmt: skip
_LOGGING = """\
appender.file.type = File
appender.file.name = file
appender.file.fileName = ${sys:opensearch.logs.base_path}${sys:file.separator}node.log
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c{1.} %m%n
rootLogger.level = warn
rootLogger.appenderRef.file.ref = file
"""


@dataclass
class Node:
    """One node; `process` is None until it is started."""

    name: str
    folder: Path
    http: int
    transport: int
    process: subprocess.Popen[bytes] | None = None


@dataclass
class Cluster:
    """Nodes of one cluster, with their data in a folder of their own, which goes when the cluster is closed.

    Start it from the main thread: the system ends a node when the thread that started it does.
    """

    size: int = 1
    home: Path = HOME
    settings: Mapping[str, object] = field(default_factory=dict)
    configuration: Path | None = None
    """A folder whose files stand beside each node's settings: certificates, users."""
    ports: Sequence[int] = ()
    memory: str = "512m"
    quick: bool = True
    """Nodes that start soon, as tests want it; else with the collector and compilers of a server that runs for long."""

    def __post_init__(self) -> None:
        # In memory where there is room: the server forces each request to the disk, which others use as well.
        memory = Path("/dev/shm")
        roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
        place = memory if roomy else Path(tempfile.gettempdir())
        _sweep(place)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place))
        self.folder.chmod(0o755)
        ports = list(self.ports) or _free_ports(2 * self.size)
        self.nodes = [
            Node(
                f"n{i + 1}", self.folder / f"n{i + 1}", ports[i], ports[self.size + i] if len(ports) > self.size else 0
            )
            for i in range(self.size)
        ]
        for node in self.nodes:
            self._prepare(node)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        """The nodes as an address names them: `127.0.0.1:9200,127.0.0.1:9201`."""
        return ",".join(f"127.0.0.1:{node.http}" for node in self.nodes)

    def _prepare(self, node: Node) -> None:
        seeds = [f"127.0.0.1:{one.transport}" for one in self.nodes]
        settings: dict[str, object] = {
            "cluster.name": "dossier-tests",
            "node.name": node.name,
            "network.host": "127.0.0.1",
            "http.port": node.http,
            "transport.port": node.transport,
            "discovery.seed_hosts": seeds,
            "cluster.initial_cluster_manager_nodes": [one.name for one in self.nodes],
            "path.data": str(node.folder / "data"),
            "path.logs": str(node.folder / "logs"),
            "cluster.publish.timeout": "10s",
            # The machine's own disk must not decide the tests.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "cluster.fault_detection.follower_check.timeout": "2s",
            "cluster.fault_detection.leader_check.timeout": "2s",
            # A copy whose node was killed while it was made is made anew, not waited for half an hour.
            "indices.recovery.recovery_activity_timeout": "15s",
            "indices.recovery.internal_action_timeout": "15s",
            "indices.recovery.internal_action_long_timeout": "30s",
            "node.processors": 2,
            **self.settings,
        }
        for name in ("conf", "data", "logs", "tmp"):
            (node.folder / name).mkdir(parents=True)
        written = "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
        (node.folder / "conf" / "opensearch.yml").write_text(written, "utf-8")
        (node.folder / "conf" / "log4j2.properties").write_text(_LOGGING, "ascii")
        if self.configuration:
            shutil.copytree(self.configuration, node.folder / "conf", dirs_exist_ok=True)
        if os.geteuid() == 0:  # the server refuses to run as root
            for path in (node.folder, *node.folder.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)

    def start(self, *names: str, wait: bool = True) -> None:
        """Start the nodes with these names, or all, and wait until every running node knows all the others."""
        for node in self.nodes:
            if (not names or node.name in names) and not self._running(node):
                node.process = self._started(node)
        if wait:
            self.wait()

    def _started(self, node: Node) -> subprocess.Popen[bytes]:
        end = ["setpriv", "--pdeathsig", "KILL"]
        if os.geteuid() == 0:
            end += [f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
        command = [
            *end, "java", f"-Xms{self.memory}", f"-Xmx{self.memory}", *(_QUICK if self.quick else _SERVER), *_JAVA,
            f"-Djava.io.tmpdir={node.folder / 'tmp'}", f"-Dopensearch.path.home={self.home}",
            f"-Dopensearch.path.conf={node.folder / 'conf'}", "-cp", f"{self.home}/lib/*",
            "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
        with (node.folder / "out").open("ab") as out:
            return subprocess.Popen(
                command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=node.folder, start_new_session=True
            )

    def wait(self, seconds: float = 180.0) -> None:
        """Wait until the running nodes agree who there is. Raises SystemExit with the log of one that died."""
        until = time.monotonic() + seconds
        running = [node for node in self.nodes if self._running(node)]
        for node in running:
            while not self._agreed(node, len(running)):
                if not self._running(node) or time.monotonic() > until:
                    self._say_why(node)
                time.sleep(0.2)

    def _agreed(self, node: Node, size: int) -> bool:
        try:
            found = self.ask("GET", f"/_cluster/health?wait_for_nodes=>={size}&timeout=2s", node=node)
        except OSError:
            return False
        return not found["timed_out"]

    def _say_why(self, node: Node) -> None:
        log = (node.folder / "out").read_text("utf-8", "replace")
        with contextlib.suppress(OSError):
            log += (node.folder / "logs" / "node.log").read_text("utf-8", "replace")
        sys.exit(f"The node {node.name} did not start:\n{log[-4000:]}")

    def ask(self, method: str, path: str, body: object = None, *, node: Node | None = None) -> Any:
        """Return what a node answers over plain HTTP. Raises OSError."""
        where = node or next(one for one in self.nodes if self._running(one))
        request = urllib.request.Request(
            f"http://127.0.0.1:{where.http}{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def manager(self) -> Node:
        """Return the elected cluster manager."""
        (row,) = self.ask("GET", "/_cat/cluster_manager?format=json")
        return next(node for node in self.nodes if node.name == row["node"])

    def signal(self, node: Node, number: int = signal.SIGKILL) -> None:
        """Send a node a signal: SIGKILL, SIGSTOP, SIGCONT."""
        assert node.process is not None
        node.process.send_signal(number)
        if number == signal.SIGKILL:
            node.process.wait(30)

    def close(self) -> None:
        """End all nodes and remove their data."""
        for node in self.nodes:
            if node.process is not None and node.process.poll() is None:
                node.process.kill()
                node.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _running(node: Node) -> bool:
        return node.process is not None and node.process.poll() is None


def _sweep(place: Path) -> None:
    """Remove what programs left that were killed."""
    for folder in place.glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]

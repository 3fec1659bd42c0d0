"""Puts a server together from what Maven Central has: the stock folders `lib`, `modules` and `plugins`.

`build/opensearch/home` is plain, `build/opensearch/secured` has the security plugin beside. A node that finds a jar
both in `lib` and in a module will not start, so each jar goes to one place.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "opensearch"
HOME, SECURED = BUILD / "home", BUILD / "secured"
_POM = HERE / "pom.xml"
_JARS = BUILD / "jars"
_STAMP = BUILD / "installed"
_VERSION = "2.19.4"
_MODULES = {
    "transport-netty4": ("org.opensearch.transport.Netty4Plugin", ("transport-netty4-client", "netty-")),
    "lang-painless": (
        "org.opensearch.painless.PainlessPlugin",
        ("lang-painless", "antlr4-runtime", "asm-", "opensearch-scripting-painless-spi"),
    ),
    "reindex": (
        "org.opensearch.index.reindex.ReindexPlugin",
        (
            "reindex-client",
            "opensearch-rest-client",
            "opensearch-ssl-config",
            "http",
            "commons-codec",
            "commons-logging",
        ),
    ),
}
"""Folder → the class of the module and how the names of its jars begin."""
_POLICIES = {
    "transport-netty4": (
        'permission java.io.FilePermission "/proc/sys/net/core/somaxconn", "read";',
        'permission java.net.SocketPermission "*", "accept,connect,resolve";',
    ),
    "lang-painless": (
        'permission java.lang.RuntimePermission "createClassLoader";',
        'permission java.lang.RuntimePermission "getClassLoader";',
    ),
    "reindex": ('permission java.net.SocketPermission "*", "connect,resolve";',),
}


def install() -> None:
    """Have Maven fetch the jars and lay them out, once. Raises SystemExit, with a sentence, where that fails."""
    wanted = hashlib.sha256(_POM.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if _STAMP.exists() and _STAMP.read_text("ascii") == wanted:
        return
    for program in ("java", "mvn"):
        if not shutil.which(program):
            sys.exit(f"OpenSearch needs Java 17 and Maven; {program} is not on this machine.")
    shutil.rmtree(BUILD, ignore_errors=True)
    command = ["mvn", "-B", "-q", "-f", str(_POM), "dependency:copy-dependencies", f"-DoutputDirectory={_JARS}"]
    if subprocess.run([*command, "-DincludeScope=runtime"], check=False).returncode:
        sys.exit("Maven could not fetch OpenSearch's jars; is there a way to Maven Central?")
    _lay_out(HOME, secured=False)
    _lay_out(SECURED, secured=True)
    _STAMP.write_text(wanted, "ascii")


def _lay_out(home: Path, *, secured: bool) -> None:
    (home / "bin").mkdir(parents=True)  # a node without it tries to make it
    (home / "lib").mkdir()
    (home / "plugins").mkdir()
    for jar in sorted(_JARS.glob("*.jar")):
        module = next((name for name, (_, begins) in _MODULES.items() if jar.name.startswith(begins)), None)
        folder = home / "modules" / module if module else home / "lib"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / jar.name).hardlink_to(jar)
    for name, (plugin, _) in _MODULES.items():
        folder = home / "modules" / name
        (folder / "plugin-descriptor.properties").write_text(
            f"description={name}\nversion={_VERSION}\nname={name}\nclassname={plugin}\njava.version=11\n"
            f"opensearch.version={_VERSION}\nextended.plugins=\nhas.native.controller=false\n",
            "ascii",
        )
        lines = "\n  ".join(_POLICIES[name])
        (folder / "plugin-security.policy").write_text(f"grant {{\n  {lines}\n}};\n", "ascii")
    if secured:
        (archive,) = _JARS.glob("opensearch-security-*.zip")
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(home / "plugins" / "opensearch-security")

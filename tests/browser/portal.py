"""The portal as it is run: its own data folder, its own gunicorn, the demonstration portfolio in it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
# All that is taken over from outside: a DATABASE_URL of somebody's would be filled with the demonstration.
KEPT = "HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "TMPDIR"
SECRET_KEY = "browser-tests-only-Wq7Zr2Yt9Xv4Us6Ab8Cd3Ef5Gh1Jk0Lm"
LONGEST_COMMAND = 120  # seconds
LONGEST_START = 30


@dataclass(frozen=True)
class Administrator:
    name: str = "browser-administrator"
    password: str = "a-pass-phrase-for-browser-tests-only"


@dataclass(frozen=True)
class Portal:
    """Where it is served, and who may sign in."""

    address: str
    administrator: Administrator
    server: subprocess.Popen[bytes]
    log: Path
    environment: dict[str, str]

    def run(self, code: str) -> None:
        """Runs Python in the portal: for what no screen makes in a test, such as an account of another role."""
        manage(self.environment, "shell", "--no-imports", "--command", code)

    def check(self) -> None:
        """AssertionError where gunicorn has ended: better than a refused connection in each test that follows."""
        assert self.server.poll() is None, f"gunicorn ended during the tests:\n{self.log.read_text()}"


@contextmanager
def served_portal(folder: Path) -> Iterator[Portal]:
    """Set the portal up in an empty folder and serve it until the block ends."""
    address = f"http://127.0.0.1:{free_port()}"
    administrator = Administrator()
    environment = {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "SECRET_KEY": SECRET_KEY,
        "DATA_DIR": str(folder),
        "SITE_ADDRESS": address,
        "DJANGO_SUPERUSER_PASSWORD": administrator.password,
    }
    manage(environment, "migrate", "--verbosity=0")
    manage(environment, "collectstatic", "--no-input", "--verbosity=0")
    manage(environment, "load_portfolio", "--quiet")
    manage(environment, "createsuperuser", "--no-input", f"--username={administrator.name}", "--email=a@b.example")
    log = folder / "gunicorn.log"
    with log.open("w") as written, serving(address, environment, written.fileno()) as server:
        wait_until_answered(address, server, log)
        yield Portal(address, administrator, server, log, environment)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def manage(environment: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_COMMAND,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {command[0]} failed:\n{done.stdout}{done.stderr}"


@contextmanager
def serving(address: str, environment: dict[str, str], log: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "gunicorn", "mieux_portal.wsgi", "--bind", address.removeprefix("http://")]
    command += ["--workers", "2", "--threads", "4", "--no-control-socket"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_answered(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """AssertionError, with what gunicorn said, where it ends or where no answer comes in time."""
    for _tenth in range(LONGEST_START * 10):
        try:
            urlopen(f"{address}/sign-in/", timeout=LONGEST_START).close()
        except HTTPError as error:
            raise AssertionError(f"/sign-in/ answers {error.code}. gunicorn says:\n{log.read_text()}") from error
        except OSError:
            pass
        else:
            return
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"gunicorn ended at its start:\n{log.read_text()}")
    raise AssertionError(f"No answer at {address} for {LONGEST_START} seconds. gunicorn says:\n{log.read_text()}")

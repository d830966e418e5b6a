"""What a person is told whose machine cannot carry a command yet: one line that says what to do."""

import ast
import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mieux_portal import ground

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "mieux_portal" / "ground.py"
OWN_VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def ask(tmp_path: Path, free_port: int):
    """Ask in an empty folder, as the Makefile does, and hand back the exit code and the lines on standard error."""

    def run(command: str, path: str | None = None, **options: str) -> tuple[int, list[str]]:
        settings = {"venv": str(tmp_path / ".venv"), "data": str(tmp_path / "var"), "port": str(free_port)} | options
        arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
        environment = os.environ | ({"PATH": path} if path is not None else {})
        done = subprocess.run(
            [sys.executable, SCRIPT, command, *arguments], capture_output=True, text=True, env=environment, check=False
        )
        assert done.stdout == ""
        return done.returncode, done.stderr.splitlines()

    return run


def test_a_fit_machine_is_told_nothing(ask):
    assert ask("check-demo") == (0, [])


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 0)])
def test_a_wrong_python_is_named_with_the_right_ones(version):
    with pytest.raises(ground.UnfitError) as refusal:
        ground.check_python(version)
    assert f"This is Python {version[0]}.{version[1]}," in str(refusal.value)
    assert "3.11 to 3.13" in str(refusal.value)
    assert "PYTHON=python3.11" in str(refusal.value)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_right_python_passes(version):
    ground.check_python(version)


def test_the_pythons_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    stated = re.fullmatch(r">=(\d+)\.(\d+),<(\d+)\.(\d+)", project["requires-python"])
    assert stated
    assert tuple(map(int, stated.groups())) == ground.OLDEST + ground.BEYOND


def test_an_old_python_can_read_the_questions():
    """Python 2.7 knows neither annotations nor f-strings nor `raise … from`, nor names after a bare star."""
    tree = ast.parse(SCRIPT.read_text(), feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert functions
    assert not [function.name for function in functions if function.returns or function.args.kwonlyargs]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AnnAssign | ast.JoinedStr | ast.NamedExpr)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.cause]
    assert "coding: utf-8" in SCRIPT.read_text().splitlines()[0]


def test_a_taken_port_is_named_with_a_free_way_out(ask, free_port):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", free_port))
        other.listen()
        code, lines = ask("check-demo")
        assert code == 1
        assert len(lines) == 1
        assert lines[0].startswith(f"Port {free_port} on 127.0.0.1: is already taken.")
        assert "PORT=" in lines[0]
        assert ask("check-test") == (0, [])  # tests need no port
    assert ask("check-demo") == (0, [])


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc", "", "²"])
def test_what_is_no_port_is_refused(ask, port):
    code, lines = ask("check-demo", port=port)
    assert code != 0
    assert lines[-1].startswith(f"PORT={port} is not a port")


def test_a_file_in_the_place_of_the_data_folder(ask, tmp_path):
    (tmp_path / "var").write_text("not a folder")
    code, (line,) = ask("check-demo")
    assert code == 1
    assert line == f"{tmp_path / 'var'} is a file where a folder has to be: move it away."


def test_a_folder_that_cannot_be_made(ask, tmp_path):
    (tmp_path / "file").touch()
    code, (line,) = ask("check-demo", data=str(tmp_path / "file" / "var"))
    assert code == 1
    assert line.startswith(f"Nothing can be written in {tmp_path / 'file' / 'var'} (Not a directory): ")
    assert "DATA_DIR=" in line


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    """Root may write where the mode forbids it, so the refusal of a read-only disk is played."""

    def refuse(**options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    with pytest.raises(ground.UnfitError, match=r"Nothing can be written in .* \(Read-only file system\): move\."):
        ground.check_writable(str(tmp_path), "move")


def test_a_database_that_is_no_file(ask, tmp_path):
    (tmp_path / "var" / "portal.sqlite3").mkdir(parents=True)
    code, (line,) = ask("check-demo")
    assert code == 1
    assert line.startswith(f"{tmp_path / 'var' / 'portal.sqlite3'} cannot be read and written")


def test_a_missing_module_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(ground.UnfitError, match=r"lacks its module ensurepip.*apt-get install python3-venv"):
        ground.check_virtual_environment(str(tmp_path / ".venv"), (3, 11))


def test_a_virtual_environment_of_another_python_is_not_quietly_used(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    ground.check_virtual_environment(str(tmp_path), (3, 12))
    with pytest.raises(ground.UnfitError, match=r"made with Python 3\.12, but PYTHON is 3\.11"):
        ground.check_virtual_environment(str(tmp_path), (3, 11))


def test_a_missing_browser_fails_the_tests_and_nothing_else(ask, tmp_path):
    code, (line,) = ask("check-test", path=str(tmp_path))
    assert code == 1
    assert "apt-get install chromium" in line
    assert ask("check-demo", path=str(tmp_path)) == (0, [])
    browser = tmp_path / "chromium"
    browser.touch(mode=0o755)
    assert ask("check-test", path=str(tmp_path)) == (0, [])


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "DEBUG")}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=variables | environment, check=False)


def test_without_a_key_the_command_line_ends_in_one_sentence(tmp_path):
    done = run_manage("check", DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "SECRET_KEY" in line
    assert "make demo" in line


def test_the_key_of_the_demo_is_read_from_its_folder(tmp_path):
    (tmp_path / "environment").write_text("SECRET_KEY=a-key-for-this-test\nSITE_ADDRESS=http://127.0.0.1:8123\n")
    code = "from django.conf import settings; print(settings.SECRET_KEY, settings.SITE_ADDRESS)"
    done = run_manage("shell", "--no-imports", "-c", code, DATA_DIR=str(tmp_path))
    assert done.stdout == "a-key-for-this-test http://127.0.0.1:8123\n", done.stderr

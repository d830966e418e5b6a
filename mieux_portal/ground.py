# -*- coding: utf-8 -*-
"""Asks, before anything long, whether this machine can carry a command of the Makefile.

It runs on whatever `python3` is, before anything is installed, so that an old Python is answered in words and
not with a syntax error: hence only the standard library, and only what Python 2.7 reads as well (types in
comments, no f-strings). Every refusal is one line that says what to do.
"""

from __future__ import print_function

import argparse
import errno
import os
import socket
import sys
import tempfile

OLDEST, BEYOND = (3, 11), (3, 14)  # as `requires-python` in pyproject.toml
OWN_MODULES = ("ensurepip", "sqlite3", "ssl", "venv")  # a system may split them off, a build by hand may lack them
BROWSERS = ("chromium", "chromium-browser")
KEPT_FILES = ("environment", "demo-accounts", "portal.sqlite3")


class UnfitError(Exception):
    """Why a command cannot start yet, in one line."""


def check_python(version):
    # type: (tuple[int, ...]) -> None
    if not OLDEST <= version[:2] < BEYOND:
        raise UnfitError(
            "This is Python {0}.{1}, but the portal needs Python {2}.{3} to {4}.{5}: name one that you have, "
            "for example PYTHON=python{2}.{3} after the make command.".format(
                version[0], version[1], OLDEST[0], OLDEST[1], BEYOND[0], BEYOND[1] - 1
            )
        )


def check_virtual_environment(folder, version):
    # type: (str, tuple[int, ...]) -> None
    """That `folder` holds a virtual environment of this Python, or can be made one."""
    if not os.path.exists(os.path.join(folder, "bin", "python")):
        for name in OWN_MODULES:
            check_module(name)
        return
    wanted = "{0}.{1}".format(version[0], version[1])
    made_with = version_in(folder)
    if made_with and made_with != wanted:
        raise UnfitError(
            "{0} was made with Python {1}, but PYTHON is {2}: leave PYTHON out to go on with {1}, "
            "or run `make clean` first to change.".format(folder, made_with, wanted)
        )


def check_module(name):
    # type: (str) -> None
    try:
        __import__(name)
    except ImportError:
        raise UnfitError(
            "This Python ({0}) lacks its module {1}: install it (on Debian: apt-get install python3-venv), "
            "or name another Python, for example PYTHON=python3.12.".format(sys.executable, name)
        )


def version_in(folder):
    # type: (str) -> str | None
    """For example "3.11", as the virtual environment says itself; None where it says nothing."""
    try:
        with open(os.path.join(folder, "pyvenv.cfg")) as settings:
            pairs = [line.partition("=") for line in settings]
    except OSError:
        return None
    versions = [value.strip() for name, _, value in pairs if name.strip() in ("version", "version_info")]
    return ".".join(versions[0].split(".")[:2]) if versions else None


def check_writable(folder, advice):
    # type: (str, str) -> None
    """That files can be written in `folder`, which is made where it is missing. Tried, for root may be refused too."""
    if os.path.isfile(folder):
        raise UnfitError("{0} is a file where a folder has to be: move it away.".format(os.path.abspath(folder)))
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise UnfitError("Nothing can be written in {0} ({1}): {2}.".format(os.path.abspath(folder), reason, advice))


def check_kept_files(folder):
    # type: (str) -> None
    for name in KEPT_FILES:
        path = os.path.join(folder, name)
        if os.path.exists(path) and not (os.path.isfile(path) and os.access(path, os.R_OK | os.W_OK)):
            raise UnfitError(
                "{0} cannot be read and written: it may belong to another user; give it back to yours "
                "(chown), or name another folder, for example DATA_DIR=/tmp/portal.".format(os.path.abspath(path))
            )


def check_port(text):
    # type: (str) -> None
    """That a server can listen on 127.0.0.1 at this port, asked as the server itself will ask."""
    port = int(text) if text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise UnfitError("PORT={0} is not a port: give a number from 1024 to 65535.".format(text))
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # As gunicorn does: a port whose last connections are still fading is free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(1)
    except OSError as error:
        reason = "is already taken" if error.errno == errno.EADDRINUSE else os.strerror(error.errno or 0)
        another = port + 1 if 1024 <= port < 65535 else 8000
        raise UnfitError(
            "Port {0} on 127.0.0.1: {1}. Stop what uses it, or choose another: PORT={2} make demo.".format(
                port, reason, another
            )
        )
    finally:
        listener.close()


def check_browser():
    # type: () -> None
    folders = os.environ.get("PATH", "").split(os.pathsep)
    places = [os.path.join(folder, browser) for folder in folders for browser in BROWSERS]
    if not any(os.access(place, os.X_OK) for place in places):
        raise UnfitError(
            "The browser tests need Chromium, which is not installed: install it "
            "(on Debian: apt-get install chromium), then run this again."
        )


def check(command, arguments):
    # type: (str, argparse.Namespace) -> None
    """UnfitError where the command could not do its work. What is asked first is what a person can mend first."""
    version = tuple(sys.version_info[:2])
    check_python(version)
    if command == "check-test":
        check_browser()
    check_virtual_environment(arguments.venv, version)
    home = arguments.venv if os.path.isdir(arguments.venv) else os.path.dirname(os.path.abspath(arguments.venv))
    check_writable(home, "work in a copy of the portal that belongs to you")
    if command == "check-demo":
        check_writable(arguments.data, "make it writable, or name another, for example DATA_DIR=/tmp/portal")
        check_kept_files(arguments.data)
        check_port(arguments.port)


def main():
    # type: () -> None
    parser = argparse.ArgumentParser(description="Asks whether this machine can carry a command of the Makefile.")
    parser.add_argument("command", choices=("check-demo", "check-test", "check-tools"))
    parser.add_argument("--venv", default=".venv")
    parser.add_argument("--data", default="var")
    parser.add_argument("--port", default="8000")
    arguments = parser.parse_args()
    try:
        check(arguments.command, arguments)
    except UnfitError as reason:
        print(reason, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()

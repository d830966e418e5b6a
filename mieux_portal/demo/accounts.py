"""One account for each role, with passwords that only this machine knows."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from actions.base.models import User
from actions.models import Action

from .private import write_private

MODEL_CASE = "COMESA-2012"
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # neither i, l and 1 nor o and 0: passwords are typed from a screen


@dataclass(frozen=True)
class Role:
    username: str
    group: str
    name: str
    does: str


ROLES = (
    Role("partner", "Partners", "Partner", "asks for support and follows the request"),
    Role("manager", "Programme managers", "Programme manager", "keeps the record of Actions"),
    Role("evaluator", "Evaluators", "Evaluator", "judges Actions against the criteria"),
    Role("editor", "Editors", "Editor", "writes and publishes"),
    Role("administrator", "Administrators", "Administrator", "keeps the portal running"),
)


class MissingGroupError(LookupError):
    """A role's group was renamed or deleted, so that an account in it cannot be made."""


@dataclass(frozen=True)
class Account:
    """How one can sign in in a role: with `password`, or not, and then `remark` says why."""

    role: Role
    password: str
    remark: str = ""


def new_password() -> str:
    """Three times four letters and digits: 59 bits, easy to type."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))


def read_passwords(file: Path) -> dict[str, str]:
    """Username → password, as in the lines `username: password`. Empty where there is no such file."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): password.strip() for name, colon, password in pairs if colon}


def prepare_accounts(file: Path) -> list[Account]:
    """Make the accounts that are missing, and tell of each how to sign in. `file` keeps the passwords.

    What a person did stays: a changed password is not set back and an account that was deleted is not made again,
    except in a database without any user, which is a new one. MissingGroupError: nothing was made then.
    """
    passwords = read_passwords(file)
    is_new = not User.objects.exists()
    users = {user.username: user for user in User.objects.filter(username__in=[role.username for role in ROLES])}
    with transaction.atomic():
        for role in ROLES:
            if role.username not in users and (is_new or role.username not in passwords):
                passwords.setdefault(role.username, new_password())
                users[role.username] = make_account(role, passwords[role.username])
                if role.username == "manager":
                    entrust_model_case(users[role.username])
        # Inside the transaction: no account stays whose password could not be kept.
        write_private(file, "".join(f"{username}: {password}\n" for username, password in passwords.items()))
    return [account_of(role, users.get(role.username), passwords.get(role.username), file) for role in ROLES]


def make_account(role: Role, password: str) -> User:
    group = Group.objects.filter(name=role.group).first()
    if group is None:
        raise MissingGroupError(f"The group “{role.group}” of the account “{role.username}” is missing: restore it.")
    is_administrator = role.username == "administrator"
    user = User.objects.create_user(
        role.username,
        email=f"{role.username}@example.org",
        password=password,
        first_name="Demonstration",
        last_name=role.name,
        is_superuser=is_administrator,
        is_staff=is_administrator,
    )
    user.groups.add(group)
    return user


def entrust_model_case(manager: User) -> None:
    """A manager changes own Actions only: without one there would be nothing to try."""
    action = Action.objects.filter(code=MODEL_CASE).first()
    if action is not None:
        action.managers.add(manager)
        action.write()


def account_of(role: Role, user: User | None, password: str | None, file: Path) -> Account:
    if user is None:
        return Account(role, "", f"deleted since (to have it made again, remove its line from {file})")
    if password is None:
        own_way = f".venv/bin/python manage.py changepassword {role.username}"
        return Account(role, "", f"password not known here (to set one: {own_way})")
    if not user.is_active:
        return Account(role, "", "deactivated since")
    if not user.check_password(password):
        return Account(role, "", "password changed since")
    return Account(role, password)

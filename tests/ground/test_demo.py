"""`make demo` a second time: it keeps what people did, and never shows a password that does not work."""

import io
import signal
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Site

from actions.base.models import User
from actions.models import Action
from mieux_portal.demo.accounts import ROLES, Account, MissingGroupError, prepare_accounts, read_passwords
from mieux_portal.demo.database import held_interrupts
from mieux_portal.demo.environment import renewed
from mieux_portal.demo.management.commands import prepare_demo
from mieux_portal.demo.management.commands.prepare_demo import place_site
from mieux_portal.demo.private import write_private
from mieux_portal.search.indexing import index_everything
from mieux_portal.search.models import Entry
from tests.factories import ActionFactory

pytestmark = pytest.mark.django_db
USERNAMES = ["partner", "manager", "evaluator", "editor", "administrator"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "demo-accounts"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def by_name(accounts: list[Account]) -> dict[str, Account]:
    return {account.role.username: account for account in accounts}


def test_one_account_for_each_role_and_its_password_works(file):
    accounts = by_name(prepare_accounts(file))
    assert list(accounts) == USERNAMES == [role.username for role in ROLES]
    assert len({account.password for account in accounts.values()}) == 5
    for username, account in accounts.items():
        user = authenticate(username=username, password=account.password)
        assert user is not None
        assert [group.name for group in user.groups.all()] == [account.role.group]
        assert user.is_superuser is (username == "administrator")
    assert mode(file) == 0o600


def test_the_demo_manager_may_edit_the_model_case_and_a_person_may_take_it_away(file):
    action = ActionFactory(code="COMESA-2012")
    prepare_accounts(file)
    manager = User.objects.get(username="manager")
    assert Action.objects.editable_by(manager).get() == action
    action.refresh_from_db()
    action.managers.clear()
    action.save()
    prepare_accounts(file)
    assert not Action.objects.editable_by(manager).exists()


def test_a_second_time_shows_the_same_passwords(file):
    assert prepare_accounts(file) == prepare_accounts(file)
    assert User.objects.count() == 5


def test_a_changed_password_is_neither_set_back_nor_shown(file):
    prepare_accounts(file)
    editor = User.objects.get(username="editor")
    editor.set_password("a-password-of-my-own")
    editor.save()
    accounts = by_name(prepare_accounts(file))
    assert (accounts["editor"].password, accounts["editor"].remark) == ("", "password changed since")
    assert authenticate(username="editor", password="a-password-of-my-own") == editor
    assert accounts["manager"].password


def test_a_deleted_account_stays_deleted_until_it_is_asked_for(file):
    first = by_name(prepare_accounts(file))
    User.objects.get(username="partner").delete()
    account = by_name(prepare_accounts(file))["partner"]
    assert account.password == ""
    assert account.remark.startswith("deleted since")
    assert not User.objects.filter(username="partner").exists()

    file.write_text(file.read_text().replace(f"partner: {first['partner'].password}\n", ""))
    again = by_name(prepare_accounts(file))["partner"]
    assert authenticate(username="partner", password=again.password)


def test_a_deactivated_account_shows_no_password(file):
    prepare_accounts(file)
    User.objects.filter(username="manager").update(is_active=False)
    assert by_name(prepare_accounts(file))["manager"].remark == "deactivated since"


def test_a_lost_file_is_said_and_nothing_is_reset(file):
    first = by_name(prepare_accounts(file))
    file.unlink()
    second = by_name(prepare_accounts(file))
    assert {account.password for account in second.values()} == {""}
    assert "changepassword administrator" in second["administrator"].remark
    assert authenticate(username="editor", password=first["editor"].password)


def test_a_new_database_takes_the_passwords_that_are_known(file):
    first = prepare_accounts(file)
    User.objects.all().delete()
    assert prepare_accounts(file) == first


def test_no_account_stays_whose_password_could_not_be_kept(tmp_path):
    (tmp_path / "folder").touch()
    with pytest.raises(OSError, match="folder"):
        prepare_accounts(tmp_path / "folder" / "demo-accounts")
    assert not User.objects.exists()


def test_a_role_without_its_group_makes_no_account(file):
    Group.objects.get(name="Editors").delete()
    with pytest.raises(MissingGroupError, match="“Editors”"):
        prepare_accounts(file)
    assert not User.objects.exists()
    assert not file.exists()


def test_the_site_follows_the_address():
    place_site("http://127.0.0.1:8123")
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("127.0.0.1", 8123)
    place_site("https://portal.example")
    site.refresh_from_db()
    assert (site.hostname, site.port) == ("portal.example", 443)


def test_the_environment_keeps_the_key_and_lines_of_a_person():
    first = renewed([], "http://127.0.0.1:8000")
    key = first[0].removeprefix("SECRET_KEY=")
    assert len(key) > 50
    second = renewed([*first, "LOG_LEVEL=INFO"], "http://127.0.0.1:8123")
    assert second == [f"SECRET_KEY={key}", "LOG_LEVEL=INFO", "SITE_ADDRESS=http://127.0.0.1:8123"]
    assert renewed([], "http://127.0.0.1:8000")[0] != first[0]


def test_a_secret_is_for_its_owner_only_even_where_the_file_was_open_before(tmp_path):
    path = tmp_path / "environment"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text() == "new"
    assert mode(path) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["environment"]


def test_an_interrupt_waits_until_it_is_let_through():
    reached = []

    def work(stops_between: bool) -> None:
        with held_interrupts() as let_through:
            signal.raise_signal(signal.SIGINT)
            reached.append("first")
            if stops_between:
                let_through()
            reached.append("second")

    with pytest.raises(KeyboardInterrupt):
        work(stops_between=True)
    assert reached == ["first"]
    with pytest.raises(KeyboardInterrupt):
        work(stops_between=False)
    assert reached == ["first", "first", "second"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_whole_preparation_twice_keeps_passwords_and_edits(tmp_path, settings):
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    output = io.StringIO()
    call_command("prepare_demo", stdout=output)
    passwords = read_passwords(tmp_path / "demo-accounts")
    assert list(passwords) == USERNAMES
    assert all(password in output.getvalue() for password in passwords.values())
    assert (tmp_path / "static" / "wagtailadmin").is_dir()

    action = Action.objects.order_by("pk")[0]
    action.title = "A title that a person wrote"
    action.write()
    number = Action.objects.count()
    settings.SITE_ADDRESS = "http://127.0.0.1:8123"
    output = io.StringIO()
    call_command("prepare_demo", stdout=output)
    action.refresh_from_db()
    assert action.title == "A title that a person wrote"
    assert Action.objects.count() == number
    assert read_passwords(tmp_path / "demo-accounts") == passwords
    assert all(password in output.getvalue() for password in passwords.values())
    assert "http://127.0.0.1:8123/sign-in/" in output.getvalue()


def test_a_start_after_the_first_indexes_only_after_an_upgrade_or_where_no_index_is(tmp_path, settings, monkeypatch):
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    indexed, applied = [], [1, 0, 0]

    def call(name: str, **options: object) -> None:
        indexed.append(name == "rebuild_search")
        if name == "rebuild_search":
            index_everything()

    monkeypatch.setattr(prepare_demo, "call_command", call)
    monkeypatch.setattr(prepare_demo, "migrate_with_bar", lambda: applied.pop(0))

    def does_index() -> bool:
        indexed.clear()
        call_command("prepare_demo", stdout=io.StringIO())
        return any(indexed)

    assert does_index()
    assert not does_index()
    Entry.objects.all().delete()
    assert does_index()

"""How a test uses the screen «Log an activity»: it opens the form, fills some controls, and sends it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from actions.models import Activity
from tests.pictures import photograph

LOG = "/admin/log-activity/"
EXPERTS = "/admin/log-activity/experts/"
COPIED = "/admin/log-activity/copied/"
PREFIXES = ("countries", "experts", "newcomers", "groups", "outputs", "photographs", "new_sources")
TWICE = "recorded in this role in this activity already"


def form_of(client: Client, address: str = LOG) -> Any:
    """What a browser would send from the screen, as it opens."""
    answer = client.get(address)
    assert answer.status_code == 200
    return querydict_from_html(answer.content.decode(), form_id="log-activity")


def filled(client: Client, address: str = LOG, **values: Any) -> Any:
    """As `form_of`, with these values; `experts__1__role` is a control of the second row."""
    data = form_of(client, address)
    files = {}
    for name, value in values.items():
        control = "of_action" if name == "action" else name.replace("__", "-")
        if isinstance(value, SimpleUploadedFile):
            files[control] = value
            data.pop(control, None)
        else:
            data.setlist(control, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    for prefix in PREFIXES:
        numbers = [
            int(control.split("-")[1])
            for control in (*data, *files)
            if control.startswith(f"{prefix}-") and control.split("-")[1].isdecimal()
        ]
        if f"{prefix}-TOTAL_FORMS" in data and numbers:
            data[f"{prefix}-TOTAL_FORMS"] = str(max(numbers) + 1)
    return {**{name: data.getlist(name) for name in data}, **files}


def log(client: Client, address: str = LOG, **values: Any) -> Any:
    return client.post(address, filled(client, address, **values))


def logged(client: Client, **values: Any) -> Activity:
    """The activity that was logged with these values, which have to be accepted."""
    answer = log(client, **{"title": "Workshop on data", **values})
    assert answer.status_code == 302, errors_of(answer)
    return Activity.objects.latest("pk")


def errors_of(answer: Any) -> dict[str, str]:
    """Control → what is wrong with it."""
    assert answer.status_code == 200
    form = answer.context["form"]
    found = {form.activity.add_prefix(name): " ".join(told) for name, told in form.activity.errors.items()}
    for rows in form.rows.values():
        for row in rows.forms:
            found |= {row.add_prefix(name): " ".join(told) for name, told in row.errors.items()}
    return found


def pdf(name: str = "Final_report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 a report", "application/pdf")


def picture(name: str = "workshop.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photograph(), "image/jpeg")


def files_on_disk() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

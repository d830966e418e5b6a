"""The address of a place where something is filled in, for those who may."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from actions.base.models import User
from actions.gaps import Place
from actions.models import Action
from mieux_portal.workspace.addresses import action_address, viewset_of
from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import actions_to_write_about


def addresses(places: Iterable[Place], user: User) -> dict[Place, str]:
    """Each place that this person may write to → its address. One or two queries for each kind of record."""
    by_model: dict[type[models.Model], list[Place]] = defaultdict(list)
    for place in places:
        by_model[place.model].append(place)
    found: dict[Place, str] = {}
    for model, wanted in by_model.items():
        found |= _changes(model, [place for place in wanted if place.pk is not None], user)
        found |= _additions(model, [place for place in wanted if place.pk is None], user)
    return found


def _changes(model: type[models.Model], places: list[Place], user: User) -> dict[Place, str]:
    viewset = viewset_of(model)
    if not places or not viewset.permission_policy.user_has_permission(user, "change"):
        return {}
    own = viewset.permission_policy.instances_user_has_permission_for(user, "change")
    allowed = set(own.filter(pk__in={place.pk for place in places}).order_by().values_list("pk", flat=True))
    steps = _steps_of_status(allowed if any(_is_status(place) for place in places) else set())
    return {
        place: steps[place.pk] if _is_status(place) else _control_of(place)
        for place in places
        if place.pk in allowed and place.pk is not None
    }


def _control_of(place: Place) -> str:
    address = reverse(viewset_of(place.model).get_url_name("edit"), args=[place.pk])
    return f"{address}#id_{place.control}" if place.control else address


def _is_status(place: Place) -> bool:
    """A status is no control of a form: it moves by steps, on a screen of its own."""
    return place.model is Action and place.control == "status"


def _steps_of_status(actions: set[int]) -> dict[int, str]:
    slugs = Action.objects.filter(pk__in=actions).values_list("pk", "slug") if actions else []
    return {pk: reverse("workspace_action_status", args=[slug]) for pk, slug in slugs}


def _additions(model: type[models.Model], places: list[Place], user: User) -> dict[Place, str]:
    viewset = viewset_of(model)
    if not places or not viewset.permission_policy.user_has_permission(user, "add"):
        return {}
    homes = {dict(place.given)["action"] for place in places}
    open_to = actions_to_write_about(user) if model is KnowledgeItem else Action.objects.editable_by(user)
    allowed = {str(pk) for pk in open_to.filter(pk__in=homes).order_by().values_list("pk", flat=True)}
    return {
        place: f"{reverse(viewset.get_url_name('add'))}?{urlencode(place.given)}#id_{place.control}"
        for place in places
        if dict(place.given)["action"] in allowed
    }


def reading_address(record: models.Model, action: Action) -> str:
    """Where a record is read; an Action, and a row of its form, on the Action's own screen."""
    viewset = getattr(type(record), "snippet_viewset", None)
    if viewset is None or isinstance(record, Action):
        return action_address(action)
    return reverse(viewset.get_url_name("inspect"), args=[record.pk])

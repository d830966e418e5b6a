"""What an Action is tied to is read at once: each list in its order, and of no other Action."""

import pytest

from actions.models import Action, Organisation
from tests.factories import ActionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
TIES = {
    "areas": ["labour-migration", "data-management"],
    "reported_pillars": ["horizontal-interventions"],
}


def ties_of(action):
    return Action.objects.filter(pk=action.pk).ties()


def test_each_list_is_as_its_relation_has_it(django_assert_num_queries):
    body = Organisation.objects.get(slug="comesa")
    bodies = [OrganisationFactory(name=name) for name in ("Ministry B", "Ministry A")]
    action = ActionFactory(**TIES, requesting_organisations=[body], partner_organisations=[*bodies, body])
    ActionFactory(areas=["diaspora-affairs"], partner_organisations=[OrganisationFactory()])
    with django_assert_num_queries(1):
        ties = ties_of(action)
    for relation, found in ties.items():
        told = [(row.pk, row.slug, row.name, getattr(row, "acronym", "")) for row in getattr(action, relation).all()]
        assert found == told, relation
        assert found, relation


def test_an_action_without_any_has_empty_lists():
    assert set(map(tuple, ties_of(ActionFactory()).values())) == {()}

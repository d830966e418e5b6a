"""Numbers that no row can have, sent by hand: they name nothing, and are no error of the portal."""

import pytest

from actions.base.ids import LARGEST
from actions.models import Action, Source
from tests.factories import ActionFactory, SourceFactory

pytestmark = pytest.mark.django_db
TOO_LARGE = LARGEST + 1


def test_several_ids_find_those_that_there_are():
    there = SourceFactory()
    asked = [there.pk, TOO_LARGE, -TOO_LARGE - 1, str(TOO_LARGE)]
    assert list(Source.objects.filter(pk__in=asked)) == [there]
    assert there not in Source.objects.exclude(pk__in=asked)
    assert not Source.objects.filter(pk__in=[TOO_LARGE]).exists()
    assert list(Action.objects.filter(pk__in=Action.objects.values("pk"))) == []


def test_a_ticked_box_with_such_an_id_is_a_choice_that_is_not_offered(administrator):
    action = ActionFactory()
    page = administrator.post(f"/admin/bulk/actions/action/give_sources/?id={action.pk}", {"sources": [TOO_LARGE]})
    assert "Select a valid choice." in page.content.decode()

"""What is typed finds what is meant: accents, capitals, singular and plural, beginnings, typing errors."""

import time

import pytest

from actions.base.words import MOST_WORDS
from mieux_portal.search.indexing import index_everything
from mieux_portal.search.matching import understand
from tests.factories import (
    ActionFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    OrganisationFactory,
    country,
)

TITLE = "Workshops on trafficking policies in the Côte d’Ivoire, Guinea-Bissau and Łódź (M&D)"


@pytest.mark.parametrize(
    "typed",
    [
        "Cote d'Ivoire",
        "CÔTE D’IVOIRE",
        "Co\u0302te",  # the accent as a sign of its own
        "cote dIvoire",
        "lodz",
        "Guinea Bissau",
        "guinea-bissau",
        "workshop",
        "WORKSHOPS",
        "policy",
        "traff",
        "trafficing",
        "traficking",
        "trafifcking",
        "worksops",
        "plicies",
        "M&D",
        "the workshops of the policies",
    ],
)
def test_what_is_typed_finds_the_title_that_is_meant(found, typed):
    ActionFactory(title=TITLE)
    assert TITLE in found(typed)


@pytest.mark.parametrize("typed", ["workshop diaspora", "wo", "w0rk0shps", "ovri", "2014", "poliies ballet"])
def test_what_is_too_far_from_any_word_does_not_find_it(found, typed):
    ActionFactory(title=TITLE, reported_from=2013, reported_to=2013)
    assert TITLE not in found(typed)


def test_each_word_has_to_stand_somewhere_but_not_in_the_title(found):
    ActionFactory(title="Profiles", summary="Statistics on the diaspora", partner_countries=["MW"])
    assert found("profile diaspora Malawi") == ["Profiles"]
    assert found("profile diaspora Zambia") == []


def test_a_word_that_nothing_holds_is_replaced_by_the_nearest_and_most_used(db):
    for title in ("Border posts", "Border police", "Bolder plans"):
        ActionFactory(title=title)
    index_everything()
    (term,) = understand("bprder").replaced
    assert (term.typed, term.near) == ("bprder", ("border",))
    (term,) = understand("boder").replaced
    assert term.near == ("border", "bolder")


def test_a_known_word_is_never_replaced_though_a_near_one_is_used_more(db):
    ActionFactory(title="Casting")
    for _number in range(3):
        ActionFactory(title="Costing")
    index_everything()
    assert understand("casting").replaced == []
    assert list(understand("casting").actions().values_list("action__title", flat=True)) == ["Casting"]


def test_a_number_is_never_replaced_by_another(db):
    ActionFactory(title="Survey 20125")
    index_everything()
    query = understand("20124")
    assert [term.typed for term in query.unknown] == ["20124"]
    assert not query.entries().exists()


def test_near_words_come_from_what_can_be_seen_only(db):
    ActionFactory(title="Quillfeather", published=False)
    ExpertFactory(name="Quillfeather")
    KnowledgeItemFactory(heading="Quillfeather", live=False)
    index_everything()
    assert understand("quillfaether").replaced == []
    KnowledgeItemFactory(heading="Quillfeather")
    index_everything()
    assert understand("quillfaether").replaced[0].near == ("quillfeather",)


@pytest.mark.parametrize("text", ["", "   ", "&", "the of", "\x00", "\ud800", "—", "\u0302"])
def test_a_text_without_a_telling_word_asks_for_nothing(db, text):
    assert not understand(text)


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "ab " * 50_000, "qwxz%d " * 40, "%_\\'\"" * 40, "'; drop table" * 20, "🏛️" * 500, "北京" * 100],
)
def test_whatever_is_pasted_is_answered_soon(db, text):
    ActionFactory.create_batch(3)
    index_everything()
    begun = time.monotonic()
    query = understand(text)
    list(query.ranked(query.entries()))
    assert time.monotonic() - begun < 2
    assert len(query.terms) <= MOST_WORDS


def test_a_title_tells_more_than_a_place_and_a_place_more_than_a_text(found):
    ActionFactory(title="In the text", overall_objective="To serve the people of Malawi")
    ActionFactory(title="By its place", partner_countries=["MW"])
    ActionFactory(title="Malawi in a title of several words that are all there")
    others = {"Common Market for Eastern and Southern Africa"}
    assert [title for title in found("Malawi") if title not in others] == [
        "Malawi",  # the country itself
        "Malawi in a title of several words that are all there",
        "By its place",
        "In the text",
    ]


def test_the_word_as_it_was_typed_comes_before_its_plural_and_longer_words(found):
    for title in ("Trainership", "Trainers", "Trainer"):
        ActionFactory(title=title)
    assert found("trainer") == ["Trainer", "Trainers", "Trainership"]


def test_a_ministry_is_found_by_its_acronym(found):
    organisation = OrganisationFactory(name="Association of Nations", acronym="ASEAN")
    ActionFactory(title="Other", partner_organisations=[organisation])
    assert found("asean") == ["Association of Nations"]
    assert found("nations association")[0] == "Association of Nations"


def test_a_hidden_word_keeps_nobody_from_the_longer_one_that_is_begun(db):
    ActionFactory(title="Cruddles", published=False)
    ActionFactory(title="Crudlesworth")
    index_everything()
    assert understand("cruddles").replaced[0].near == ("crudlesworth",)


def test_an_action_is_found_by_the_goals_that_it_serves_and_by_the_countries_of_its_experts(found):
    action = ActionFactory(title="Host", target_readings=["10-7"], compact_readings=["objective-1"])
    DeploymentFactory(action=action, country=country("PT"))
    DeploymentFactory(action=action, country=country("FI"), internal=True)
    readings = action.target_readings.get().target.name, action.compact_readings.get().objective.name
    for words in (*readings, "10.7", "Portugal"):
        assert "Host" in found(words), words
    assert "Host" not in found("Finland")

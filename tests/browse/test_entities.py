"""A country, an organisation, an expert, a criterion and a knowledge item each gather what is linked to them."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from wagtail.images.models import Image

from actions.base.partial_dates import PartialDate
from actions.models import InstitutionKind, Membership, Organisation, Region
from experts.models import Expert, Language
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    OrganisationFactory,
    OutputFactory,
    country,
)
from tests.pictures import photograph

from .reading import ReadPage
from .test_content import text_of

BUDGET = 25


@pytest.fixture
def words(opened) -> Any:
    """The words of a page."""
    return lambda address: text_of(opened(address).content)


@pytest.fixture
def links(opened) -> Any:
    """The words and addresses of the links on a page."""

    def read(address: str) -> dict[str, str]:
        page = ReadPage(address)
        page.feed(opened(address).content.decode())
        return {link.words: f"{link.address}#{link.fragment}".rstrip("#") for link in page.links}

    return read


def comesa() -> Organisation:
    return Organisation.objects.get(slug="comesa")


def titles(gathered) -> list[str]:
    return [action.title for action in [*gathered.cards, *gathered.lines]]


# --- A country -------------------------------------------------------------------------------------------


def test_a_country_has_its_actions_as_a_partner_apart_from_those_of_its_regional_bodies(opened):
    ActionFactory(title="With Malawi", partner_countries=["MW"])
    ActionFactory(title="With the region", regional_body=comesa(), reported_from=2012, reported_to=2016)
    ActionFactory(title="With both", regional_body=comesa(), reported_from=2012, partner_countries=["MW"])
    ActionFactory(title="Elsewhere", partner_countries=["KE"])
    ActionFactory(title="Not yet public", partner_countries=["MW"], published=False)
    context = opened("/countries/malawi/").context
    assert sorted(titles(context["as_partner"])) == ["With Malawi", "With both"]
    assert titles(context["through"]) == ["With the region"]


def test_an_action_of_a_regional_body_says_in_which_of_its_years_the_country_was_a_member(words):
    ActionFactory(title="Before it joined", regional_body=comesa(), reported_from=2012, reported_to=2016)
    ActionFactory(title="While it joined", regional_body=comesa(), reported_from=2016, reported_to=2020)
    text = words("/countries/tunisia/")
    assert "Before it joined" not in text
    assert "While it joined" in text
    assert "in the years of this Action: 2018–2020 (since 2018)" in text


def test_years_between_leaving_a_body_and_coming_back_are_no_years_of_membership(words):
    body = OrganisationFactory(name="The Union")
    for start, end in (("2010", "2013"), ("2016", "2017")):
        dates = {"start": PartialDate.parse(start), "end": PartialDate.parse(end)}
        Membership.objects.create(organisation=body, country=country("MW"), **dates)
    ActionFactory(regional_body=body, reported_from=2012, reported_to=2020)
    assert "Member of The Union in the years of this Action: 2012–2013, 2016–2017" in words("/countries/malawi/")


def test_a_country_tells_its_memberships_with_their_dates(words):
    assert "European Union from 1 January 1973 to 31 January 2020" in words("/countries/united-kingdom/")


def test_a_country_gathers_what_was_learnt_its_experts_and_its_organisations(opened, links):
    action = ActionFactory(partner_countries=["MW"], partner_organisations=[OrganisationFactory(country=country("MW"))])
    KnowledgeItemFactory.create_batch(2, action=action, readings=["ownership"])
    KnowledgeItemFactory(action=action, live=False)
    DeploymentFactory.create_batch(2, action=ActionFactory(), country=country("MW"))
    DeploymentFactory(country=country("MW"), internal=True)
    ExpertFactory(name="Open Person", country=country("MW"), consent_to_publish=True)
    ExpertFactory(name="Shy Person", country=country("MW"))
    found = links("/countries/malawi/")
    assert found["1 Action"] == "/actions/?country=malawi"
    assert found["2 knowledge items"] == "/practices/?country=malawi"
    assert found["1 Action with its experts"] == "/actions/?expert_country=malawi"
    assert found["1 organisation"] == "/partners/?country=malawi"
    assert found["2 knowledge items: Partner ownership"] == "/practices/?country=malawi&criterion=ownership"
    assert found["Open Person"] == "/experts/open-person/"
    assert "Shy Person" not in found


def test_a_country_to_which_nothing_is_linked_says_so_and_leads_on(words, links):
    assert "Nothing is recorded for this country yet." in words("/countries/fiji/")
    assert links("/countries/fiji/")["Countries with records"] == "/countries/"


def test_a_country_that_does_not_exist_is_not_found(client, db):
    assert client.get("/countries/atlantis/").status_code == 404


def test_the_list_of_countries_counts_by_the_region_of_the_actions(links):
    ActionFactory.create_batch(2, partner_countries=["MW"], region_id=region("eastern-southern-africa"))
    ActionFactory(partner_countries=["MW"], region_id=region("asia"))
    found = links("/countries/")
    assert found["2 Actions: Malawi"] == "/actions/?region=eastern-southern-africa&country=malawi"
    assert found["1 Action: Malawi"] == "/actions/?region=asia&country=malawi"
    assert found["Malawi"] == "/countries/malawi/"


def test_the_list_of_countries_has_those_without_a_number_too(links):
    ActionFactory(partner_countries=["FJ"])  # no region is recorded
    ActionFactory(partner_organisations=[OrganisationFactory(country=country("NZ"))])
    ExpertFactory(country=country("PE"), consent_to_publish=True)
    ExpertFactory(country=country("CL"))
    found = links("/countries/")
    assert {"Fiji", "New Zealand", "Peru"} <= found.keys()
    assert "Chile" not in found


def region(slug: str) -> int:
    return Region.objects.get(slug=slug).pk


# --- An organisation ----------------------------------------------------------------------------------------


def test_an_organisation_has_apart_what_it_asked_for_worked_in_and_covered(opened):
    body = comesa()
    ActionFactory(title="Asked", requesting_organisations=[body])
    ActionFactory(title="Worked", partner_organisations=[body])
    ActionFactory(title="Covered", regional_body=body)
    ActionFactory(title="Asked and covered", requesting_organisations=[body], regional_body=body)
    ActionFactory(title="Not public", requesting_organisations=[body], published=False)
    groups = {group.in_words: titles(group.actions) for group in opened(body.get_absolute_url()).context["groups"]}
    assert groups == {
        "asked for": ["Asked"],
        "asked for and covers as the regional body": ["Asked and covered"],
        "worked in": ["Worked"],
        "covers as the regional body": ["Covered"],
    }


def test_more_actions_than_cards_are_there_as_lines(opened):
    ministry = OrganisationFactory()
    ActionFactory.create_batch(15, partner_organisations=[ministry])
    (group,) = opened(ministry.get_absolute_url()).context["groups"]
    assert (len(group.actions.cards), len(group.actions.lines)) == (12, 3)


def test_an_organisation_names_only_public_parts(words):
    whole = OrganisationFactory(name="Ministry of all")
    ActionFactory(requesting_organisations=[whole])
    OrganisationFactory(name="Hidden office", part_of=whole)
    shown = OrganisationFactory(name="Open office", part_of=whole)
    ActionFactory(partner_organisations=[shown])
    text = words(whole.get_absolute_url())
    assert "Open office" in text
    assert "Hidden office" not in text


@pytest.mark.parametrize("tie", ["requesting_organisations", "partner_organisations"])
def test_what_an_organisation_is_part_of_has_a_page(links, tie):
    whole = OrganisationFactory(name="Ministry of all")
    part = OrganisationFactory(part_of=whole)
    ActionFactory(**{tie: [part]})
    assert links(links(part.get_absolute_url())["Ministry of all"])[part.name] == part.get_absolute_url()


def test_the_states_of_a_body_lead_to_their_countries_with_those_of_today_apart(opened, links):
    context = opened("/partners/comesa/").context
    current, former = ([row.country.slug for row in context[name]] for name in ("current", "former"))
    assert "malawi" in current
    assert "lesotho" in former
    assert len(current) == 21
    assert links("/partners/comesa/")["Lesotho"] == "/countries/lesotho/"


def test_an_organisation_gathers_what_was_learnt_and_its_public_experts(links):
    ministry = OrganisationFactory()
    case = CaseStudyPageFactory(action=ActionFactory(partner_organisations=[ministry]))
    KnowledgeItemFactory(action=case.action, heading="Learnt with it")
    ExpertFactory(name="Open Person", organisation=ministry, consent_to_publish=True)
    ExpertFactory(name="Shy Person", organisation=ministry)
    found = links(ministry.get_absolute_url())
    assert {"Learnt with it", "Open Person"} <= found.keys()
    assert "Shy Person" not in found


def test_organisations_are_listed_country_by_country_and_of_one_kind(opened, words):
    kind = InstitutionKind.objects.get(slug="ministry")
    kenyan = OrganisationFactory(name="Ministry of Kenya", country=country("KE"), kind=kind)
    loose = OrganisationFactory(name="Network")
    ActionFactory(partner_organisations=[kenyan, loose], requesting_organisations=[kenyan])
    OrganisationFactory(name="Not public")
    text = words("/partners/")
    assert re.search("Kenya Ministry of Kenya .*Of no single country .*Network", text)
    assert "Not public" not in text
    assert [row.name for row in opened("/partners/", kind="ministry").context["page"]] == ["Ministry of Kenya"]
    assert opened("/partners/", country="kenya").context["page"][0].action_count == 1
    assert "“ministri” is not among the choices of “Kind”. Did you mean Ministry (1)" in words(
        "/partners/?kind=ministri"
    )
    assert "without Country: Malawi: 1 result" in words("/partners/?kind=ministry&country=malawi")


# --- An expert ---------------------------------------------------------------------------------------------------


@pytest.fixture
def person(db) -> Expert:
    return ExpertFactory(
        name="Open Person",
        country=country("HU"),
        organisation=OrganisationFactory(name="Office of Budapest"),
        areas=["data-management"],
        languages=[Language.objects.get(slug="fr")],
        biography="Twenty years in statistics.",
        availability=Expert.Availability.NOT_NOW,
        consent_to_publish=True,
        photo=Image.objects.create(title="portrait", file=ImageFile(BytesIO(photograph()), "portrait.jpg")),
    )


def test_a_profile_tells_what_the_person_agreed_to_and_never_how_to_reach_them(opened, words, person):
    content = opened(person.get_absolute_url()).content.decode()
    text = words(person.get_absolute_url())
    for told in ("Open Person", "Hungary", "Office of Budapest", "Data management", "French", "Twenty years"):
        assert told in text
    assert person.contact not in content
    assert person.get_availability_display() not in content
    assert re.search(r'<img[^>]*alt="Open Person"', content)


def test_a_withdrawn_consent_takes_the_profile_away(client, person):
    person.consent_to_publish = False
    person.save()
    assert client.get(person.get_absolute_url()).status_code == 404
    assert "Open Person" not in client.get("/experts/").content.decode()


def test_a_profile_has_the_public_contributions_with_role_and_days_as_recorded(words, person):
    action = ActionFactory(title="Open Action")
    by_person = {"action": action, "expert": person, "country": None, "category": None}
    DeploymentFactory(
        **by_person, activity=ActivityFactory(action=action, title="A workshop"), role="trainer", days="2.5"
    )
    DeploymentFactory(**by_person, activity=ActivityFactory(action=action, title="A secret", internal=True))
    DeploymentFactory(**by_person, role="adviser", internal=True)
    DeploymentFactory(expert=person, country=None, action=ActionFactory(title="Not public", published=False))
    text = words(person.get_absolute_url())
    assert "Open Action" in text
    assert "A workshop trainer · days: 2.5" in text
    for hidden in ("A secret", "adviser", "Not public"):
        assert hidden not in text


def test_a_profile_leads_to_the_organisation_only_where_that_has_a_page(links, person):
    assert "Office of Budapest" not in links(person.get_absolute_url())
    ActionFactory(partner_organisations=[person.organisation])
    assert links(person.get_absolute_url())["Office of Budapest"] == person.organisation.get_absolute_url()


def test_the_list_of_experts_leads_to_profiles_countries_and_the_actions_of_each_category(links, person):
    DeploymentFactory(action=ActionFactory())
    found = links("/experts/")
    assert found["Open Person"] == person.get_absolute_url()
    assert found["Hungary"] == "/countries/hungary/"
    assert found["1 Action with experts from Hungary"] == "/actions/?expert_country=hungary"
    assert found["1 Action: Public official of an EU member state"] == "/actions/?expert_category=eu-public-official"


def test_the_list_of_experts_knows_the_member_states_of_the_european_union_whatever_its_address(words):
    DeploymentFactory(country=country("HU"))
    DeploymentFactory(country=country("CH"))
    union = Organisation.objects.get(slug="european-union")
    union.slug = "eu"
    union.write()
    text = words("/experts/")
    assert "Hungary since 2004" in text
    assert "Switzerland no" in text


# --- A criterion ---------------------------------------------------------------------------------------------------


def test_a_criterion_tells_of_which_kind_and_where_its_evidence_is(links):
    action = ActionFactory(region_id=region("asia"))
    KnowledgeItemFactory.create_batch(2, action=action, readings=["ownership"], areas=["data-management"])
    KnowledgeItemFactory(action=action, readings=["ownership"], kind="impact")
    KnowledgeItemFactory(action=action, readings=["ownership"], live=False)
    found = links("/criteria/ownership/")
    here = "/practices/?criterion=ownership"
    assert found["3 knowledge items"] == here
    assert found["2 knowledge items: Good practice"] == f"{here}&kind=good-practice"
    assert found["1 knowledge item: Impact"] == f"{here}&kind=impact"
    assert found["3 knowledge items: Asia"] == f"{here}&region=asia"
    assert found["2 knowledge items: Data management"] == f"{here}&area=data-management"


def test_a_criterion_leads_to_those_that_are_evidenced_together_with_it(opened, links):
    both = KnowledgeItemFactory.create_batch(2, readings=["ownership", "replicability"])
    KnowledgeItemFactory(readings=["ownership"])
    KnowledgeItemFactory(readings=["replicability"])
    address = links("/criteria/ownership/")["2 knowledge items: Replicability"]
    assert address == "/criteria/ownership/?with=replicability#evidence"
    shown = opened("/criteria/ownership/", **{"with": "replicability"}).context["page"]
    assert {reading.item for reading in shown} == set(both)


@pytest.mark.parametrize("other", ["gone", "ownership", ""])
def test_a_criterion_is_whole_beside_one_that_makes_no_pair(opened, other):
    KnowledgeItemFactory(readings=["ownership"])
    assert len(opened("/criteria/ownership/", **{"with": other}).context["page"]) == 1


def test_the_evidence_of_a_criterion_is_paged(opened):
    KnowledgeItemFactory.create_batch(30, readings=["ownership"])
    first, second = (opened("/criteria/ownership/", page=number).context["page"] for number in (1, 2))
    assert (len(first), len(second)) == (24, 6)


# --- A knowledge item ------------------------------------------------------------------------------------------------


def test_an_item_shows_its_component_activity_and_output_unless_they_are_internal(words):
    action = ActionFactory()
    parts = {
        "component": ComponentFactory(action=action, title="The strand"),
        "activity": ActivityFactory(action=action, title="The workshop"),
        "output": OutputFactory(action=action, title="The report"),
    }
    item = KnowledgeItemFactory(action=action, **parts)
    assert all(part.title in words(item.get_absolute_url()) for part in parts.values())
    for part in parts.values():
        part.internal = True
        part.save()
    assert not any(part.title in words(item.get_absolute_url()) for part in parts.values())


def test_an_item_leads_to_others_on_the_same_matters_and_says_why(opened, words):
    item = KnowledgeItemFactory(readings=["ownership", "replicability"], areas=["data-management"])
    areas = {"areas": ["data-management", "labour-migration"]}
    KnowledgeItemFactory(heading="The nearest", readings=["ownership", "replicability", "innovation"], **areas)
    KnowledgeItemFactory(heading="A near one", readings=["replicability"])
    KnowledgeItemFactory(heading="Of the same Action", action=item.action, readings=["ownership"])
    KnowledgeItemFactory(heading="On other matters", readings=["innovation"], **areas)
    KnowledgeItemFactory(heading="A draft", readings=["ownership"], live=False)
    KnowledgeItemFactory(heading="Not public", readings=["ownership"], action=ActionFactory(published=False))
    akin = opened(item.get_absolute_url()).context["akin"]
    assert [(other.item.heading, other.also_on) for other in akin] == [
        ("The nearest", "Partner ownership, Replicability and Data management"),
        ("A near one", "Replicability"),
    ]
    assert "Also on Partner ownership, Replicability and Data management." in words(item.get_absolute_url())


def test_an_item_stands_between_the_one_before_and_the_one_after_in_its_action(opened):
    action = ActionFactory()
    first, _draft, second, third = (
        KnowledgeItemFactory(action=action, order=order, live=order != 2) for order in (1, 2, 3, 4)
    )
    pairs = [
        (context["before"], context["after"])
        for context in (opened(item.get_absolute_url()).context for item in (first, second, third))
    ]
    assert pairs == [(None, second), (first, third), (second, None)]


def test_an_item_leads_to_where_it_was_learnt(links):
    item = KnowledgeItemFactory(action=ActionFactory(partner_countries=["MW"], regional_body=comesa()))
    found = links(item.get_absolute_url())
    assert found["Malawi"] == "/countries/malawi/"
    assert found[comesa().name] == "/partners/comesa/"


# --- The lists that the numbers lead to --------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["/actions/", "/practices/"])
def test_a_list_tells_of_which_organisation_it_is_only_where_a_number_led_there(opened, door):
    ministry, other = OrganisationFactory(name="Ministry of one"), OrganisationFactory(name="Ministry of two")
    for organisation in (ministry, ministry, other):
        KnowledgeItemFactory(action=ActionFactory(requesting_organisations=[organisation]))
    context = opened(door, organisation=ministry.slug).context
    (facet,) = (facet for facet in context["facets"] if facet.name == "organisation")
    assert {option.label: option.count for option in facet.options} == {"Ministry of one": 2, "Ministry of two": 1}
    assert context["count"] == 2
    assert any("Ministry of one" in chip.label for chip in context["chips"])
    assert "organisation" not in {facet.name for facet in opened(door).context["facets"]}


def test_experts_of_no_recorded_category_have_a_list_too(opened):
    DeploymentFactory(category=None)
    DeploymentFactory(category=None, country=None, expert=ExpertFactory())
    DeploymentFactory()
    DeploymentFactory(category=None, internal=True)
    assert opened("/actions/", expert_category="not-recorded").context["count"] == 2
    assert opened("/actions/", expert_category="eu-public-official").context["count"] == 1


def test_what_was_learnt_in_one_action_is_a_list(opened):
    item, _other = KnowledgeItemFactory.create_batch(2)
    assert list(opened("/practices/", action=item.action.slug).context["page"]) == [item]


# --- How much a page asks -----------------------------------------------------------------------------------


def much_of_everything() -> None:
    """Things linked to Malawi, COMESA, a person, a criterion and an item, each in every way."""
    body, person = comesa(), Expert.objects.get(name="Open Person")
    action = ActionFactory(
        areas=["data-management"],
        partner_countries=["MW", "KE"],
        partner_organisations=[OrganisationFactory(country=country("MW"), part_of=body)],
        requesting_organisations=[body],
        region_id=region("asia"),
        reported_from=2012,
        reported_to=2016,
    )
    covered = ActionFactory(regional_body=body, reported_from=2013, reported_to=2014)
    for learnt_in in (action, covered):
        item = KnowledgeItemFactory(
            action=learnt_in, readings=["ownership", "replicability"], areas=["data-management"]
        )
        item.figures.create(value="9", label="concepts")
    for home in ("MW", "HU"):
        DeploymentFactory(action=action, country=country(home))
    DeploymentFactory(action=action, expert=person, country=None, activity=ActivityFactory(action=action))
    ExpertFactory(consent_to_publish=True, country=country("MW"), organisation=body)


@pytest.mark.parametrize(
    "address",
    [
        "/countries/",
        "/countries/malawi/",
        "/partners/",
        "/partners/comesa/",
        "/experts/",
        "/experts/open-person/",
        "/criteria/",
        "/criteria/ownership/?with=replicability",
        "/practices/first-of-all/",
    ],
)
def test_a_page_asks_as_much_for_much_as_for_little(queries_of, person, address):
    KnowledgeItemFactory(slug="first-of-all", readings=["ownership"], areas=["data-management"])
    much_of_everything()
    few = queries_of(address)
    for _more in range(14):
        much_of_everything()
    assert queries_of(address) == few <= BUDGET


def test_a_country_tells_from_where_experts_came_to_its_actions(opened):
    action = ActionFactory(partner_countries=["MW"])
    DeploymentFactory(action=action, country=country("IE"))
    DeploymentFactory(action=action, country=country("LV"), internal=True)
    DeploymentFactory(action=ActionFactory(partner_countries=["MG"]), country=country("FR"))
    helped_by = opened("/countries/malawi/").context["helped_by"]
    assert [(row.name, row.number) for row in helped_by] == [("Ireland", 1)]
    assert opened(helped_by[0].address).context["count"] == 1

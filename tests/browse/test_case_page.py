"""The page of an Action, as a case study and as a fact sheet: what stands on it, and where its links lead."""

import re

import html5lib
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.models import Image

from actions.files import records_collection
from actions.models import ActionDocument, Activity, ActivityPhotograph, Membership
from mieux_portal.browse.timeline import events_of, timeline
from practices.models import CaseStudyReference
from tests.browse.test_budgets import CASE_BUDGET
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    DeploymentFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OrganisationFactory,
    OutputFactory,
    SourceFactory,
    country,
)
from tests.pictures import photograph

both_pages = pytest.mark.parametrize("case", [True, False], ids=["case study", "fact sheet"])
pytestmark = pytest.mark.django_db


def full_action(case, **more):
    """With two records of every kind."""
    given = {
        "areas": ["data-management"],
        "partner_countries": ["MW", "MG"],
        "reported_from": 2012,
        "reported_to": 2014,
    }
    action = ActionFactory(**{**given, "activities_as_reported": "workshop\nstudy visit", **more})
    for number in range(2):
        ComponentFactory(action=action, sources=[SourceFactory()])
        ActivityFactory(action=action, start=f"201{2 + number}", sources=[SourceFactory()])
        MilestoneFactory(action=action, date=f"201{2 + number}-10", sources=[SourceFactory()])
        OutputFactory(action=action, sources=[SourceFactory()])
        DeploymentFactory(action=action, country=country(("HU", "IT")[number]), sources=[SourceFactory()])
        for kind in ("good-practice", "lesson-learnt", "impact"):
            KnowledgeItemFactory(action=action, kind=kind, readings=["ownership"], how_to_use="<p>Ask first.</p>")
    if case:
        CaseStudyPageFactory(action=action)
    return action


def tree_of(answer):
    return html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)


def by_id(tree):
    return {element.get("id"): element for element in tree.iter() if element.get("id")}


def words(element):
    return " ".join("".join(element.itertext()).split())


# --- Navigation and figures


@both_pages
def test_the_navigation_leads_to_each_section_in_its_order(opened, case):
    tree = tree_of(opened(full_action(case).get_absolute_url()))
    (nav,) = tree.iterfind(".//nav[@class='toc']")
    anchors = [link.get("href").removeprefix("#") for link in nav.iter("a")]
    sections = [section.get("id") for section in tree.iter("section")]
    assert len(anchors) > 6
    assert anchors == [anchor for anchor in sections if anchor in anchors]


@both_pages
def test_every_section_of_the_text_is_in_the_navigation(opened, case):
    tree = tree_of(opened(full_action(case).get_absolute_url()))
    (nav,) = tree.iterfind(".//nav[@class='toc']")
    (story,) = tree.iterfind(".//div[@class='story prose']")
    missing = {section.get("id") for section in story.iter("section")} - {a.get("href")[1:] for a in nav.iter("a")}
    assert not missing


@both_pages
def test_every_figure_leads_to_exactly_so_many(opened, case):
    answer = opened(full_action(case).get_absolute_url())
    parts = by_id(tree_of(answer))
    figures = {figure.address: figure.number for figure in answer.context["figures"]}
    assert set(figures) >= {"#countries", "#components", "#activities", "#activities-named", "#outputs-listed"}
    for address, number in figures.items():
        part = parts[address[1:]]
        shown = [
            *part.iterfind("./li"),  # a list
            *part.iterfind("./ol/li"),  # the references
            *part.iterfind("./a"),  # names in the box of facts
            *part.iterfind("./article"),  # what was learnt, in full
            *part.iterfind("./div[@class='cards']/article"),  # or as cards
        ]
        assert len(shown) == number, address


def test_what_is_not_recorded_has_no_figure_and_is_said_once(opened):
    answer = opened(ActionFactory().get_absolute_url())
    assert answer.context["figures"] == []
    parts = by_id(tree_of(answer))
    assert words(parts["not-recorded"]).endswith("What was done, Outputs, Experts.")
    assert not {"what-was-done", "outputs", "experts", "when"} & set(parts)


@both_pages
def test_no_link_of_the_page_is_a_dead_end(opened, case):
    action = full_action(case, follows=ActionFactory(partner_countries=["KE"]))
    ActionFactory(areas=["data-management"], partner_countries=["MW"])
    answer = opened(action.get_absolute_url())
    assert answer.context["related"]
    links = {link.get("href") for link in tree_of(answer).iter("a")}
    anchors = {link[1:] for link in links if link.startswith("#")}
    assert anchors <= set(by_id(tree_of(answer))) | {"content"}
    inside = sorted(link for link in links if link.startswith("/") and not link.startswith("/admin"))
    assert len(inside) > 10
    dead = [link for link in inside if Client().get(link).status_code != 200]
    assert not dead


# --- Member states


def regional_body():
    """Malawi always; Kenya until 2011; Zambia since 2018."""
    body = OrganisationFactory(name="Economic Community", acronym="EC")
    body.memberships.set(
        [
            Membership(country=country("MW")),
            Membership(country=country("KE"), end_first="2011-01-01", end_last="2011-12-31"),
            Membership(country=country("ZM"), start_first="2018-01-01", start_last="2018-12-31"),
        ]
    )
    body.save()
    return body


@pytest.mark.parametrize(
    ("years", "then", "today"),
    [
        ((2012, 2016), ["Malawi"], ["Malawi", "Zambia since 2018"]),
        ((2010, 2012), ["Kenya until 2011", "Malawi"], ["Malawi", "Zambia since 2018"]),
        ((2018, 2020), ["Malawi", "Zambia"], None),
        ((None, None), None, ["Malawi", "Zambia"]),
    ],
    ids=["one joined later", "one left", "the same as today", "years unknown"],
)
def test_a_regional_action_names_its_member_states(opened, years, then, today):
    action = ActionFactory(regional_body=regional_body(), reported_from=years[0], reported_to=years[1])
    tree = tree_of(opened(action.get_absolute_url()))
    parts = by_id(tree)
    for anchor, names in (("members-then", then), ("members-today", today)):
        assert (anchor in parts) == (names is not None)
        if names is not None:
            assert [words(item) for item in parts[anchor].iter("li")] == names
            assert {link.get("href") for link in parts[anchor].iter("a")} >= {"/countries/malawi/"}
    assert ("do not give the years" in words(parts["where"])) == (then is None)


def test_member_states_are_in_the_order_of_their_names_and_once(opened):
    body = regional_body()
    body.memberships.add(Membership(country=country("KE"), start_first="2014-01-01", start_last="2014-12-31"))
    body.save()
    action = ActionFactory(regional_body=body, reported_from=2010, reported_to=2016)
    during = opened(action.get_absolute_url()).context["members"].countries
    assert [state.name for state in during] == ["Kenya", "Malawi"]


# --- Timeline


def line(action):
    made = timeline(action.span, events_of(action.milestones.all(), action.activities.all(), []))
    return [(str(stretch), stretch.inside, [event.title for event in stretch.events]) for stretch in made.stretches]


def test_empty_years_in_a_row_are_one_stretch_of_the_line():
    action = ActionFactory(reported_from=2010, reported_to=2014)
    MilestoneFactory(action=action, date="2012-05", title="Decided")
    MilestoneFactory(action=action, date="2018", title="Adopted")
    assert line(action) == [
        ("2010–2011", True, []),
        ("2012", True, ["Decided"]),
        ("2013–2014", True, []),
        ("2015–2017", False, []),
        ("2018", False, ["Adopted"]),
    ]


def test_what_was_called_off_says_so_on_the_line(opened):
    action = ActionFactory()
    ActivityFactory(action=action, start="2013-05", end="2013-06", state=Activity.State.CANCELLED)
    text = words(by_id(tree_of(opened(action.get_absolute_url())))["when"])
    assert "May 2013 – June 2013 · activity, cancelled" in text


def test_events_without_a_date_stand_apart(opened):
    action = ActionFactory()
    MilestoneFactory(action=action, title="Asked for")
    tree = tree_of(opened(action.get_absolute_url()))
    (undated,) = tree.iterfind(".//details[@class='undated']")
    assert words(undated).startswith("1 event for which the sources give no date")
    assert "Asked for" in words(undated)


# --- Photographs and files


@pytest.fixture(autouse=True)
def forget_renditions():
    """Wagtail remembers them by the picture's id, which the next test uses again."""
    cache.clear()


def test_a_photograph_comes_in_two_formats_and_sizes_with_its_measures(opened):
    file = ContentFile(photograph(size=(1600, 1200)), name="hall.jpg")
    image = Image.objects.create(title="Hall", file=file, collection=records_collection())
    shown = ActivityPhotograph.objects.create(activity=ActivityFactory(), image=image, caption="The hall in Lusaka")
    tree = tree_of(opened(shown.activity.action.get_absolute_url()))
    (picture,) = tree.iter("picture")
    (avif,), (img,) = picture.iter("source"), picture.iter("img")
    assert avif.get("type") == "image/avif"
    for element in (avif, img):
        assert re.findall(r"(\d+)w", element.get("srcset")) == ["480", "960"]
        assert element.get("sizes")
    assert (img.get("width"), img.get("height"), img.get("loading")) == ("480", "360", "lazy")
    assert img.get("alt") == "The hall in Lusaka"
    for address in re.findall(r"/media/\S+", f"{avif.get('srcset')} {img.get('srcset')}"):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == f"image/{address.rpartition('.')[2]}"


def test_a_file_in_another_language_is_named_in_it(opened):
    paper = ActionDocument.objects.create(title="Loi", language="fr", file=ContentFile(b"%PDF-1.7", name="loi.pdf"))
    output = OutputFactory(document=paper)
    tree = tree_of(opened(output.action.get_absolute_url()))
    (link,) = (link for link in tree.iter("a") if words(link) == "Loi")
    assert (link.get("lang"), link.get("hreflang"), link.get("href")) == ("fr", "fr", paper.url)


# --- What others can reuse, how to cite, old addresses


def test_what_others_can_reuse_names_the_criteria_of_each_practice(opened):
    item = KnowledgeItemFactory(how_to_use="<p>Ask first.</p>", readings=["ownership", "replicability"])
    KnowledgeItemFactory(action=item.action, heading="Of no use elsewhere", readings=["innovation"])
    CaseStudyPageFactory(action=item.action)
    reuse = by_id(tree_of(opened(item.action.get_absolute_url())))["reuse"]
    assert [link.get("href") for link in reuse.iter("a")] == [
        item.get_absolute_url(),
        "/criteria/ownership/",
        "/criteria/replicability/",
    ]
    assert "Ask first." in words(reuse)
    assert "Of no use" not in words(reuse)


@both_pages
def test_the_citation_names_the_address(opened, case):
    action = full_action(case)
    citation = words(by_id(tree_of(opened(action.get_absolute_url())))["citation"])
    assert citation.startswith("MIEUX portal, “")
    assert f"http://testserver{action.get_absolute_url()} (read on " in citation


def test_an_old_address_leads_to_the_new_one(client):
    action = ActionFactory(slug="before")
    action.slug = "after"
    action.save()
    answer = client.get("/actions/before/")
    assert (answer.status_code, answer["Location"]) == (301, "/actions/after/")


# --- Budget


def tied_action(case, body):
    """With every relation filled and, of a case study, every reference: what is empty would hide its query."""
    action = full_action(
        case,
        regional_body=body,
        follows=ActionFactory(),
        requesting_organisations=[body],
        partner_organisations=[OrganisationFactory()],
        reported_pillars=["horizontal-interventions"],
        target_readings=["10-7"],
        compact_readings=["objective-1"],
    )
    action.objectives.create(text="To plan with data")
    return action


def add_photographs(activity, number):
    for _number in range(number):
        image = Image.objects.create(title="Hall", file=ContentFile(photograph(), name="hall.jpg"))
        ActivityPhotograph.objects.create(activity=activity, image=image)


@both_pages
def test_a_full_page_asks_as_much_for_many_facts_and_relatives_as_for_few(queries_of, case):
    body = regional_body()
    spare = tied_action(case, body)
    add_photographs(spare.activities.first(), 1)
    ActionFactory(areas=["data-management"])
    few = queries_of(spare.get_absolute_url())
    full = tied_action(case, body)
    ActionFactory.create_batch(6, areas=["data-management"], partner_countries=["MW"], follows=full)
    ActionFactory.create_batch(6, areas=["data-management"], partner_countries=["MW"], regional_body=body)
    for activity in full.activities.all():
        activity.countries = [country("MW"), country("KE")]
        activity.save()
        add_photographs(activity, 2)
    for _number in range(3):
        paper = ActionDocument.objects.create(title="Law", file=ContentFile(b"%PDF-1.7", name="law.pdf"))
        OutputFactory(action=full, document=paper)
        KnowledgeItemFactory(action=full, readings=["replicability"], sources=[SourceFactory()])
    if case:
        for study in full.case_studies.all():
            CaseStudyReference.objects.bulk_create(
                CaseStudyReference(page=study, source=SourceFactory(), sort_order=at) for at in range(3)
            )
    assert queries_of(full.get_absolute_url()) == few <= CASE_BUDGET

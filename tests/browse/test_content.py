"""The real portfolio on its pages: the facts that must be there, in their order, in valid HTML."""

import html
import re
from typing import ClassVar

import html5lib
from django.core.management import call_command
from django.test import TestCase

from actions.models import Action, Criterion, Organisation
from mieux_portal.search.indexing import index_everything
from practices.models import KnowledgeItem

CASE = "/actions/comesa-2012-2016/"
SECTIONS = ["Context", "What was done", "Practices", "Impact", "Lessons learnt", "Experts", "Outputs", "References"]
# What the seed tells, as it has to be found on the page of the COMESA case: facts, names, numbers and agreed terms.
FACTS = """
December 1994 · economic prosperity · regional integration · 21 member states today · October 2012 · Lusaka
8th Meeting of COMESA Chief Immigration Officers · 5th Meeting of COMESA Ministers Responsible for Immigration
COMESA Secretariat · National Focal Points for migration · begin to document the data that exist
Migration data · Trafficking in human beings (THB) · COMESA Model Law on Immigration · remote support
public officials, Hungary · public officials, Italy · public officials, Malta · how many there were is not stated
expert from Lithuania · internal expert of ICMPD · a questionnaire on migration data went to all member states
Resident population · Immigration flows · Emigration flows · Nationals abroad · Residence permits
more aware · legal bases · shared at EU level · challenges of sharing · harmonious definitions
Taking a regional approach · replicate · amplify
Africa-EU Migration, Mobility and Employment Partnership · criminal investigation · prosecution · victims and witnesses
task-force and ministerial meetings · ACP-EU Migration Action
practical exercise · needed every country to take part · recommendations could be drawn · named, not yet defined
usual resident population · immigrants · emigrants · citizenship · nationals · country of birth
purpose of arrival · purpose of departure · refugees · by age, sex, country of birth, citizenship
asked for a legal framework · migration metadata survey · SDG targets and GCM objectives
once people and institutions have changed · change in mind-set · strong legal framework
L. Harley et al. (2019) · p. 134 · Read on 26 August 2020
https://www.acpeumigrationaction.iom.int/sites/default/files/acp_eu_migration_action_final_publication_web_small_final.pdf
since 2009 · more than 100 interventions · Global Compact for Migration · UN Network on Migration · turned ten
Germany, France, Hungary, Italy, Malta, Portugal, academia · The sources differ · MIEUX II · MIEUX III
"""


def text_of(content: bytes) -> str:
    """The words of a page as a reader gets them: no tags, one blank between words."""
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", content.decode(), flags=re.DOTALL)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())
    return re.sub(r" ([,.;:)])", r"\1", words)


class ContentTests(TestCase):
    addresses: ClassVar[list[str]] = [
        "/",
        "/actions/",
        "/actions/?area=gone",
        "/actions/?region=asia&criterion=replicability",
        CASE,
        "/actions/burundi-i-border-and-migration-management/",
        "/practices/",
        "/practices/taking-a-regional-approach/",
        "/criteria/",
        "/criteria/replicability/",
        "/criteria/innovation/",
        "/experts/",
        "/partners/comesa/",
        "/partners/comesa-secretariat/",
        "/search/",
        "/search/?q=diaspora",
        "/search/?q=qwertz",
        "/sign-in/",
    ]

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_portfolio", "--quiet")
        index_everything()

    def text(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return text_of(answer.content)

    def test_every_page_is_valid_html(self):
        for address in self.addresses:
            html5lib.HTMLParser(strict=True).parse(self.client.get(address).content.decode())

    def test_the_page_of_every_action_item_and_partner_answers_in_valid_html(self):
        records = [*Action.objects.published(), *KnowledgeItem.objects.live(), *Criterion.objects.all()]
        for record in [*records, *Organisation.objects.all()]:
            answer = self.client.get(record.get_absolute_url())
            assert answer.status_code == 200, record.get_absolute_url()
            html5lib.HTMLParser(strict=True).parse(answer.content.decode())
            assert "None" not in text_of(answer.content).split(), record.get_absolute_url()

    def test_no_two_elements_of_a_page_share_an_id(self):
        for address in self.addresses:
            ids = re.findall(r'\sid="([^"]+)"', self.client.get(address).content.decode())
            assert len(ids) == len(set(ids)), address

    def test_the_comesa_case_tells_all_that_the_source_tells(self):
        text = self.text(CASE)
        missing = [fact for line in FACTS.split("\n") for fact in line.split(" · ") if fact and fact not in text]
        missing = [fact for fact in missing if fact.lower() not in text.lower()]
        assert not missing

    def test_the_comesa_case_keeps_its_order(self):
        page = self.client.get(CASE).content.decode()
        headings = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page)
        wanted = ["Data sharing at regional level", "Evidence for the ten criteria", "Where", "When", *SECTIONS]
        at = [headings.index(heading) for heading in wanted]
        assert at == sorted(at)
        assert headings.index("How to cite") > at[-1]

    def test_the_two_lists_of_experts_stand_each_with_its_source(self):
        lists = self.client.get(CASE).context["expert_lists"]
        told = {entry.references[0].source.citation: {row.who for row in entry.deployments} for entry in lists}
        assert len(told) == 2
        study, older = told.values()
        assert "expert, Lithuania" in study
        assert "ICMPD internal expert" in study
        assert {"Germany", "France", "Portugal", "academia"} <= older
        assert not any("Lithuania" in who for who in older)

    def test_the_map_shows_the_states_that_were_members_then(self):
        members = self.client.get(CASE).context["members"]
        during = {country.code for country in members.countries}
        assert (len(members.today), len(during)) == (21, 19)
        assert not during & {"SO", "TN", "AO", "NA"}

    def test_criteria_and_years_lead_to_the_case(self):
        for address in ("/actions/?criterion=replicability", "/actions/?year=2014&region=eastern-southern-africa"):
            assert "COMESA: data sharing at regional level" in self.text(address)
        assert "Taking a regional approach" in self.text("/criteria/replicability/")

    def test_an_action_without_evidence_is_under_no_criterion(self):
        for criterion in Criterion.objects.all():
            listed = self.client.get("/actions/", {"criterion": criterion.slug}).context["page"].object_list
            assert not [action.title for action in listed if action.title.startswith("Burundi")]
        assert "stands under none of the ten criteria" in self.text(
            "/actions/burundi-i-border-and-migration-management/"
        )

    def test_the_facets_of_the_design_find_the_case(self):
        address = "/actions/?area=data-management&region=eastern-southern-africa&criterion=replicability&year=2014"
        assert "1 Action" in self.text(address)

    def test_home_gives_the_figures_with_date_and_source_and_what_is_recorded(self):
        text = self.text("/")
        for words in ("188", "138", "465", "100+", "about 15,000", "As of March 2024", "60 of 138 Actions"):
            assert words in text
        assert "more than 190 requests received" in text
        assert "15 years of achievements" in text
        assert "Data sharing at regional level" in text

    def test_the_criteria_keep_the_initiatives_words(self):
        text = self.text("/criteria/")
        assert "There should be ownership on the part of the partner country" in text
        assert "catalyst for the acquisition of knowledge through the exchange of experiences" in text

    def test_readings_of_ours_are_marked(self):
        for address in (CASE, "/practices/taking-a-regional-approach/", "/criteria/replicability/"):
            assert "the portal's own reading" in self.text(address)

    def test_later_effects_and_endings_are_told(self):
        burundi = self.text("/actions/burundi-i-border-and-migration-management/")
        assert "Closed early" in burundi
        assert "Closed by the Steering Committee" in burundi
        malawi = self.text("/actions/malawi-iii-diaspora-engagement-policy/")
        assert "February 2019" in malawi
        assert "2021" in self.text("/actions/madagascar-i-diaspora-engagement-policy/")
        mexico = self.text("/actions/mexico-iii-protocol-for-migrants-in-crisis-situations/")
        assert "Mexico IV: rolling out the protocol for large flows" in mexico

    def test_every_partner_that_a_row_names_stands_on_its_page(self):
        for action in Action.objects.published().exclude(partners_as_reported=""):
            text = self.text(action.get_absolute_url())
            named = [wording for wording in action.partners_listed if wording.split(" (")[0] not in text]
            assert not named, action

    def test_unknown_years_are_never_the_first_of_january(self):
        for action in Action.objects.published():
            assert "1 January" not in self.text(action.get_absolute_url()), action
        assert "years not recorded" in self.text("/actions/kazakhstan-ii-rights-of-migrant-families-with-children/")

    def test_search_finds_cases_items_and_places(self):
        for words, wanted in (
            ("questionnaire", "A questionnaire as a practical exercise"),
            ("metadata", "Survey what exists before harmonising it"),
            ("Malawi", "Malawi III: diaspora engagement policy"),
            ("regional level", "COMESA: data sharing at regional level"),
        ):
            assert wanted in self.text(f"/search/?q={words}"), words

    def test_a_page_that_is_not_there_has_a_page_of_its_own(self):
        for address in (
            "/nothing/",
            "/actions/nothing/",
            "/practices/nothing/",
            "/criteria/nothing/",
            "/partners/nothing/",
        ):
            answer = self.client.get(address)
            assert answer.status_code == 404
            assert "There is no page at this address" in text_of(answer.content)


def test_the_page_for_a_server_error_needs_no_database(client, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("mieux_portal.browse.home.HeadlineFigure.objects.for_home", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    html5lib.HTMLParser(strict=True).parse(answer.content.decode())
    assert "Something went wrong on our side" in answer.content.decode()

"""The loader itself, on small folders: what it writes, what it leaves alone, and how it says no."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry, Revision

from actions.models import Action, Activity, Area, Component, Organisation, Output, Source
from experts.models import Deployment
from mieux_portal.portfolio.kinds import MODELS
from mieux_portal.portfolio.models import LoadedRecord
from mieux_portal.portfolio.records import ContentError
from practices.models import CaseStudyPage, KnowledgeItem

pytestmark = pytest.mark.django_db

ACTION = """
    [[source]]
    key = "fiche"
    citation = "Fiche of the Action"
    address = "https://example.org/fiche"

    [[organisation]]
    key = "np-ministry"
    name = "Ministry of Labour"
    country = "NP"
    kind = "ministry"

    [[action]]
    key = "NEPAL-2015"
    label = "Nepal I: labour migration"
    title = "Nepal: labour migration"
    summary = "One summary."
    areas = ["labour-migration"]
    partner_countries = ["NP"]
    partner_organisations = ["np-ministry"]
    started = "2015-03"
    objectives = [{ text = "First aim" }, { text = "Second aim" }]
    sources = ["fiche"]
    """
GOALS = """target_readings = [
      { target = "10-7", reason = "It plans." },
      { target = "8-8", reason = "It protects workers.", named_by = "fiche" },
    ]
    compact_readings = [{ objective = "objective-6", reason = "It is on recruitment." }]
    objectives ="""
REST = """
    [[component]]
    key = "data"
    action = "NEPAL-2015"
    title = "Data"

    [[milestone]]
    key = "meeting"
    action = "NEPAL-2015"
    kind = "meeting"
    title = "Ministers meet"
    date = "2015-04-02"

    [[activity]]
    key = "workshop"
    action = "Nepal I: labour migration"
    component = "data"
    title = "Workshop on data"
    type = "workshop"
    state = "done"
    start = "2015"
    countries = ["NP", "IN"]
    participants = 0
    sources = ["https://example.org/fiche"]

    [[output]]
    key = "roadmap"
    action = "NEPAL-2015"
    activity = "workshop"
    title = "Roadmap"
    kind = "roadmap"

    [[deployment]]
    key = "hu"
    action = "NEPAL-2015"
    component = "data"
    country = "HU"
    category = "eu-public-official"
    number = 2
    days = 1.5

    [[knowledge_item]]
    key = "one-place"
    action = "NEPAL-2015"
    component = "data"
    kind = "good-practice"
    heading = "One place for data"
    takeaway = "Keep it in one place."
    body = \"\"\"
    <p>Data in one place.</p>
    <p>More of it.</p>\"\"\"
    readings = [
      { criterion = "replicability", reason = "Others could." },
      { criterion = "innovation", reason = "New." },
    ]
    figures = [{ value = "9", label = "concepts" }]
    sources = ["fiche"]

    [[case_study]]
    key = "nepal"
    action = "NEPAL-2015"
    title = "Labour migration in Nepal"
    theme_heading = "Labour migration"
    lead = "How it went."
    context = "<p>Long ago.</p>"
    references = [{ source = "fiche", place = "p. 3" }]

    [[case_study.steps]]
    heading = "Method"
    content = [
      { type = "text", value = "<p>A questionnaire.</p>" },
      { type = "subtopics", caption = "Asked", rows = [{ subtopic = "Visas", stock = true, flow = false }] },
    ]

    [[headline_figure]]
    key = "actions-2024"
    measure = "actions"
    wording = "138"
    number = 138
    label = "Actions"
    as_of = "2024-03"
    """


def loaded_sources():
    """The sources but those of the memberships, which a migration brings."""
    return Source.objects.exclude(address__contains="wikipedia.org")


def everything() -> dict[str, object]:
    """How many rows each table has, and all that the ledger knows: equal means that nothing was written."""
    counted = {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    return {**counted, "ledger": list(LoadedRecord.objects.order_by("pk").values())}


class TestWriting:
    def test_every_kind_of_record_arrives_with_its_references_and_rows(self, loaded):
        assert loaded(ACTION + REST).created == 11
        action = Action.objects.get(code="NEPAL-2015")
        aims = [(aim.sort_order, aim.text) for aim in action.objectives.all()]
        assert aims == [(0, "First aim"), (1, "Second aim")]
        assert (action.published, str(action.started)) == (True, "March 2015")
        assert (action.main_pillar, action.status) == (None, None)
        assert action.partner_organisations.get().name == "Ministry of Labour"
        activity = Activity.objects.get()
        assert (activity.action, activity.component) == (action, Component.objects.get(title="Data"))
        assert (activity.participants, activity.women) == (0, None)
        assert {country.code for country in activity.countries.all()} == {"NP", "IN"}
        assert activity.sources.get() == action.sources.get() == loaded_sources().get()
        assert (Output.objects.get().activity, Deployment.objects.get().days) == (activity, Decimal("1.5"))

    def test_words_are_published_with_their_rows(self, loaded):
        loaded(ACTION + REST)
        item = KnowledgeItem.objects.live().get()
        assert [reading.criterion.slug for reading in item.readings.all()] == ["replicability", "innovation"]
        assert (item.body, item.has_unpublished_changes) == ("<p>Data in one place.</p><p>More of it.</p>", False)
        page = CaseStudyPage.objects.readable().get()
        assert (page.slug, page.live_revision, page.references.get().place) == (
            page.action.slug,
            page.latest_revision,
            "p. 3",
        )
        (step,) = page.steps
        assert (step.value["heading"], step.value["content"][1].value["rows"][0]["subtopic"]) == ("Method", "Visas")

    def test_an_action_arrives_with_the_goals_that_it_serves(self, loaded):
        loaded(ACTION.replace("objectives =", GOALS))
        action = Action.objects.get()
        targets = [(row.target.code, row.reason, row.named_by) for row in action.target_readings.all()]
        assert targets == [("10.7", "It plans.", None), ("8.8", "It protects workers.", loaded_sources().get())]
        (reading,) = action.compact_readings.all()
        assert (reading.objective.order, reading.own_reading) == (6, True)

    def test_links_to_goals_change_with_the_content_until_somebody_edits_them(self, loaded):
        text = ACTION.replace("objectives =", GOALS)
        loaded(text)
        assert loaded(text).changed == 0
        loaded(text.replace("It plans.", "It plans well."))
        action = Action.objects.get()
        assert [row.reason for row in action.target_readings.all()] == ["It plans well.", "It protects workers."]
        reading = action.compact_readings.get()
        reading.reason = "By a person."
        action.compact_readings.set([reading])
        action.write()
        loaded(text.replace("It is on recruitment.", "By the content.").replace("It plans.", "It plans best."))
        action = Action.objects.get()
        assert action.compact_readings.get().reason == "By a person."
        assert [row.reason for row in action.target_readings.all()] == ["It plans best.", "It protects workers."]

    def test_a_second_run_changes_nothing(self, folder):
        folder.put(ACTION + REST).load()
        before = everything()
        again = folder.load()
        assert (again.created, again.changed, again.adopted, again.remarks) == (0, 0, 0, [])
        assert everything() == before

    def test_a_second_run_asks_for_its_own_notes_only(self, folder, django_assert_max_num_queries):
        folder.put(ACTION + REST).load()
        with django_assert_max_num_queries(4):  # begin, the ledger, the codes of Actions, end
            folder.load()

    def test_what_is_changed_in_the_content_arrives_once(self, loaded):
        loaded(ACTION + REST)
        text = (ACTION + REST).replace("One summary", "Another summary").replace("Second aim", "Third aim")
        text = text.replace("Others could", "All could").replace("A questionnaire", "Two questionnaires")
        text = text.replace('started = "2015-03"\n', "").replace('place = "p. 3"', 'place = "p. 4"')
        assert loaded(text).changed == 3
        action, page = Action.objects.get(), CaseStudyPage.objects.get()
        assert (action.summary, action.started) == ("Another summary.", None)
        assert [aim.text for aim in action.objectives.all()] == ["First aim", "Third aim"]
        assert KnowledgeItem.objects.get().readings.all()[0].reason == "All could."
        assert "Two questionnaires" in str(page.steps)
        assert page.references.get().place == "p. 4"
        before = everything()
        assert loaded(text).changed == 0
        assert everything() == before

    def test_each_write_leaves_a_revision_and_a_log_entry_without_a_person(self, loaded):
        loaded(ACTION)
        action = Action.objects.get()
        assert Revision.objects.for_instance(action).count() == 1
        entry = ModelLogEntry.objects.for_instance(action).get()
        assert (entry.action, entry.user) == ("wagtail.create", None)

    def test_records_may_refer_to_a_later_one_of_their_kind(self, loaded):
        loaded(
            """
            [[action]]
            key = "B"
            title = "Second"
            follows = "A"
            [[action]]
            key = "A"
            title = "First"
            """
        )
        assert Action.objects.get(code="B").follows == Action.objects.get(code="A")

    def test_an_organisation_of_the_portal_is_named_by_its_slug(self, loaded):
        loaded('[[action]]\nkey = "A"\ntitle = "First"\nregional_body = "comesa"')
        assert Action.objects.get().regional_body == Organisation.objects.get(acronym="COMESA")

    def test_an_organisation_of_the_portal_is_found_by_the_slug_that_it_had_before(self, loaded):
        body = Organisation.objects.get(slug="comesa")
        body.slug = "common-market"
        body.write()
        loaded('[[action]]\nkey = "A"\ntitle = "First"\nregional_body = "comesa"')
        assert Action.objects.get().regional_body == body


class TestPeople:
    """What a person has done since counts."""

    def test_an_edit_stays_and_a_change_to_another_field_arrives(self, loaded):
        loaded(ACTION)
        Action.objects.get().areas.clear()
        action = Action.objects.get()
        action.title = "By a person"
        action.write()
        loaded(ACTION.replace("Nepal: labour migration", "By the content").replace("One summary", "Another summary"))
        action.refresh_from_db()
        assert (action.title, action.summary) == ("By a person", "Another summary.")
        assert loaded(ACTION).remarks == []
        action.refresh_from_db()
        assert (action.title, action.summary) == ("By a person", "One summary.")

    def test_edited_lists_and_rows_stay(self, loaded):
        loaded(ACTION)
        action = Action.objects.get()
        action.areas.set([Area.objects.get(slug="human-rights")])
        action.objectives.set(action.objectives.all()[:1])
        action.write()
        text = ACTION.replace('"labour-migration"]', '"labour-migration", "data-management"]')
        loaded(text.replace("Second aim", "Third aim"))
        action = Action.objects.get()
        assert [area.slug for area in action.areas.all()] == ["human-rights"]
        assert [aim.text for aim in action.objectives.all()] == ["First aim"]

    def test_a_form_that_only_rewrites_line_ends_and_keys_is_no_edit(self, loaded):
        lines = ACTION.replace('"One summary."', '"One\\nsummary."') + REST
        loaded(lines)
        action, item = Action.objects.get(), KnowledgeItem.objects.get()
        action.summary = "One\r\nsummary."
        action.write()
        item.body = item.body.replace("<p>", '<p data-block-key="a1b2c">')
        item.write()
        loaded(lines.replace('"One\\nsummary."', '"Two"').replace("Data in one place.", "All data."))
        assert Action.objects.get().summary == "Two"
        assert "All data." in KnowledgeItem.objects.get().body

    def test_what_was_deleted_stays_deleted(self, loaded):
        loaded(ACTION + REST)
        Output.objects.get().delete()
        before = everything()
        assert loaded(ACTION + REST).remarks == []
        assert everything() == before
        again = loaded((ACTION + REST).replace('title = "Roadmap"', 'title = "Map"'))
        assert [text for text in again.remarks if "“roadmap” was deleted by a person" in text]
        assert not Output.objects.exists()

    def test_what_belongs_to_a_deleted_record_is_left_out_with_a_word(self, loaded):
        loaded(ACTION)
        Action.objects.get().delete()
        outcome = loaded(
            ACTION + REST.replace("[[headline_figure]]", "[[source]]\nkey = 'x'\ncitation = 'X'\n[[headline_figure]]")
        )
        assert (outcome.created, len(outcome.remarks)) == (2, 7)
        assert "component “data” is left out: the Action “NEPAL-2015” was deleted." in outcome.remarks[0]
        assert not Component.objects.exists()

    def test_a_reference_to_what_was_left_out_is_no_mistake(self, loaded):
        loaded(ACTION)
        Action.objects.get().delete()
        activity = '[[activity]]\nkey = "w"\ncomponent = "data"\naction = "NEPAL-2015"\ntitle = "Workshop"\n'
        component = '[[component]]\nkey = "data"\naction = "NEPAL-2015"\ntitle = "Data"\n'
        assert len(loaded(f"{ACTION}\n{activity}{component}").remarks) == 2

    def test_a_list_does_without_what_was_deleted(self, loaded):
        loaded('[[source]]\nkey = "fiche"\ncitation = "Fiche"')
        loaded_sources().get().delete()
        loaded('[[source]]\nkey = "fiche"\ncitation = "Fiche"\n[[action]]\nkey="A"\ntitle="First"\nsources=["fiche"]')
        assert list(Action.objects.get().sources.all()) == []

    @pytest.mark.parametrize("hand", ["draft", "unpublished", "locked"])
    def test_words_in_somebodys_hands_are_left_alone_until_published(self, loaded, hand):
        loaded(ACTION + REST)
        item, page = KnowledgeItem.objects.get(), CaseStudyPage.objects.get()
        for words in (item, page):
            if hand == "draft":
                words.takeaway = words.lead = "In work"
                words.save_revision()
            elif hand == "unpublished":
                words.unpublish()
            else:
                type(words).objects.update(locked=True)
        text = (ACTION + REST).replace("One place for data", "One desk").replace("Labour migration in Nepal", "Nepal")
        outcome = loaded(text)
        assert [("left alone" in remark) for remark in outcome.remarks] == [True, True]
        item.refresh_from_db()
        page.refresh_from_db()
        assert (item.heading, page.title) == ("One place for data", "Labour migration in Nepal")
        if hand == "draft":
            item.latest_revision.publish()
            page.latest_revision.publish()
            loaded(text)
            item.refresh_from_db()
            assert (item.heading, item.takeaway) == ("One desk", "In work")
            assert CaseStudyPage.objects.get().title == "Nepal"

    def test_what_somebody_made_before_is_adopted_as_it_is(self, loaded):
        Source(citation="Mine", address="https://example.org/fiche").write()
        Action(code="NEPAL-2015", title="Mine").write()
        outcome = loaded(ACTION)
        assert (outcome.created, outcome.adopted) == (1, 2)
        action = Action.objects.get()
        assert (action.title, action.label, action.published) == ("Mine", None, False)
        assert loaded_sources().get().citation == "Mine"
        loaded(ACTION.replace("Nepal: labour migration", "By the content"))
        assert Action.objects.get().title == "Mine"

    def test_a_change_that_does_not_fit_an_edit_is_left_with_a_word(self, loaded):
        loaded(ACTION)
        action = Action.objects.get()
        action.reported_to = 2014
        action.write()
        outcome = loaded(ACTION.replace("started =", "reported_from = 2015\nstarted ="))
        assert "would not fit a person's edit" in outcome.remarks[0]
        action.refresh_from_db()
        assert (action.reported_from, action.reported_to) == (None, 2014)


class TestRows:
    def test_only_a_wording_that_begins_with_draft_is_a_draft(self, folder):
        folder.put_rows({"outputs": "draft law;drafting guide;input to a draft law;roadmap;roadmap"}).load()
        states = dict(Output.objects.values_list("title", "state"))
        assert states == {"draft law": "drafted", "drafting guide": "", "input to a draft law": "", "roadmap": ""}
        assert list(Output.objects.exclude(kind=None).values_list("title", flat=True)) == ["roadmap"]

    def test_an_empty_cell_stays_unknown(self, folder):
        folder.put_rows({"region": "", "partner_countries_iso2": "", "end_year": "2019"}).load()
        action = Action.objects.get()
        assert (action.region, action.regional_body, action.reported_from, action.reported_to) == (
            None,
            None,
            None,
            2019,
        )
        assert (action.partners_as_reported, action.sources.count(), Deployment.objects.count()) == ("", 0, 0)

    def test_the_same_partner_in_two_rows_is_one_organisation(self, folder):
        partner = {"partner_institutions": "Ministry of Labour (MOL);local governments"}
        folder.put_rows(partner, {**partner, "action_label": "Nepal II: more"}).load()
        organisation = Organisation.objects.get(country__code="NP")
        assert (organisation.name, organisation.acronym) == ("Ministry of Labour", "MOL")
        assert organisation.partner_actions.count() == 2


class TestNames:
    """One thing under several names is one record."""

    def test_a_row_and_a_file_may_come_in_either_order(self, folder):
        row = {"source_url": "https://example.org/fiche", "partner_institutions": "Ministry of Labour"}
        folder.put_rows(row).load()
        assert Action.objects.get().code == "NEPAL-I"
        folder.put(ACTION)
        outcome = folder.load()
        assert (outcome.created, outcome.changed, outcome.adopted) == (0, 3, 0)
        action = Action.objects.get()
        assert (action.code, action.title) == ("NEPAL-2015", "Nepal: labour migration")
        assert (loaded_sources().get().citation, action.partner_organisations.get().kind.slug) == (
            "Fiche of the Action",
            "ministry",
        )
        assert folder.load().changed == 0

    def test_a_new_key_for_the_same_thing_takes_its_place(self, loaded):
        loaded(ACTION)
        loaded(ACTION.replace('"fiche"', '"the-fiche"').replace("Fiche of", "Page of"))
        assert loaded_sources().get().citation == "Page of the Action"
        assert set(LoadedRecord.objects.values_list("key", flat=True)) == {
            "source:the-fiche",
            "organisation:np-ministry",
            "action:NEPAL-2015",
        }

    def test_of_a_row_that_a_file_declares_only_the_sources_are_taken(self, folder):
        row = {
            "source_url": "https://example.org/a;https://example.org/b",
            "outputs": "roadmap",
            "expert_countries_iso2": "HU",
            "partner_institutions": "Ministry of Trade",
        }
        folder.put_rows(row).put(ACTION).load()
        assert loaded_sources().count() == 3
        assert [source.citation for source in Action.objects.get().sources.all()] == ["Fiche of the Action"]
        assert (Output.objects.count(), Deployment.objects.count()) == (0, 0)
        assert not Organisation.objects.filter(name="Ministry of Trade").exists()

    def test_additions_are_laid_over_a_row(self, folder):
        folder.put_rows({}, {"action_label": "Nepal II: more"})
        folder.put(
            """
            [[action]]
            label = "Nepal II: more"
            follows = "NEPAL-I"
            status = "closed-early"
            """,
            "one.toml",
        )
        folder.put('[[action]]\nlabel = "Nepal II: more"\ncode = "NEPAL-TWO"\nsource_note = "Two sources."', "two.toml")
        folder.load()
        second = Action.objects.get(code="NEPAL-TWO", region__slug="asia", status__slug="closed-early")
        assert (second.follows, second.source_note) == (Action.objects.get(code="NEPAL-I"), "Two sources.")

    def test_a_row_put_in_above_moves_no_code_and_no_slug(self, folder):
        year = {"start_year": "2015"}
        folder.put_rows(year).load()
        folder.put_rows(
            {**year, "action_label": "Nepal II: before"}, {**year, "action_label": "Nepal II: again"}, year
        ).load()
        codes = dict(Action.objects.values_list("label", "code"))
        assert codes == {
            "Nepal I: labour migration": "NEPAL-2015",
            "Nepal II: before": "NEPAL-2015-2",
            "Nepal II: again": "NEPAL-2015-3",
        }

    def test_an_action_known_by_its_label_is_adopted(self, folder):
        Action(code="OLD", title="Mine", label="Nepal I: labour migration").write()
        assert folder.put_rows({"outputs": "roadmap"}).load().adopted == 1
        assert Output.objects.get().action.code == "OLD"


WRONG = [
    (
        ACTION.replace('"labour-migration"]', '"labour"]'),
        "records.toml, action “NEPAL-2015”, areas: there is no area “labour”",
    ),
    (ACTION.replace('["NP"]', '["XX"]'), "there is no country “XX”"),
    (ACTION.replace('sources = ["fiche"]', 'sources = ["fish"]'), "there is no source “fish”"),
    (ACTION.replace("summary =", "sumary ="), "sumary: there is no such field of this kind, Action"),
    (ACTION.replace("2015-03", "March"), "started: “March”. Write a year"),
    (ACTION.replace("text = ", "txt = "), "objectives: “txt” is none of text"),
    (ACTION.replace("objectives =", GOALS.replace("10-7", "10-8")), "target_readings: there is no SDG target “10-8”"),
    (
        ACTION.replace("objectives =", GOALS.replace('reason = "', 'reason2 = "')),
        "“reason2” is none of",
    ),
    (ACTION.replace("objectives =", GOALS.replace("It plans.", "")), "action “NEPAL-2015”: reason: "),
    (ACTION.replace('["NP"]', '"NP"'), "partner_countries: a list belongs here"),
    (ACTION.replace('summary = "One summary."', 'summary = ["One"]'), "summary: a single value belongs here"),
    (ACTION.replace("summary =", "live ="), "live: there is no such field"),
    (ACTION.replace("summary =", "managers ="), "managers: a list belongs here"),
    (ACTION.replace("title =", "summary2 ="), "summary2: there is no such field"),
    (ACTION.replace('title = "Nepal: labour migration"', 'title = ""'), "action “NEPAL-2015”: title: "),
    (
        ACTION + '\n[[source]]\nkey = "b"\ncitation = "B"\naddress = "https://example.org/fiche"',
        "is that of records.toml, source",
    ),
    (ACTION + '\n[[source]]\nkey = "fiche"\ncitation = "B"', "the name “fiche” is that of"),
    (ACTION + '\n[[source]]\ncitation = "B"', "every record needs a key"),
    (ACTION + '\n[[sauce]]\nkey = "b"', "is no kind of record"),
    (ACTION + "\n[[source", "records.toml is no TOML"),
    (ACTION + '\n[[action]]\nlabel = "Nobody"', "no row of the CSV has this label"),
    (ACTION.replace("summary =", 'follows = "NEPAL-2015"\nsummary ='), "it comes after itself"),
    (ACTION + REST.replace('"innovation"', '"replicability"'), "knowledge_item “one-place”: "),
    (ACTION + REST.replace('type = "subtopics"', 'type = "topics"'), "steps: “topics” is none of text, subtopics"),
    (ACTION + REST.replace('heading = "Method"', 'heading = ""'), "steps: a part is missing or wrong"),
]


class TestRefusing:
    @pytest.mark.parametrize(("text", "words"), WRONG)
    def test_wrong_content_stops_with_one_sentence_and_nothing_is_loaded(self, folder, text, words):
        before = everything()
        folder.put(text)
        with pytest.raises(CommandError, match=words) as caught:
            call_command("load_portfolio", folder=folder.path, quiet=True)
        assert "\n" not in str(caught.value)
        assert everything() == before

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (
                {"themes": "LM - Labour"},
                r"portfolio.csv, line 2, “Nepal I: labour migration”: “LM - Labour” is not in .*themes",
            ),
            ({"region": "Antarctica"}, "“Antarctica” is not in the table .regions."),
            ({"activity_types": "workshop;party"}, "“party” is not in the table .activity_types."),
            ({"start_year": "about 2013"}, "“about 2013” in start_year is not a year"),
            ({"partner_countries_iso2": "XX"}, "there is no country “XX”"),
            ({"action_label": ""}, "line 2: the row has no label"),
        ],
    )
    def test_an_unknown_wording_in_a_row_stops_and_nothing_is_loaded(self, folder, row, words):
        before = everything()
        folder.put_rows(row)
        with pytest.raises(ContentError, match=words):
            folder.load()
        assert everything() == before

    def test_a_change_that_breaks_a_rule_stops_where_nobody_edited(self, loaded):
        loaded(ACTION + REST)
        before = everything()
        for field, words in {
            "title": "Nepal: labour migration",
            "lead": "How it went.",
            "takeaway": "Keep it in one place.",
        }.items():
            with pytest.raises(ContentError, match=f"{field}: "):
                loaded((ACTION + REST).replace(f'{field} = "{words}"', f'{field} = ""'))
        assert everything() == before

    def test_a_mistake_at_the_end_undoes_the_beginning(self, loaded):
        before = everything()
        with pytest.raises(ContentError):
            loaded(ACTION + REST.replace('as_of = "2024-03"', 'as_of = "soon"'))
        assert everything() == before

    def test_a_folder_that_is_not_there_is_named(self, folder):
        with pytest.raises(CommandError, match="There is no folder"):
            call_command("load_portfolio", folder=folder.path / "gone", quiet=True)


class TestCommand:
    def test_it_shows_progress_and_what_it_did(self, folder, capsys):
        folder.put(ACTION)
        call_command("load_portfolio", folder=folder.path)
        shown = capsys.readouterr()
        assert "3 records are new" in shown.out
        assert "3/3" in shown.err
        call_command("load_portfolio", folder=folder.path)
        assert "nothing was changed" in capsys.readouterr().out

    def test_quiet_says_only_what_was_not_loaded(self, folder, capsys):
        folder.put(ACTION)
        call_command("load_portfolio", folder=folder.path, quiet=True)
        assert capsys.readouterr() == ("", "")
        Action.objects.get().delete()
        folder.put(ACTION.replace("One summary", "Another"))
        call_command("load_portfolio", folder=folder.path, quiet=True)
        shown = capsys.readouterr()
        assert ("stays deleted" in shown.out, shown.err) == (True, "")


def test_every_kind_is_tried_above():
    assert all(f"[[{kind}]]" in ACTION + REST for kind in MODELS)

"""What is read out of words, without a database: codes, citations, institutions, and parts of a stream."""

import pytest

from mieux_portal.portfolio.citations import citation_of
from mieux_portal.portfolio.codes import Codes, stem
from mieux_portal.portfolio.institutions import Institution, institution_of, is_proper_name
from mieux_portal.portfolio.records import ContentError
from mieux_portal.portfolio.stream import as_the_editor_saves, comparable, to_raw
from practices.models import CaseStudyPage

MIEUX = "https://www.mieux-initiative.eu"
STEPS = CaseStudyPage.steps.field.stream_block


@pytest.mark.parametrize(
    ("label", "start", "code"),
    [
        ("Malawi II: migration and citizenship policy", 2013, "MALAWI-2013"),
        ("Kazakhstan II: rights of migrant families", None, "KAZAKHSTAN-II"),
        ("Togo: national strategy", None, "TOGO"),
        ("DR Congo III: consular protection plan", 2022, "DR-CONGO-2022"),
        ("Côte d'Ivoire I: borders", 2020, "COTE-DIVOIRE-2020"),
        ("A name that goes on and on and on and on", 2020, "A-NAME-THAT-GOES-ON-AND-ON-AND-2020"),
    ],
)
def test_a_code_is_the_name_and_the_start(label, start, code):
    assert stem(label, start) == code


def test_a_code_is_given_once_and_kept_when_a_row_comes_in_above():
    codes = Codes({"Mali I: second": "MALI-2014"}, {"MALI-2014": "Mali I: second"})
    assert codes.of("Mali II: first", 2014) == "MALI-2014-2"
    assert codes.of("Mali I: second", 2014) == "MALI-2014"
    assert codes.of("Mali II: first", 2014) == "MALI-2014-2"


def test_a_code_of_an_action_without_a_label_may_be_that_of_the_row():
    assert Codes({}, {"MALI-2014": None}).of("Mali I: labour", 2014) == "MALI-2014"
    assert Codes({}, {"MALI-2014": "Mali: another"}).of("Mali I: labour", 2014) == "MALI-2014-2"
    unlabelled_since = Codes({"Mali: another": "MALI-2014"}, {"MALI-2014": None})
    assert unlabelled_since.of("Mali I: labour", 2014) == "MALI-2014-2"


@pytest.mark.parametrize(
    ("address", "citation"),
    [
        (f"{MIEUX}/en/actions/159-madagascar", "MIEUX website, actions/159-madagascar"),
        (f"{MIEUX}/fr/actions/109-mali-i", "MIEUX website, fr/actions/109-mali-i"),
        (f"{MIEUX}/en/news-events/news/46-news?start=2", "MIEUX website, news/46-news"),
        ("http://www.icmpd.org/our-work/mieux-iii/asia/", "ICMPD website, mieux-iii/asia"),
        ("http://www.radiolome.tg/2016/12/02/une-strategie/", "radiolome.tg, une-strategie"),
        ("https://acifi.org.br/?p=66278", "acifi.org.br, ?p=66278"),
        ("https://www.icmpd.org", "ICMPD website"),
        (f"{MIEUX}/en/", "MIEUX website"),
    ],
)
def test_a_citation_says_no_more_than_the_address(address, citation):
    assert citation_of(address) == citation


@pytest.mark.parametrize(
    ("words", "countries", "read"),
    [
        ("State Migration Service", ["AZ"], ("State Migration Service", "", "AZ")),
        ("National Employment Agency (ANPE)", ["ML"], ("National Employment Agency", "ANPE", "ML")),
        ("Ministry of Justice (Brazil)", ["AR", "BR"], ("Ministry of Justice", "", "BR")),
        ("Migration Service (Ministry of Interior)", ["TL"], ("Migration Service (Ministry of Interior)", "", "TL")),
        ("Rodnik (NGO)", ["KZ"], ("Rodnik", "", "KZ")),
        ("Redes Chaco", ["AR", "BO"], ("Redes Chaco", "", None)),
        ("COMESA Secretariat", [], ("COMESA Secretariat", "", None)),
    ],
)
def test_an_institution_is_read_out_of_its_wording(words, countries, read):
    assert institution_of(words, countries) == Institution(*read)


def test_wordings_in_lower_case_name_nobody():
    assert is_proper_name("Ministry of Interior")
    assert not is_proper_name("consortium of 10 partners")


def test_a_text_keeps_what_the_editor_knows_and_nothing_random():
    html = "<p>One <b>bold</b> word.</p>\n\n<ul><li>An entry</li></ul><h2>No heading</h2>"
    saved = as_the_editor_saves(html, ["bold", "ul"])
    assert saved == as_the_editor_saves(saved, ["bold", "ul"])
    assert "<b>bold</b>" in saved
    assert "<li>An entry</li>" in saved
    assert "data-block-key" not in saved
    assert "<h2" not in saved


def test_steps_are_read_from_plain_tables():
    told = [
        {"heading": "Method", "content": [{"type": "subtopics", "caption": "Asked", "rows": [{"subtopic": "Visas"}]}]}
    ]
    assert to_raw(STEPS, told) == [
        {
            "type": "step",
            "value": {
                "heading": "Method",
                "content": [{"type": "subtopics", "value": {"caption": "Asked", "rows": [{"subtopic": "Visas"}]}}],
            },
        }
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([{"heading": "Method", "contents": []}], "“contents” is none of heading, content"),
        (
            [{"heading": "Method", "content": [{"type": "txt", "value": "<p>x</p>"}]}],
            "“txt” is none of text, subtopics",
        ),
        ("Method", "“Method” should be a list"),
        ([{"heading": "Method", "content": [{"type": "text", "value": 3}]}], "“3” should be a text"),
    ],
)
def test_a_wrong_part_of_a_step_is_named(told, words):
    with pytest.raises(ContentError, match=words):
        to_raw(STEPS, told)


def test_streams_compare_without_random_ids():
    one = [{"type": "text", "value": '<p data-block-key="a1">x</p>', "id": "1"}]
    other = [{"type": "text", "value": '<p data-block-key="b2">x</p>', "id": "2"}]
    assert comparable(one) == comparable(other)
    assert comparable(one) != comparable([{"type": "text", "value": "<p>y</p>", "id": "1"}])

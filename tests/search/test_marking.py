"""Found words are marked, and nothing that somebody wrote becomes HTML by it."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from mieux_portal.search.marking import LONGEST_PIECE, marked, piece
from mieux_portal.search.matching import Query, Term
from mieux_portal.search.words import fold, tokens

ANY_TEXT = st.text(max_size=400) | st.text(alphabet="abé'<>&\"/ \n-mrk", max_size=400)


def query_of(text: str) -> Query:
    """The words of a text as they are, whatever stands in the index."""
    return Query(text, tuple(Term(token.word, token.word) for token in tokens(text)))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("In the Côte d’Ivoire", "cote ivoire", "In the <mark>Côte</mark> d’<mark>Ivoire</mark>"),
        ("Workshops and a workshop", "workshop", "<mark>Workshops</mark> and a <mark>workshop</mark>"),
        ("Databases & data", "data", "<mark>Databases</mark> &amp; <mark>data</mark>"),
        ("<b>data</b>", "data b", "&lt;<mark>b</mark>&gt;<mark>data</mark>&lt;/<mark>b</mark>&gt;"),
        ("research & development", "amp", "research &amp; development"),
        ("Co\u0302te", "cote", "<mark>Co\u0302te</mark>"),
        ("nothing here", "data", "nothing here"),
    ],
)
def test_words_are_marked_where_they_stand(text, words, expected):
    assert marked(text, query_of(words)) == expected


def test_near_words_are_marked_for_the_one_that_was_mistyped():
    query = Query("bprder", (Term("bprder", "bprder", near=("border",)),))
    assert marked("Border posts", query) == "<mark>Border</mark> posts"


def test_without_a_query_nothing_is_marked():
    assert marked("<data>", None) == "&lt;data&gt;"


@given(text=ANY_TEXT, words=ANY_TEXT)
def test_without_its_marks_the_html_is_the_escaped_text(text, words):
    html = marked(text, query_of(words))
    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)
    assert html.count("<mark>") == html.count("</mark>")


@given(text=ANY_TEXT)
def test_every_word_of_a_text_is_marked_where_all_of_them_are_looked_for(text):
    html = marked(text, query_of(text))
    assert html.count("<mark>") == len(list(tokens(text)))


@given(
    text=st.text(alphabet="ab \n", max_size=1500), word=st.sampled_from(["needle", "Nédle"]), at=st.integers(0, 1500)
)
def test_a_piece_is_short_and_holds_the_word(text, word, at):
    with_word = f"{text[:at]} {word} {text[at:]}"
    shown = piece(with_word, query_of(word))
    assert any(token.word == fold(word) for token in tokens(shown))
    assert len(shown) <= LONGEST_PIECE + 2


def test_a_piece_shows_what_stands_beside_it_only_where_nothing_else_is_to_be_shown():
    text = "Diaspora affairs\nMalawi\nVisits to Malawi and Zambia"
    assert piece(text, query_of("malawi"), beside="Malawi II") == "Diaspora affairs"
    assert piece(text, query_of("malawi zambia"), beside="Malawi II") == "Visits to Malawi and Zambia"
    assert piece(text, query_of("malawi")) == "Malawi"

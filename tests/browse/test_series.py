"""The series of an Action: what it follows and what follows it, as far as readers may see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Action
from mieux_portal.browse.series import order_of_series, series_of
from tests.factories import ActionFactory

links = st.dictionaries(st.integers(1, 9), st.integers(1, 9))


def chain(*titles, **more):
    """Actions each of which follows the one before."""
    made: list[Action] = []
    for title in titles:
        made.append(ActionFactory(title=title, follows=made[-1] if made else None, **more))
    return made


def titles(series):
    return [action.title for action in series.actions]


def test_a_series_is_the_same_from_whichever_of_its_actions_one_looks(db):
    made = chain("Malawi I", "Malawi II", "Malawi III", "Malawi IV")
    ActionFactory(title="Ghana I")
    for action in made:
        assert titles(series_of(action)) == ["Malawi I", "Malawi II", "Malawi III", "Malawi IV"]


def test_it_knows_what_came_before_and_what_comes_next(db):
    first, second, third = chain("Malawi I", "Malawi II", "Malawi III")
    assert (series_of(first).previous, series_of(first).next) == (None, second)
    assert (series_of(second).previous, series_of(second).next) == (first, third)
    assert (series_of(third).previous, series_of(third).next) == (second, None)


def test_an_action_alone_is_no_series(opened):
    action = ActionFactory()
    assert not series_of(action)
    assert "in the series" not in opened(action.get_absolute_url()).content.decode()


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_the_series_ends_at_an_unpublished_action(opened, hidden):
    made = chain("Malawi I", "Malawi II", "Malawi III", "Malawi IV")
    made[hidden].published = False
    made[hidden].title = "Hush"
    made[hidden].save()
    for seen in (made[:hidden], made[hidden + 1 :]):
        for action in seen:
            page = opened(action.get_absolute_url())
            assert page.context["series"].actions == seen
            assert "Hush" not in page.content.decode()


def test_two_that_follow_the_same_both_belong_to_it(db):
    first, second = chain("Mexico I", "Mexico II")
    other = ActionFactory(title="Mexico on the border", follows=first)
    assert titles(series_of(second)) == ["Mexico I", "Mexico II", "Mexico on the border"]
    assert titles(series_of(other)) == titles(series_of(first))


def test_a_loop_ends_where_it_closes(opened):
    first, second, third = chain("Malawi I", "Malawi II", "Malawi III")
    Action.objects.filter(pk=first.pk).update(follows=third)
    for action in (first, second, third):
        assert sorted(titles(opened(action.get_absolute_url()).context["series"])) == [
            "Malawi I",
            "Malawi II",
            "Malawi III",
        ]


@given(st.integers(1, 9), links)
def test_any_links_give_each_action_once_and_its_own_among_them(start, follows):
    order = order_of_series(start, follows)
    assert start in order
    assert len(order) == len(set(order))


@given(st.integers(1, 9), links)
def test_a_series_holds_whatever_is_tied_to_one_of_it(start, follows):
    order = set(order_of_series(start, follows))
    assert all((later in order) >= (earlier in order) for later, earlier in follows.items())


def test_the_page_marks_the_current_one_and_leads_to_its_neighbours(opened):
    _first, second, _third = chain("Malawi I", "Malawi II", "Malawi III", partner_countries=["MW"])
    page = opened(second.get_absolute_url()).content.decode()
    assert "Series with Malawi" in page
    assert '<strong aria-current="page">Malawi II</strong>' in page
    assert page.count('rel="prev"') == page.count('rel="next"') == 1


def test_a_long_series_asks_as_much_as_a_short_one(django_assert_num_queries, db):
    short, long = chain("A", "B"), chain(*"CDEFGHIJ")
    for made in (short, long):
        with django_assert_num_queries(1):
            series_of(made[-1])


@pytest.mark.parametrize(
    ("at", "shown", "more"),
    [
        (0, "ABCD", ["", "D"]),
        (3, "ABCDEFG", ["", "G"]),
        (6, "DEFGHIJ", ["D", "J"]),
        (11, "IJKL", ["I", ""]),
    ],
    ids=["the first", "none is left out before it", "in the middle", "the last"],
)
def test_of_a_long_series_the_nearest_are_shown_and_lead_to_the_others(opened, at, shown, more):
    made = chain(*"ABCDEFGHIJKL")
    page = opened(made[at].get_absolute_url())
    series = page.context["series"]
    assert "".join(action.title for action in series.shown) == shown
    assert [action.title if action else "" for action in (series.earlier, series.later)] == more
    text = page.content.decode()
    for words, end in (("Earlier ones", series.earlier), ("Later ones", series.later)):
        assert (f'<a href="{end.get_absolute_url()}#series">{words}</a>' in text) if end else (words not in text)

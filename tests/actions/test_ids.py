import pytest

from actions.base.ids import LARGEST, id_from


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("0", 0), (str(LARGEST), LARGEST)])
def test_an_id_is_read_from_an_address(text, number):
    assert id_from(text) == number


@pytest.mark.parametrize("text", [None, "", "x", "-1", "1.5", "²", "٣", str(LARGEST + 1), "9" * 5000])
def test_what_no_record_can_have_names_none(text):
    assert id_from(text) == 0

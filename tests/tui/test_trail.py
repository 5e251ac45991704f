"""The way back and forward is that of a browser, and marked places survive a text that changed."""

from store.library.spots import Spotted, found_again
from tui.trail import Spot, Trail

ONE, TWO, THREE = Spot("one", 0), Spot("two", 40), Spot("three", 7)


def test_back_and_forward_lead_to_the_same_places() -> None:
    trail = Trail()
    trail.leave(ONE)
    trail.leave(TWO)
    assert trail.back(THREE) == TWO
    assert trail.back(TWO) == ONE
    assert trail.back(ONE) is None
    assert trail.forward(ONE) == TWO
    assert trail.forward(TWO) == THREE
    assert trail.forward(THREE) is None


def test_a_new_way_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.leave(ONE)
    assert trail.back(TWO) == ONE
    trail.leave(THREE)
    assert trail.forward(ONE) is None
    assert trail.back(ONE) == THREE


def test_a_marked_place_is_found_by_what_stood_there() -> None:
    text = "序言。春茶开采。后来，春茶开采。"
    assert found_again(Spotted("one", 8, "春茶开采"), text) == text.rindex("春茶")
    assert found_again(Spotted("one", 2, "春茶开采"), text) == text.index("春茶")
    assert found_again(Spotted("one", 99, "夏茶"), text) == len(text) - 1

import pytest

from chinar.foundation.territory.drawing import WIDTH, Place, draw
from chinar.foundation.territory.geometry import convex_hull, degrees_outside, is_in_bulgaria, outline

SQUARE = [(24.0, 42.0), (25.0, 42.0), (25.0, 43.0), (24.0, 43.0), (24.0, 42.0)]


def test_a_hull_leaves_inner_points_out() -> None:
    assert set(convex_hull([*SQUARE, (24.5, 42.5)])) == set(SQUARE)


def test_an_outline_is_closed_and_holds_every_point() -> None:
    points = [(24.7, 42.9), (24.8, 42.8), (24.5, 43.0)]
    ring = outline(points)
    assert ring[0] == ring[-1]
    assert all(degrees_outside(point, [ring]) == 0 for point in points)


def test_one_point_has_an_outline_and_none_has_none() -> None:
    assert len(outline([(24.7, 42.9)])) > 8
    assert outline([]) == []


@pytest.mark.parametrize(("point", "away"), [((24.5, 42.5), 0.0), ((25.5, 42.5), 0.5), ((25.3, 43.4), 0.5)])
def test_a_point_is_so_far_outside(point: tuple[float, float], away: float) -> None:
    assert degrees_outside(point, [SQUARE]) == pytest.approx(away)


def test_skopje_is_not_in_bulgaria() -> None:
    assert is_in_bulgaria((24.71, 42.89))
    assert not is_in_bulgaria((21.43, 41.99))


def test_a_drawing_stays_on_its_paper_with_north_up() -> None:
    places = [Place("1", "Север", 1, (24.5, 43.0)), Place("2", "Юг", 5, (24.6, 42.8))]
    drawing = draw(places, [SQUARE])
    assert drawing is not None
    north, south = drawing.dots
    assert north.y < south.y
    for dot in drawing.dots:
        assert 0 < dot.x < WIDTH
        assert 0 < dot.y < drawing.height


def test_names_that_find_no_room_are_left_out_and_the_centre_keeps_its_own() -> None:
    crowd = [Place(str(i), "Голяма Желязна", 8, (24.5 + i / 1000, 42.5)) for i in range(20)]
    drawing = draw([*crowd, Place("c", "Троян", 1, (24.51, 42.5))], [SQUARE])
    assert drawing is not None
    assert drawing.dots[0].place.name == "Троян"
    assert drawing.dots[0].label is not None
    assert any(dot.label is None for dot in drawing.dots)


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], []) is None

"""The picture in README."""

from carelog.station.desk import Station
from carelog.ui.picture import picture


def test_the_picture_shows_the_board_and_loads_nothing_from_anywhere(station: Station) -> None:
    drawn = picture(station, keys=["down"])
    assert drawn.startswith("<svg")
    assert "[see&#160;note]" in drawn
    assert "DEMO" in drawn
    assert "url(" not in drawn.replace("url(#", "")
    assert "@font-face" not in drawn
    assert "full-width" not in drawn

"""Regions are told apart by their colours with any colour vision."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from hairtrack.course import RegionColour
from hairtrack.report.charts.chart import SERIES_COLOURS
from hairtrack.ui.regions.colours import REGION_COLOURS

_VISION = {
    "full": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
"""Machado et al. 2009, doi:10.1109/TVCG.2009.113, full severity, linear sRGB."""
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def seen(colour: QColor, vision: str) -> NDArray[np.float64]:
    """L*a*b* of a colour as somebody sees it."""
    code = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)
    share = _XYZ @ np.clip(np.array(_VISION[vision]) @ linear, 0, 1) / (0.9505, 1.0, 1.089)
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("vision", _VISION)
@pytest.mark.parametrize(
    "palette", [[*REGION_COLOURS.values()], [QColor(colour) for colour in SERIES_COLOURS.values()]]
)
def test_any_two_colours_differ_with_any_colour_vision(palette: Sequence[QColor], vision: str) -> None:
    assert len(palette) == len(RegionColour)
    labs = [seen(colour, vision) for colour in palette]
    # Ten times what is just seen side by side.
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(labs, 2)) > 15


@pytest.mark.parametrize("ground", ["#e0b49a", "#c98f73", "#a8755a", "#6b4632", "#2b1d14", "#8a6a48"])
def test_every_colour_is_seen_on_skin_and_hair(ground: str) -> None:
    under = seen(QColor(ground), "full")
    for colour, shown in REGION_COLOURS.items():
        assert np.linalg.norm(seen(shown, "full") - under) > 25, colour


@pytest.mark.parametrize("colour", [colour for colour in RegionColour if colour is not RegionColour.GREY])
def test_a_region_has_the_same_hue_on_the_photo_and_in_the_chart(colour: RegionColour) -> None:
    (_, a, b), (_, c, d) = seen(REGION_COLOURS[colour], "full"), seen(QColor(SERIES_COLOURS[colour]), "full")

    turn = np.degrees(np.arctan2(b, a) - np.arctan2(d, c))
    assert abs((turn + 180) % 360 - 180) < 30

"""Which day a file names, and which texts are no day."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtrack.course import DateSource
from hairtrack.errors import ReasonKind
from hairtrack.imaging.photo_dates import candidates, choose, day_in_exif, day_in_name, doubt

TODAY = date(2026, 11, 20)
DAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("IMG_20260831_123345.jpg", time(12, 33, 45)),
        ("IMG20260831123345.jpg", time(12, 33, 45)),
        ("PXL_20260831_123345678.jpg", time(12, 33, 45)),
        ("PXL_20260831_123345678.PORTRAIT.jpg", time(12, 33, 45)),
        ("20260831_123345.jpg", time(12, 33, 45)),
        ("20260831_123345(0).jpg", time(12, 33, 45)),
        ("20260831.jpg", None),
        ("IMG-20260831-WA0007.jpg", None),
        ("WhatsApp Image 2026-08-31 at 15.41.14.jpeg", time(15, 41, 14)),
        ("WhatsApp Image 2026-08-31 at 3.41.14 PM (1).jpeg", time(15, 41, 14)),
        ("Screenshot_2026-08-31-12-33-45-123_com.app.jpg", time(12, 33, 45)),
        ("Screenshot_20260831-123345.png", time(12, 33, 45)),
        ("Screen Shot 2026-08-31 at 12.33.45 AM.png", time(0, 33, 45)),
        ("Bildschirmfoto 2026-08-31 um 12.33.45.png", time(12, 33, 45)),
        ("2026-08-31 12.33.45.jpg", time(12, 33, 45)),
        ("2026-08-31T12:33:45.jpg", time(12, 33, 45)),
        ("signal-2026-08-31-123345.jpeg", time(12, 33, 45)),
        ("signal-2026-08-31-12-33-45-123.jpeg", time(12, 33, 45)),
        ("photo_2026-08-31_12-33-45.jpg", time(12, 33, 45)),
        ("photo_5@31-08-2026_12-33-45.jpg", None),
        ("2026_08_31 crown.HEIC", None),
        ("crown 2026.08.31.heic", None),
        ("crown-31.08.2026.heic", None),
        ("08-31-2026 front.png", None),
        ("Снимок 2026-08-31.jpg", None),
        ("写真_20260831.jpg", None),
        ("2026-08-31_2026-08-31.jpg", None),
    ],
)
def test_names_of_phones_chats_and_people(name: str, at: time | None) -> None:
    assert day_in_name(name, today=TODAY) == (DAY, at)


@pytest.mark.parametrize(
    "name",
    [
        "DSC_0831.JPG",
        "DSCN2026.JPG",
        "IMG_2026.JPG",
        "IMG_0831.HEIC",
        "FB_IMG_1756645678901.jpg",
        "mmexport1756645678901.jpg",
        "20261331.jpg",
        "2026-02-30.jpg",
        "2027-08-31.jpg",
        "20990101_000000.jpg",
        "03-04-2026.jpg",
        "1999-12-31.jpg",
        "12320260831.jpg",
        "2026-08-31 copied from 2025-01-02.jpg",
        "3f202608-3120-4831-a0b1-20260831aabb.jpg",
        "9f20260831aa20260831bb20260831cc.jpg",
        "2026-0831.jpg",
        "",
        ".jpg",
    ],
)
def test_names_without_a_certain_day(name: str) -> None:
    assert day_in_name(name, today=TODAY) is None


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2026:08:31 12:33:45", time(12, 33, 45)),
        ("2026:08:31 12:33:45\0", time(12, 33, 45)),
        ("  2026:08:31 12:33:45 ", time(12, 33, 45)),
        (b"2026:08:31 12:33:45\0", time(12, 33, 45)),
        (("2026:08:31 12:33:45",), time(12, 33, 45)),
        ("2026-08-31T23:59:59+13:00", time(23, 59, 59)),
        ("2026-08-31T00:10:00Z", time(0, 10)),
        ("2026:08:31", None),
        ("2026:08:31 24:00:00", None),
        ("2026:08:31   :  :  ", None),
    ],
)
def test_days_in_exif_stay_on_the_wall(value: object, at: time | None) -> None:
    assert day_in_exif(value, today=TODAY) == (DAY, at)


@pytest.mark.parametrize(
    "value",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "",
        "\0\0\0\0",
        "2026:13:31 12:00:00",
        "2026:02:30 12:00:00",
        "2027:08:31 12:00:00",
        "1904:01:01 00:00:00",
        "1970:01:01 00:00:00",
        "yesterday",
        None,
        0,
        3.5,
        (1, 2),
        b"\xff\xfe\x00",
    ],
)
def test_what_cameras_write_instead_of_a_day(value: object) -> None:
    assert day_in_exif(value, today=TODAY) is None


def test_tomorrow_is_a_day_further_east() -> None:
    assert day_in_exif("2026:11:21 00:30:00", today=TODAY) == (date(2026, 11, 21), time(0, 30))
    assert day_in_exif("2026:11:22 00:30:00", today=TODAY) is None


@given(st.text())
def test_any_name_and_any_text_is_survived(text: str) -> None:
    day_in_name(text, today=TODAY)
    day_in_exif(text, today=TODAY)


@given(st.dates(date(2000, 1, 1), TODAY), st.sampled_from(["IMG_{:%Y%m%d}_120000", "{:%Y-%m-%d}", "x{:%Y_%m_%d}y"]))
def test_every_day_is_read_back(day: date, pattern: str) -> None:
    found = day_in_name(pattern.format(day) + ".jpg", today=TODAY)
    assert found is not None
    assert found[0] == day


def _exif(**tags: str) -> dict[str, object]:
    return dict(tags)


def test_the_day_of_the_shutter_comes_first() -> None:
    found = candidates(
        _exif(DateTimeOriginal="2023:03:01 10:00:00", DateTimeDigitized="2024:01:01 10:00:00", DateTime="2026:01:01"),
        file_name="2025-05-05.jpg",
        today=TODAY,
    )
    chosen = choose(found)
    assert chosen is not None
    assert (chosen.day, chosen.source) == (date(2023, 3, 1), DateSource.EXIF)
    reason = doubt(found)
    assert reason is not None
    assert reason.kind is ReasonKind.DATES_DISAGREE
    assert {c.day.year for c in found} == {2023, 2024, 2025, 2026}


def test_a_day_of_saving_yields_to_an_earlier_day_in_the_name() -> None:
    found = candidates(_exif(DateTime="2026:01:01 10:00:00"), file_name="IMG_20250505_120000.jpg", today=TODAY)
    chosen = choose(found)
    assert chosen is not None
    assert (chosen.day, chosen.source) == (date(2025, 5, 5), DateSource.FILENAME)


def test_the_day_of_sending_yields_to_an_earlier_day_in_the_file() -> None:
    found = candidates(_exif(DateTime="2025:05:05 10:00:00"), file_name="IMG-20260101-WA0001.jpg", today=TODAY)
    chosen = choose(found)
    assert chosen is not None
    assert (chosen.day, chosen.source) == (date(2025, 5, 5), DateSource.EXIF)


def test_a_day_of_saving_alone_is_doubted() -> None:
    reason = doubt(candidates(_exif(DateTime="2025:05:05 10:00:00"), file_name="a.jpg", today=TODAY))
    assert reason is not None
    assert reason.kind is ReasonKind.DATE_OF_SAVING


def test_agreeing_days_are_not_doubted() -> None:
    found = candidates(_exif(DateTimeOriginal="2026:08:30 23:50:00"), file_name="IMG-20260831-WA0001.jpg", today=TODAY)
    assert doubt(found) is None


def test_folder_and_last_change_are_offered_and_never_chosen() -> None:
    found = candidates({}, file_name="a.jpg", folder_name="2026-08-31", changed_on=date(2026, 9, 1), today=TODAY)
    assert choose(found) is None
    assert [(c.day, c.source) for c in found] == [(DAY, DateSource.FILENAME), (date(2026, 9, 1), DateSource.MODIFIED)]

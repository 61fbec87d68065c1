"""Which day a file names, which of several is taken, and which texts are no day."""

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hairtrack.course import DateSource
from hairtrack.errors import DATE_DOUBTS, ReasonKind
from hairtrack.imaging.photo_dates import (
    FILE_CHANGED,
    FILE_NAME,
    FILE_NAME_SENT,
    FILE_NAME_UTC,
    FILE_NUMBER,
    FOLDER_NAME,
    SAVED,
    TAKEN,
    DateReading,
    copied_days,
    read_dates,
)
from hairtrack.imaging.photo_days import DayOrder, day_in_value, day_order, days_in_name

TODAY = date(2026, 11, 20)
DAY = date(2026, 8, 31)


def read(fields: dict[str, object] | None = None, name: str = "a.jpg", **more: object) -> DateReading:
    return read_dates(fields or {}, file_name=name, today=TODAY, **more)  # type: ignore[arg-type]


def kinds(reading: DateReading) -> set[ReasonKind]:
    return {reason.kind for reason in reading.doubts}


def day_of(reading: DateReading) -> str | None:
    return reading.chosen.day.isoformat() if reading.chosen else None


# Names


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("IMG_20260831_123345.jpg", time(12, 33, 45)),
        ("IMG20260831123345.jpg", time(12, 33, 45)),
        ("IMG_20260831_154114_HDR.jpg", time(15, 41, 14)),
        ("IMG_20260831T154114Z.jpg", time(15, 41, 14)),
        ("00000IMG_00000_BURST20260831154114_COVER.jpg", time(15, 41, 14)),
        ("MVIMG_20260831_123345.jpg", time(12, 33, 45)),
        ("VID_20260831_123345.jpg", time(12, 33, 45)),
        ("DJI_20260831154114_0001_D.JPG", time(15, 41, 14)),
        ("WIN_20260831_15_41_14_Pro.jpg", time(15, 41, 14)),
        ("PXL_20260831_123345678.jpg", time(12, 33, 45)),
        ("PXL_20260831_123345678.PORTRAIT.jpg", time(12, 33, 45)),
        ("20260831_123345.jpg", time(12, 33, 45)),
        ("20260831_123345(0).jpg", time(12, 33, 45)),
        ("20260831.jpg", None),
        ("IMG-20260831-WA0007.jpg", None),
        ("KakaoTalk_20260831_154114123.jpg", time(15, 41, 14)),
        ("WhatsApp Image 2026-08-31 at 15.41.14.jpeg", time(15, 41, 14)),
        ("WhatsApp Image 2026-08-31 at 15.41.14 (1).jpeg", time(15, 41, 14)),
        ("WhatsApp Image 2026-08-31 at 3.41.14 PM (1).jpeg", time(15, 41, 14)),
        ("WhatsApp Image 2026-08-31 at 15.41.14_1a2b3c4d.jpg", time(15, 41, 14)),
        ("Screenshot_2026-08-31-12-33-45-123_com.app.jpg", time(12, 33, 45)),
        ("Screenshot_20260831-123345.png", time(12, 33, 45)),
        ("Screenshot 2026-08-31 at 15.41.14.png", time(15, 41, 14)),
        ("Screenshot 2026-08-31 154114.png", time(15, 41, 14)),
        ("Screen Shot 2026-08-31 at 12.33.45 AM.png", time(0, 33, 45)),
        ("Screen Shot 2026-08-31 at 3.41.14\u202fPM.png", time(15, 41, 14)),
        ("Bildschirmfoto 2026-08-31 um 12.33.45.png", time(12, 33, 45)),
        ("Capture d’écran 2026-08-31 a\u0300 12.33.45.png", time(12, 33, 45)),
        ("2026-08-31 12.33.45.jpg", time(12, 33, 45)),
        ("2026-08-31T12:33:45.jpg", time(12, 33, 45)),
        ("signal-2026-08-31-123345.jpeg", time(12, 33, 45)),
        ("signal-2026-08-31-154114_002.jpeg", time(15, 41, 14)),
        ("signal-2026-08-31-12-33-45-123.jpeg", time(12, 33, 45)),
        ("photo_2026-08-31_12-33-45.jpg", time(12, 33, 45)),
        ("photo_5@31-08-2026_12-33-45.jpg", time(12, 33, 45)),
        ("Photo 31-08-2026, 15 41 14.jpg", time(15, 41, 14)),
        ("31-08-2026-12-30-45.jpg", time(12, 30, 45)),
        ("2026_08_31 crown.HEIC", None),
        ("crown 2026.08.31.heic", None),
        ("2026-8-31 crown.jpg", None),
        ("crown-31.08.2026.heic", None),
        ("31.08.2026", None),
        ("31.8.2026.jpg", None),
        ("Foto 31.08.26 Wirbel.jpg", None),
        ("31.8.26.jpg", None),
        ("08.31.2026.jpg", None),
        ("08-31-2026 front.png", None),
        ("31-08-2026.jpg", None),
        ("crown 31 Aug 2026.jpg", None),
        ("31st of August 2026.jpg", None),
        ("31. August 2026.jpg", None),
        ("31 août 2026.jpg", None),
        ("31 de agosto de 2026.jpg", None),
        ("August 31, 2026.jpg", None),
        ("Aug 31 2026 front.jpg", None),
        ("2026 Aug 31.jpg", None),
        ("31-Aug-26.jpg", None),
        ("2026年8月31日.jpg", None),
        ("2026년 8월 31일.jpg", None),
        ("Снимок 2026-08-31.jpg", None),
        ("写真_20260831.jpg", None),
        ("2026-08-31_2026-08-31.jpg", None),
    ],
)
def test_names_of_phones_chats_and_people(name: str, at: time | None) -> None:
    assert days_in_name(name, today=TODAY) == ((DAY, at),)


def test_a_time_after_the_year_is_no_second_day() -> None:
    assert days_in_name("31-08-2025-12-30-45.jpg", today=TODAY) == ((date(2025, 8, 31), time(12, 30, 45)),)


@pytest.mark.parametrize(
    "name",
    [
        "DSC_0831.JPG",
        "DSCN2026.JPG",
        "IMG_2026.JPG",
        "IMG_0831 31 August.HEIC",
        "FB_IMG_1756645678901.jpg",
        "mmexport1756645678901.jpg",
        "received_1234567890123456.jpeg",
        "20261331.jpg",
        "2026-02-30.jpg",
        "2027-08-31.jpg",
        "20990101_000000.jpg",
        "1999-12-31.jpg",
        "12320260831.jpg",
        "+20260831.jpg",
        "2026083112.jpg",
        "4000x3000.jpg",
        "19201080.jpg",
        "20250831x1080.jpg",
        "app v2024.10.12.png",
        "version 30.1.24.png",
        "192.168.31.08.26.png",
        "2023.1.2.png",
        "12.8.26.jpg",
        "12-Aug-26.jpg",
        "31 Aug 14.30.jpg",
        "2002 April 21501.jpg",
        "31-08-26.jpg",
        "August 2026.jpg",
        "1.2.31.08.2026.jpg",
        "20201112_1234567890_1234567890_n.jpg",
        "3f202608-3120-4831-a0b1-20260831aabb.jpg",
        "9f20260831aa20260831bb20260831cc.jpg",
        "9f20260831ab.jpg",
        "2026-0831.jpg",
        "",
        ".jpg",
    ],
)
def test_names_without_a_day(name: str) -> None:
    assert days_in_name(name, today=TODAY) == ()


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("03-04-2026.jpg", date(2026, 4, 3), date(2026, 3, 4)),
        ("3-4-2026 crown.jpg", date(2026, 4, 3), date(2026, 3, 4)),
        ("crown_03_04_2026.jpg", date(2026, 4, 3), date(2026, 3, 4)),
        ("2026-08-31 copied from 2025-01-02.jpg", DAY, date(2025, 1, 2)),
    ],
)
def test_an_ambiguous_name_offers_both_days_and_asks(name: str, first: date, second: date) -> None:
    reading = read(name=name)
    assert [c.day for c in sorted(reading.candidates, key=lambda c: c.day)] == sorted([first, second])
    assert reading.chosen is None
    (reason,) = reading.doubts
    assert reason.kind is ReasonKind.DATE_AMBIGUOUS
    assert {reason.facts["day"], reason.facts["other"]} == {first.isoformat(), second.isoformat()}


@pytest.mark.parametrize("name", ["photo_5@03-04-2026_12-33-45.jpg", "03.04.2026.jpg", "3 Apr 2026.jpg"])
def test_telegram_dots_and_words_put_the_day_first(name: str) -> None:
    assert day_of(read(name=name)) == "2026-04-03"


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["31-08-2026.jpg", "03-04-2026.jpg"], DayOrder.DAY_FIRST),
        (["08-31-2026.jpg", "03-04-2026.jpg"], DayOrder.MONTH_FIRST),
        (["08.31.2026.jpg", "03.04.2026.jpg"], DayOrder.MONTH_FIRST),
        (["31-08-2026.jpg", "08-31-2026.jpg"], None),
        (["03-04-2026.jpg", "04-04-2026.jpg"], None),
        (["photo_5@31-08-2026_12-33-45.jpg"], None),
        (["2026-08-31.jpg", "31 Aug 2026.jpg", "IMG_0001.jpg"], None),
        ([], None),
    ],
)
def test_names_that_leave_no_choice_tell_the_order_of_the_others(names: list[str], order: DayOrder | None) -> None:
    assert day_order(names, today=TODAY) is order


@pytest.mark.parametrize(
    ("name", "order", "day"),
    [
        ("03-04-2026.jpg", DayOrder.DAY_FIRST, "2026-04-03"),
        ("03-04-2026.jpg", DayOrder.MONTH_FIRST, "2026-03-04"),
        ("03.04.2026.jpg", DayOrder.MONTH_FIRST, "2026-03-04"),
        ("photo 5@03-04-2026.jpg", DayOrder.MONTH_FIRST, "2026-04-03"),
        ("31-08-2026.jpg", DayOrder.MONTH_FIRST, "2026-08-31"),
    ],
)
def test_a_known_order_resolves_a_name(name: str, order: DayOrder, day: str) -> None:
    reading = read(name=name, order=order)
    assert (day_of(reading), reading.doubts) == (day, ())


_PATTERNS = [
    *("IMG_{0:%Y%m%d}_120000", "{0:%Y-%m-%d}", "x{0:%Y_%m_%d}y", "{0:%Y.%m.%d} at 15.41.14", "{0:%d.%m.%Y}"),
    *("{0:%d-%m-%Y}", "{0:%m-%d-%Y}", "photo_1@{0:%d-%m-%Y}_15-41-14", "{0:%d %b %Y}", "{0:%Y %B %d}", "{0:%B %d, %Y}"),
]
_OF_ANY_WIDTH = ["{0.year}-{0.month}-{0.day}", "{0.year} {0:%b} {0.day}", "{0.year}年{0.month}月{0.day}日"]
_SHORT_YEAR = ["{0:%d-%b-%y}", "{0:%d.%m.%y}"]
_AROUND = st.from_regex(r"[^\d\W]{0,3}[-_. (]{0,2}[0-9]{0,3}[-_. )]{0,2}[^\d\W]{0,3}", fullmatch=True)


@given(st.dates(date(2000, 1, 1), TODAY), st.sampled_from(_PATTERNS + _OF_ANY_WIDTH + _SHORT_YEAR), _AROUND, _AROUND)
def test_every_day_is_read_back_or_asked_but_never_another_one(
    day: date, pattern: str, before: str, after: str
) -> None:
    # Digits that touch a number of any width make it another number.
    assume(pattern in _PATTERNS or not (before[-1:].isdigit() or after[:1].isdigit()))
    found = [told for told, _ in days_in_name(f"{before}{pattern.format(day)}{after}.jpg", today=TODAY)]
    assert found in ([], [day]) or (len(found) == 2 and day in found)


@given(st.dates(date(2000, 1, 1), TODAY), st.sampled_from(_PATTERNS + _OF_ANY_WIDTH))
def test_every_day_standing_alone_is_offered(day: date, pattern: str) -> None:
    assert day in [told for told, _ in days_in_name(pattern.format(day), today=TODAY)]


@given(st.text())
def test_any_name_is_survived(text: str) -> None:
    days_in_name(text, today=TODAY)
    day_order([text], today=TODAY)
    read(name=text, folder_name=text)


def test_pixel_phones_name_photos_by_utc() -> None:
    noon, night = read(name="PXL_20260831_123345678.jpg"), read(name="PXL_20260831_223345678.jpg")
    assert noon.chosen is not None
    assert (noon.chosen.day, noon.chosen.at, noon.chosen.origin, noon.doubts) == (DAY, None, FILE_NAME, ())
    assert night.chosen is not None
    assert (night.chosen.day, night.chosen.at, night.chosen.origin) == (DAY, None, FILE_NAME_UTC)
    assert kinds(night) == {ReasonKind.DATE_IN_UTC}


@pytest.mark.parametrize(
    "name",
    ["FB_IMG_1693490474000.jpg", "received_1693490474000.jpeg", "mmexport1693490474000.jpg", "IMG_1693490474.jpg"],
)
def test_seconds_since_1970_are_offered_only(name: str) -> None:
    reading = read(name=name)
    assert [(c.day, c.origin) for c in reading.candidates] == [(date(2023, 8, 31), FILE_NUMBER)]
    assert reading.chosen is None


@pytest.mark.parametrize("name", ["1693490474.jpg", "Snapchat-1693490474.jpg", "1000020260.jpg", "49169349047400.jpg"])
def test_other_numbers_are_no_seconds(name: str) -> None:
    assert read(name=name).candidates == ()


# Values


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2026:08:31 12:33:45", time(12, 33, 45)),
        ("2026:08:31 12:33:45\0", time(12, 33, 45)),
        ("2026:08:31 12:33:45\0rest of a longer text", time(12, 33, 45)),
        ("  2026:08:31 12:33:45 ", time(12, 33, 45)),
        (b"2026:08:31 12:33:45\0", time(12, 33, 45)),
        (("2026:08:31 12:33:45",), time(12, 33, 45)),
        ("2026-08-31T23:59:59+13:00", time(23, 59, 59)),
        ("2026-08-31T00:10:00-11:00", time(0, 10)),
        ("2026-08-31T00:10:00Z", time(0, 10)),
        ("2026-08-31T15:47+02:00", time(15, 47)),
        ("2026-08-31T15:41:14.123456", time(15, 41, 14)),
        ("2026-08-31T14:38:09GMT+2", time(14, 38, 9)),
        ("Mon, 31 Aug 2026 15:41:14 +0200", time(15, 41, 14)),
        ("2026:08:31", None),
        ("2026:08:31 24:00:00", None),
        ("2026:08:31   :  :  ", None),
        ("2026:08:31 12:33:45" + "x" * 100_000, time(12, 33, 45)),
    ],
)
def test_days_inside_the_file_stay_on_the_wall(value: object, at: time | None) -> None:
    assert day_in_value(value, today=TODAY) == (DAY, at)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, None),
        ("0000:00:00 00:00:00", ReasonKind.DATE_NOT_SET),
        ("0000:00:00 12:30:00", ReasonKind.DATE_NOT_SET),
        ("0000-00-00T00:00:00Z", ReasonKind.DATE_NOT_SET),
        ("    :  :     :  :  ", ReasonKind.DATE_NOT_SET),
        ("----:--:-- --:--:--", ReasonKind.DATE_NOT_SET),
        ("", ReasonKind.DATE_NOT_SET),
        ("\0\0\0\0", ReasonKind.DATE_NOT_SET),
        (b"\xff" * 20, ReasonKind.DATE_NOT_SET),
        (0, ReasonKind.DATE_NOT_SET),
        ((0, 0), ReasonKind.DATE_NOT_SET),
        ("2026:13:31 12:00:00", ReasonKind.DATE_UNREADABLE),
        ("2026:02:30 12:00:00", ReasonKind.DATE_UNREADABLE),
        ("2026:08:00 12:00:00", ReasonKind.DATE_UNREADABLE),
        ("2026:08:311 12:00:00", ReasonKind.DATE_UNREADABLE),
        ("2026:08:3\x071", ReasonKind.DATE_UNREADABLE),
        ("2026-08", ReasonKind.DATE_UNREADABLE),
        ("31/08/2026", ReasonKind.DATE_UNREADABLE),
        ("yesterday", ReasonKind.DATE_UNREADABLE),
        (3.5, ReasonKind.DATE_UNREADABLE),
        ((1, 2), ReasonKind.DATE_UNREADABLE),
        ("1904:01:01 00:00:00", ReasonKind.DATE_TOO_EARLY),
        ("1970:01:01 00:00:00", ReasonKind.DATE_TOO_EARLY),
        ("1999:12:31 23:59:59", ReasonKind.DATE_TOO_EARLY),
        ("2027:08:31 12:00:00", ReasonKind.DATE_TO_COME),
        ("9999:12:31 12:00:00", ReasonKind.DATE_TO_COME),
    ],
)
def test_what_cameras_write_instead_of_a_day(value: object, kind: ReasonKind | None) -> None:
    assert day_in_value(value, today=TODAY) is kind


def test_a_number_too_long_to_write_is_no_day() -> None:
    assert day_in_value(10**6000, today=TODAY) is ReasonKind.DATE_UNREADABLE


def test_tomorrow_is_a_day_further_east() -> None:
    assert day_in_value("2026:11:21 00:30:00", today=TODAY) == (date(2026, 11, 21), time(0, 30))
    assert day_in_value("2026:11:22 00:30:00", today=TODAY) is ReasonKind.DATE_TO_COME


_ANYTHING = st.one_of(
    st.none(), st.text(), st.binary(), st.integers(), st.floats(), st.tuples(st.text()), st.tuples(st.integers())
)


@given(st.dictionaries(st.sampled_from((*TAKEN, *SAVED)), _ANYTHING))
def test_any_values_are_survived_and_shown_short(fields: dict[str, object]) -> None:
    for reason in read(fields).doubts:
        text = str(reason.facts.get("text", ""))
        assert text.isprintable()
        assert len(text) <= 41
        assert not set(text) & set("<>")


@given(st.dates(date(2000, 1, 1), TODAY), st.times(), st.integers(-14, 14), st.sampled_from(TAKEN))
def test_no_offset_moves_a_day(day: date, at: time, offset: int, field: str) -> None:
    written = f"{day}T{at:%H:%M:%S}{offset:+03d}:00"
    assert read({field: written}).chosen is not None
    assert day_of(read({field: written})) == day.isoformat()


# Which of several

_OK, _DISAGREE, _SAVING = set[ReasonKind](), {ReasonKind.DATES_DISAGREE}, {ReasonKind.DATE_OF_SAVING}
_UNSET, _EARLY, _COMING = {ReasonKind.DATE_NOT_SET}, {ReasonKind.DATE_TOO_EARLY}, {ReasonKind.DATE_TO_COME}
_SENDING = {ReasonKind.DATE_OF_SENDING}
_UNREADABLE = {ReasonKind.DATE_UNREADABLE}
_O, _D, _C, _X, _M = "DateTimeOriginal", "DateTimeDigitized", "DateTime", "photoshop:DateCreated", "xmp:ModifyDate"
_ZEROS = "0000:00:00 00:00:00"


@pytest.mark.parametrize(
    ("fields", "name", "day", "doubts"),
    [
        # The shutter's day goes first, in order of trust.
        ({_O: "2024:03:01"}, "a.jpg", "2024-03-01", _OK),
        ({_D: "2024:03:01"}, "a.jpg", "2024-03-01", _OK),
        ({"exif:DateTimeOriginal": "2024-03-01T10:00:00Z"}, "a.jpg", "2024-03-01", _OK),
        ({_X: "2024-03-01"}, "a.jpg", "2024-03-01", _OK),
        ({"xmp:CreateDate": "2024-03-01"}, "a.jpg", "2024-03-01", _OK),
        ({_O: "2024:03:01", _D: "2024:03:02", _X: "2024-03-03"}, "IMG-20240302-WA0001.jpg", "2024-03-01", _OK),
        # More than two days apart: the better is taken, and said.
        ({_O: "2024:03:01", _D: "2024:03:04"}, "a.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01", _X: "2024-06-01"}, "a.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01"}, "IMG-20240601-WA0001.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01"}, "05-06-2024.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01"}, "03-01-2024.jpg", "2024-03-01", _OK),
        # More than a year apart, of like trust: none is taken.
        ({_O: "2024:03:01", _D: "2022:03:01"}, "a.jpg", None, _DISAGREE),
        ({_O: "2024:03:01", _X: "2022-03-01"}, "a.jpg", None, _DISAGREE),
        ({_O: "2024:03:01"}, "IMG_20220301_120000.jpg", None, _DISAGREE),
        ({_O: "2024:03:01"}, "03-04-2026.jpg", None, _DISAGREE),
        ({_O: "2024:03:01", _D: "2024:03:01"}, "IMG-20260301-WA0001.jpg", "2024-03-01", _DISAGREE),
        # Editing comes later and changes DateTime: said only where years lie between.
        ({_O: "2024:03:01", _C: "2024:09:01"}, "a.jpg", "2024-03-01", _OK),
        ({_O: "2024:03:01", _C: "2026:03:01"}, "a.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01", _M: "2026-03-01"}, "a.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01", _C: "2024:02:01"}, "a.jpg", "2024-03-01", _DISAGREE),
        ({_O: "2024:03:01", _C: "2019:02:01"}, "a.jpg", "2024-03-01", _DISAGREE),
        # A day of saving alone is doubted; with a name that agrees it is not.
        ({_C: "2024:03:01"}, "a.jpg", "2024-03-01", _SAVING),
        ({_M: "2024-03-01"}, "a.jpg", "2024-03-01", _SAVING),
        ({"Creation Time": "Fri, 1 Mar 2024 10:00:00 +0000"}, "a.png", "2024-03-01", _SAVING),
        ({"date:create": "2024-03-01T10:00:00+00:00"}, "a.png", "2024-03-01", _SAVING),
        ({_C: "2024:03:01"}, "IMG_20240301_120000.jpg", "2024-03-01", _OK),
        ({_C: "2024:03:01"}, "03-01-2024.jpg", "2024-03-01", _OK),
        # Of a day of saving and a name the earlier, where the later can follow from it.
        ({_C: "2024:09:01"}, "IMG_20240301_120000.jpg", "2024-03-01", _DISAGREE),
        ({_C: "2026:09:01"}, "IMG_20240301_120000.jpg", "2024-03-01", _DISAGREE),
        ({_C: "2024:03:01"}, "IMG-20240901-WA0001.jpg", "2024-03-01", _DISAGREE),
        ({_C: "2020:03:01"}, "IMG-20240901-WA0001.jpg", None, _DISAGREE),
        # Chats name photos by the day of sending, which is not before the shutter's.
        ({}, "IMG-20240301-WA0001.jpg", "2024-03-01", _SENDING),
        ({}, "WhatsApp Image 2024-03-01 at 15.41.14.jpeg", "2024-03-01", _SENDING),
        ({}, "signal-2024-03-01-154114.jpeg", "2024-03-01", _SENDING),
        ({}, "photo_2024-03-01_15-41-14.jpg", "2024-03-01", _SENDING),
        ({_O: "2024:03:01"}, "IMG-20220301-WA0001.jpg", None, _DISAGREE),
        ({_C: "2024:09:01"}, "03-04-2024.jpg", None, {ReasonKind.DATE_AMBIGUOUS}),
        # Nothing better than a name.
        ({}, "IMG_20240301_120000.jpg", "2024-03-01", _OK),
        ({}, "a.jpg", None, _OK),
        # What cannot be is said; blanks only where a weaker place has to do.
        ({_O: _ZEROS, _D: "2024:03:01"}, "a.jpg", "2024-03-01", _UNSET),
        ({_O: _ZEROS}, "IMG_20240301_120000.jpg", "2024-03-01", _UNSET),
        ({_O: _ZEROS, _D: _ZEROS, _C: _ZEROS}, "a.jpg", None, _UNSET),
        ({_O: "2024:03:01", _D: _ZEROS, _C: "    :  :     :  :  "}, "a.jpg", "2024-03-01", _OK),
        ({_O: "1970:01:01 00:00:00", _C: "2024:03:01"}, "a.jpg", "2024-03-01", _EARLY | _SAVING),
        ({_O: "2031:01:01 00:00:00"}, "IMG_20240301_120000.jpg", "2024-03-01", _COMING),
        ({_O: "2024:03:01", _D: "2031:01:01"}, "a.jpg", "2024-03-01", _COMING),
        ({_O: "last summer", _D: "2024:03:01"}, "a.jpg", "2024-03-01", _UNREADABLE),
        ({_O: 12.5}, "a.jpg", None, _UNREADABLE),
    ],
)
def test_which_day_is_taken_and_what_is_doubted(
    fields: dict[str, object], name: str, day: str | None, doubts: set[ReasonKind]
) -> None:
    reading = read(fields, name)
    assert (day_of(reading), kinds(reading)) == (day, doubts)


def test_the_most_trustworthy_comes_first_and_nothing_is_lost() -> None:
    reading = read(
        {_O: "2024:03:01", _D: "2024:03:02", _X: "2024-03-03", _C: "2024:03:06", _M: "2024-03-05"},
        "IMG-20240304-WA0001_1693490474000.jpg",
        folder_name="2024-03-07",
        changed_on=date(2024, 3, 8),
    )
    assert [c.origin for c in reading.candidates] == [
        *(_O, _D, _X, FILE_NAME_SENT, _M, _C, FOLDER_NAME, FILE_NUMBER, FILE_CHANGED)
    ]
    assert [c.source for c in reading.candidates] == [
        *[DateSource.EXIF] * 3,
        *(DateSource.FILENAME, DateSource.EXIF, DateSource.EXIF, DateSource.FILENAME, DateSource.FILENAME),
        DateSource.MODIFIED,
    ]


def test_the_two_days_furthest_apart_are_named() -> None:
    (reason,) = read({_O: "2024:03:01", _D: "2024:03:05", _X: "2021-01-01"}).doubts
    assert {reason.facts["day"], reason.facts["other"]} == {"2024-03-05", "2021-01-01"}
    (reason,) = read({_O: "2024:03:01", _D: "2024:03:05", _X: "2024-04-01"}).doubts
    assert (reason.facts["day"], reason.facts["other"]) == ("2024-03-01", "2024-04-01")


def test_an_impossible_text_is_said_once_short_and_printable() -> None:
    broken = "<b>31\u202ebc\n" + "x" * 500
    (reason,) = read({_O: broken, _D: broken}).doubts
    assert reason.facts["text"] == "?b?31?bc?" + "x" * 31 + "…"


def test_folder_and_last_change_are_offered_and_never_chosen() -> None:
    reading = read(folder_name="2026-08-31", changed_on=date(2026, 9, 1))
    assert (reading.chosen, reading.doubts) == (None, ())
    assert [(c.day, c.origin) for c in reading.candidates] == [(DAY, FOLDER_NAME), (date(2026, 9, 1), FILE_CHANGED)]


@pytest.mark.parametrize("day", [date.min, date(1980, 1, 1), date(2040, 1, 1)])
def test_an_impossible_last_change_is_not_offered(day: date) -> None:
    assert read(changed_on=day).candidates == ()


def test_all_doubts_about_days_are_settled_together() -> None:
    assert {kind for kind in ReasonKind if "DATE" in kind.name} - {ReasonKind.NO_DATE} == DATE_DOUBTS


# Batches

_COPY, _AGAIN = ReasonKind.DATE_OF_COPY, ReasonKind.DATE_REPEATED


def _kinds_of(*batch: DateReading) -> list[ReasonKind | None]:
    return [reason.kind if reason else None for reason in copied_days([reading.candidates for reading in batch])]


def test_a_day_of_saving_that_many_share_is_that_of_copying() -> None:
    saved = [read({_C: f"2024:03:01 10:00:0{n}"}, f"{n}.jpg") for n in range(3)]
    own = read({_O: "2023:01:01 10:00:00", _C: "2024:03:01 10:00:09"})
    named = read({_C: "2024:03:01 10:00:00"}, "IMG_20240301_100000.jpg")
    assert _kinds_of(*saved, own, named) == [_COPY, _COPY, _COPY, None, None]
    assert _kinds_of(*saved[:2], own, named) == [None] * 4
    (reason, *_) = copied_days([reading.candidates for reading in saved])
    assert reason is not None
    assert reason.facts == {"count": 3, "day": "2024-03-01"}


def test_a_day_of_the_last_change_that_many_share_is_that_of_copying() -> None:
    batch = [read(name=f"{n}.jpg", changed_on=date(2024, 3, 1)) for n in range(3)]
    asked = read(name="03-04-2024.jpg", changed_on=date(2024, 3, 1))
    assert _kinds_of(*batch, asked) == [_COPY, _COPY, _COPY, None]
    assert _kinds_of(*batch[:2], asked) == [None, None, None]


def test_one_second_in_many_files_is_no_shutter() -> None:
    scans = [read({_O: "2024:03:01 10:00:00"}, f"scan {n}.jpg") for n in range(3)]
    other = read({_O: "2024:03:01 10:00:01"})
    burst = read({_O: "2024:03:01 10:00:00"}, "IMG_20240301_100000_BURST1.jpg")
    dateless = [read({_X: "2024-03-01"}) for _ in range(3)]
    assert _kinds_of(*scans, other, burst) == [_AGAIN, _AGAIN, _AGAIN, None, None]
    assert _kinds_of(*scans[:2], other, burst) == [None] * 4
    assert _kinds_of(*dateless) == [None] * 3


def test_an_empty_batch_has_nothing_to_say() -> None:
    assert copied_days([]) == ()

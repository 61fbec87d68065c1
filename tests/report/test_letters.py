"""Letters: whatever is written, the report keeps its standards, and what no font has is marked and named."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPainter

from hairtrack.report.charts import ink
from hairtrack.report.charts.parts import Label
from hairtrack.report.charts.svg import letters_of, print_font, svg_picture
from hairtrack.report.choices import Archive, PaperSize, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.letters import MARK, marked, missing_letters, missing_sentence
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.provenance import Provenance
from hairtrack.report.sheet import Sheet
from hairtrack.report.table import Picture, Table
from hairtrack.report.words import apart
from tests.report.pdf_text import words_in
from tests.report.text_boxes import runs_on

CUNEIFORM = "\N{CUNEIFORM SIGN A}"
"""A letter that is in none of the fonts that come with the program."""


@pytest.fixture(scope="module")
def sheet() -> Iterator[Sheet]:
    with Sheet() as made:
        yield made


def chart_of(words: str) -> bytes:
    def draw(painter: QPainter) -> None:
        painter.setFont(letters_of(print_font(), 10))
        ink.write(painter, Label(text=words, x=5, y=20), "#123456")

    return svg_picture((300, 40), words, draw)


def report_of(words: str, sheet: Sheet, archive: Archive = Archive.NONE) -> Pdf:
    """Lay out a report that says the words wherever somebody may have written them."""
    chart = Picture(file=sheet.put("chart.svg", chart_of(words)), caption="", alt=f"Chart: {words}")
    table = Table(
        heading="Notes",
        columns=("Date", "Note"),
        widths=(0, 1),
        rows=(("5 Jan 2026", words),),
        after=(words, f"Crown: {words} 30 %"),
        chart=chart,
    )
    content = ReportContent(
        kind=ReportKind.FULL,
        paper=PaperSize.A4,
        title="Hair coverage report",
        name=words,
        made_on="5 January 2026",
        dated="2026-01-05",
        program="hairtrack",
        facts=((words, words),),
        parts=(),
        tables=(table,),
        published=((f"On {words}", (words,)),),
        method=(("How", "words"),),
        provenance=Provenance(heading="Provenance", lead="words"),
    )
    return make_pdf(content, sheet, archive)


def written(pdf: Pdf) -> str:
    with pikepdf.open(BytesIO(pdf.data)) as document:
        return words_in(document)


ANY = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)
JOINED = st.text(
    st.sampled_from(
        "ab中안क्षिसแกำשָׁلاَم\u200d\u200c\ufe0f\u20e3\u0301\u0323🧑🦲👍🏽🇩🇪🏴\U000e0067\U000e007f\U00012000\ue000\u202e\u2066"
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(ANY | JOINED)
@example("\ud800 \ufeff \ufffe \uffff \x00 \x07")
@example("\U0001f9d1\u200d\U0001f9b2 \U0001f44d\U0001f3fd \U0001f1e9\U0001f1ea 1\ufe0f\u20e3 z\u20e3")
@example("\u202eabc \u2066 \u2069 \u200f \u061c")
@example("\ue000 \U000f0000 \ufdd0 \u0378 \U0010ffff")
@example("中\u0301 x\u0323\u0301\u035e \u0e33 \u0eb3 क्षि")
@example("\u200c\u0645\U0001f3fdb\uc548\u05b8\uc548\U0001f3f4\u05e9\u20e3\U000e007f")
@example("\ufff9a\ufffab\ufffb \u2028 \u2029 \x85 \u00ad \u115f \u3164")
def test_any_words_leave_the_report_its_standards(sheet: Sheet, words: str) -> None:
    pdf = report_of(words, sheet, Archive.A2A)

    assert pdf.standards == ("PDF/UA-1", "PDF/A-2a"), pdf.notes


@pytest.mark.parametrize(
    "words",
    ["安娜の漢字", "한국어", "Анна", "Ελένη", "Nguyễn Thị", "ქართული", "አማርኛ", "\N{WARNING SIGN}"],
)
def test_words_of_the_scripts_that_come_with_the_program_are_shown_as_text(sheet: Sheet, words: str) -> None:
    pdf = report_of(words, sheet)

    assert pdf.notes == ()
    assert written(pdf).count(words) + written(pdf).count(words[::-1]) >= 5, "in the chart too"


@pytest.mark.parametrize("words", ["آنا سارة", "שלום", "नमस्ते क्षि", "นี่ไทยน้ำ", "தமிழ்", "বাংলা", "👩🏽\u200d🦲", "❤\ufe0f"])
def test_words_whose_letters_join_are_shown_without_a_mark(sheet: Sheet, words: str) -> None:
    pdf = report_of(words, sheet, Archive.A2A)

    assert pdf.notes == ()
    assert MARK not in written(pdf)
    assert b"<text" not in chart_of(words), "drawn as shapes"


def test_what_no_font_has_is_marked_and_named_in_the_document_and_beside_it(sheet: Sheet) -> None:
    pdf = report_of(f"Anna {CUNEIFORM} K.", sheet, Archive.A3A)

    assert pdf.standards == ("PDF/UA-1", "PDF/A-3a")
    (note,) = pdf.notes
    assert "Cuneiform" in note
    assert "Install a font" in note
    words = written(pdf).replace("\n", " ")
    assert words.count(f"Anna {MARK} K.") >= 6
    assert f"{note[:40]}" in words
    assert CUNEIFORM not in words
    with pikepdf.open(BytesIO(pdf.data)) as document:
        assert CUNEIFORM in str(document.docinfo.Title), "a title needs no font"
        spoken = [str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert any(CUNEIFORM in each for each in spoken)


def test_a_letter_is_missing_where_its_base_has_no_shape() -> None:
    # A mark alone would be shown, and nobody would see that its letter is gone.
    assert missing_letters([f"{CUNEIFORM}\u0301"]) == {CUNEIFORM}


def test_a_mark_that_no_font_has_together_with_its_letter_is_missing() -> None:
    assert missing_letters(["z\u20e3"]) == {"\u20e3"}


def test_signs_of_private_use_are_never_shown_even_where_a_font_has_them() -> None:
    missing = missing_letters(["a\ue000"])

    assert missing == {"\ue000"}
    assert "device" in missing_sentence(missing)
    assert "Install" not in missing_sentence(missing)


def test_an_emoji_of_many_parts_gets_one_mark() -> None:
    assert marked("a\U0001f9d1\u200d\U0001f9b2\ufe0fb", {"\U0001f9d1", "\U0001f9b2"}) == f"a{MARK}b"


@pytest.mark.parametrize(
    ("letters", "kinds"),
    [
        ("\N{CUNEIFORM SIGN A}", "(Cuneiform)"),
        ("\N{TIBETAN LETTER KA}\N{OLD TURKIC LETTER YENISEI AE}", "(Old Turkic and Tibetan)"),
        ("\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{HANGUL SYLLABLE GA}", "(Chinese and Korean)"),
        ("\N{GRINNING FACE}", "(symbols or emoji)"),
        ("\N{CUNEIFORM SIGN A}\N{TIBETAN LETTER KA}\N{THAI CHARACTER KO KAI}\N{GRINNING FACE}", "and others)"),
    ],
)
def test_kinds_of_letters_are_named(letters: str, kinds: str) -> None:
    assert kinds in missing_sentence(frozenset(letters))


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert missing_sentence(missing_letters(["Anna – 38 % (34 to 42)", "安娜"])) == ""


@pytest.mark.parametrize("words", ["تاج", "כתר", "تاج الرأس"])
def test_figures_stay_behind_words_that_are_read_from_right_to_left(sheet: Sheet, words: str) -> None:
    with pikepdf.open(BytesIO(report_of(words, sheet).data)) as document:
        runs = [run for page in document.pages for run in runs_on(page)]
    start = next(place for place, run in enumerate(runs) if run.text.startswith("Crown:"))
    line = [run for run in runs[start:] if abs(run.low - runs[start].low) < 1]
    named = next(run for run in line if set(words) & set(run.text) - {" "})
    figure = next(run for run in line if "30" in run.text)

    assert figure.left >= named.right - 0.1


def test_only_words_that_are_read_from_right_to_left_are_set_apart_in_a_chart() -> None:
    assert apart("Crown 30 % (27 to 33)") == "Crown 30 % (27 to 33)"
    assert apart("تاج الرأس 30 %, Crown") == "\u2068تاج الرأس\u2069 30 %, Crown"
    assert apart("شامبو Head & Shoulders مرتين") == "\u2068شامبو\u2069 Head & Shoulders \u2068مرتين\u2069"


@pytest.mark.parametrize(
    ("words", "leftward"),
    [
        ("قصصت شعري اليوم، بشامبو Head & Shoulders مرتين", True),
        ("Minoxidil: أضع مرتين يوميا على الرأس", True),
        ("Went to see سارة about the itch", False),
        ("今日は髪を切りました", False),
    ],
)
def test_a_note_mostly_in_letters_read_from_right_to_left_stands_to_the_right(
    sheet: Sheet, words: str, leftward: bool
) -> None:
    with pikepdf.open(BytesIO(report_of(words, sheet).data)) as document:
        (page, *_) = document.pages
        runs = list(runs_on(page))
    day = next(run for run in runs if run.text.startswith("5 Jan"))
    note = [run for run in runs if abs(run.low - day.low) < 2 and run.left > day.right and run.text.strip()]

    assert (min(run.left for run in note) > day.right + 100) == leftward

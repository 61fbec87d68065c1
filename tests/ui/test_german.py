"""The whole window and a report speak German: every page says something of its own, and nothing in English."""

import json
import subprocess
import sys

import pikepdf
import pytest

from tests.catalogues import english_in
from tests.conftest import ROOT
from tests.report.pdf_text import words_in
from tests.workflow.small_course import small_course

SAYS = {
    "home": "Kein ärztlicher Rat.",
    "photos": "Fotos auswählen",
    "align": "Alle neu ausrichten",
    "measure": "Regionen dieser Ansicht",
    "compare": "Die beiden Termine",
    "course": "Ins Tagebuch eintragen",
    "report": "Als PDF speichern",
    "guide": "Das nächste Foto",
    "settings": "Textgröße",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], pikepdf.Pdf]:
    """Return what each page of the window says, and a report."""
    place = tmp_path_factory.mktemp("german")
    course = small_course(place, ("20260105_vertex.jpg", "20260706_vertex.jpg"), (0.30, 0.52))
    asked = [sys.executable, "-X", "utf8", "-m", "tests.ui.german", str(course), str(place / "Bericht.pdf")]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout), pikepdf.open(place / "Bericht.pdf")


@pytest.mark.parametrize("page", SAYS)
def test_every_page_speaks_german(told: tuple[dict[str, list[str]], pikepdf.Pdf], page: str) -> None:
    words, _ = told
    assert any(SAYS[page] in text for text in words[page]), words[page]
    assert [text for text in words[page] if english_in(text) and "/pytest-of-" not in text] == []


def test_every_page_is_asked(told: tuple[dict[str, list[str]], pikepdf.Pdf]) -> None:
    words, _ = told
    assert words.keys() - {"menus"} == SAYS.keys()


def test_no_menu_takes_a_key_of_the_diary(told: tuple[dict[str, list[str]], pikepdf.Pdf]) -> None:
    """Alt and a letter opens a menu, and adds to the diary on Course."""
    words, _ = told
    letters = [menu[menu.index("&") + 1].upper() for menu in words["menus"]]
    assert len(set(letters)) == len(letters) == 4
    assert not set(letters) & set("TDFSBWNPGIOQLARYM")


def test_a_report_is_laid_out_in_german(told: tuple[dict[str, list[str]], pikepdf.Pdf]) -> None:
    _, document = told
    words = words_in(document)
    assert "Bericht zur Haardeckung" in words
    assert "5. Januar 2026" in words
    assert not english_in(words.replace("hairtrack", ""))
    assert str(document.Root.Lang).startswith("de")

"""Forms in another language: they show, offer and take its words, and keep the same entries as in English."""

import pytest

from tests.other_language import told_in

_SAID = {
    "itch": "Jucken",
    "crown": "Scheitel",
    "headache": "Kopfschmerzen",
    "severe": "stark",
    "daily": "täglich",
    "twice daily": "zweimal täglich",
    "every {count} weeks": "alle {count} Wochen",
    "foam": "Schaum",
    "minoxidil (topical)": "Minoxidil (zum Auftragen)",
    "lymphocytes and platelets": "Lymphozyten und Thrombozyten",
    "Week {week} then every {weeks} weeks": "Alle {weeks} Wochen ab Woche {week}",
}
_ASKS = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from datetime import date
from PySide6.QtWidgets import QApplication, QLabel
from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.diary.entry_forms import form_of, new_form

app = QApplication([])
today = date(2026, 3, 10)
taken = Treatment(id="m", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=date(2026, 1, 1))
course = Course(id="c", name="c", created_on=today, diary=Diary(treatments=(taken,)))

form = new_form("symptom", course, today)
form.name.setText("Jucken")
form.area.setText("scheitel, Nacken")
print(form.head.chosen())
course = form.edit(course)
symptom = course.diary.symptoms[0]
print(symptom.name, symptom.area, sep="@")
again = form_of(course, symptom, today)
print(again.name.text(), again.area.text(), again.entry() == symptom, sep="@")

form = new_form("effect", course, today)
form.name.setText("Übelkeit")
form.severity.setCurrentText("stark")
next(box for box in form.ticks._boxes if box.text() == "Kopfschmerzen").setChecked(True)
print(*((effect.name, str(effect.severity)) for effect in form.effects()), sep="@")

form = new_form("treatment", course, today)
form.name.setText("Minoxidil (zum Auftragen)")
print(form.kind.kind, form.form.placeholderText(), form.often.placeholderText(), sep="@")
form.dose.setText("2,5 % zweimal täglich")
form.form.setText("Schaum")
made = form.entry()
print(made.name, made.form, made.dose, made.frequency, str(made.kind), sep="@")

form = new_form("lab", course, today)
form.name.setText("CRP")
form.value.setText("1,25")
form.unit.setText("mg/l")
course = form.edit(course)
again = form_of(course, course.diary.labs[0], today)
print(course.diary.labs[0].value, again.value.text(), sep="@")

form = new_form("plan", course, today)
line = form.lines[-1]
print(line.what.text(), line.test().what, form.edit(course) is course or form.edit(course) == course, sep="@")
row = line.layout().itemAt(1).widget().layout()
print(*(row.itemAt(place).widget() is line.week for place in range(row.count())), sep="@")
"""


@pytest.fixture(scope="module")
def answers() -> list[list[str]]:
    """What the forms of a process in another language say."""
    return [answer.split("@") for answer in told_in(_SAID, _ASKS)]


def test_what_is_chosen_in_another_language_is_kept_in_english(answers: list[list[str]]) -> None:
    """What the user typed themselves stays as it is."""
    assert answers[0] == ["('crown',)"]
    assert answers[1] == ["itch", "crown, Nacken"]
    assert answers[3] == ["('Übelkeit', 'severe')", "('headache', 'severe')"]
    assert answers[5] == ["minoxidil (topical)", "foam", "2,5 %", "twice daily", "minoxidil"]


def test_an_entry_opens_in_that_language_and_stays_the_same(answers: list[list[str]]) -> None:
    """Opened and kept again it is the very same."""
    assert answers[2] == ["Jucken", "Scheitel, Nacken", "True"]
    assert answers[7] == ["Lymphozyten und Thrombozyten", "lymphocytes and platelets", "True"]


def test_hints_and_numbers_are_of_that_language(answers: list[list[str]]) -> None:
    """The catalogue's usual words, and the decimal mark."""
    assert answers[4] == ["minoxidil", "Schaum or solution", "zweimal täglich or täglich"]
    assert answers[6] == ["1.25", "1,25"]


def test_fields_stand_where_a_sentence_of_that_language_has_them(answers: list[list[str]]) -> None:
    """Here the rhythm comes before the week."""
    assert answers[8] == ["False", "False", "False", "True"]

"""A line is typed in the language in use as well as in English, and what is kept is the same."""

import pytest

from tests.other_language import told_in

_SAID = {
    "itch": "Jucken",
    "headache": "Kopfschmerzen",
    "crown": "Scheitel",
    "temples": "Schläfen",
    "mild": "leicht",
    "severe": "stark",
    "daily": "täglich",
    "every {count} weeks": "alle {count} Wochen",
    "quality of life": "Lebensqualität",
    "ketoconazole shampoo": "Ketoconazol-Shampoo",
    "minoxidil (topical)": "Minoxidil (zum Auftragen)",
    "lymphocytes": "Lymphozyten",
    "foam": "Schaum",
    "washed": "gewaschen|Haare gewaschen",
    "haircut|hair cut": "Haarschnitt",
    "photographed": "fotografiert",
    "wet": "nass",
    "start|started": "Beginn|begonnen",
    "stop|stopped": "Ende|beendet",
    "missed|miss": "vergessen",
    "note": "Notiz",
    "given|applied|injected|done": "gegeben",
    "ongoing": "andauernd",
    "over|gone": "vorbei",
    "of|out of": "von",
    "and": "und",
    "to": "bis",
    "by": "von",
    "today": "heute",
    "yesterday": "gestern",
    "day before yesterday": "vorgestern",
    "monday": "Montag",
    "March": "März",
    "{count} days ago|{count} day ago": "vor {count} Tagen|vor {count} Tag",
    "in {count} days|in {count} day": "in {count} Tagen|in {count} Tag",
    "this week": "diese Woche",
    "no benefit": "ohne Nutzen",
    "{treatment} stopped, reason “{reason}”, last day {day}": "{treatment} bis {day}, weil „{reason}“",
    "Side effect {name}, {severity}, going on from {day}": "Nebenwirkung {name}, {severity}, ab {day} andauernd",
    "{name} {severity} of 10": "{name} {severity} von 10",
}
_ASKS = """
from datetime import date
from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.diary.typed_line import LineReader

taken = Treatment(
    id="m", kind=TreatmentKind.MINOXIDIL, name="minoxidil (topical)", form="foam", started_on=date(2026, 1, 1)
)
course = Course(id="c", name="c", created_on=date(2026, 1, 1), diary=Diary(treatments=(taken,)))
reader = LineReader(course, date(2026, 3, 18))
for line in {lines!r}:
    for part in reader.read(line).parts:
        print(str(part.entry), part.sentence, sep="@")
print(*reader.offers("Juc").names, *reader.offers("Beginn Keto").names, *reader.offers("Jucken 4 Schl").names)
"""
_LINES = {
    "Jucken 4 von 10 Scheitel und Schläfen": (["name='itch', severity=4, area='crown, temples'"],),
    "itch 4 crown; Kopfschmerzen leicht; gewaschen": (
        ["name='itch', severity=4, area='crown'"],
        ["name='headache', severity=<Severity.MILD: 'mild'>"],
        ["GroomKind.WASH"],
    ),
    "gestern: Haarschnitt 9,5 mm, fotografiert nass": (["date(2026, 3, 17)", "length_mm=9.5"], ["wet=True"]),
    "vorgestern Lebensqualität 6; vor 3 Tagen Jucken 2": (
        ["date(2026, 3, 16)", "QUALITY_OF_LIFE"],
        ["date(2026, 3, 15)"],
    ),
    "Montag: Kopf stark andauernd": (["date(2026, 3, 16)", "Severity.SEVERE", "until=None"],),
    "12. März: Lymphozyten 1,234 10^9/l 1,0 bis 4,8": (["date(2026, 3, 12)", "name='lymphocytes', value=1.234"],),
    "Beginn Ketoconazol alle 2 Wochen": (["name='ketoconazole shampoo'", "frequency='every 2 weeks'"],),
    "Minox 5 % täglich": (["dose='5 %', frequency='daily'"],),
    "Minoxidil gegeben; vergessen 2 Minoxidil diese Woche": (["Session("], ["missed=2, days=7"]),
    "Ende Minoxidil ohne Nutzen": (["stop_reason='no benefit'"],),
    "Notiz ging schlafen": (["text='ging schlafen'"],),
    "SALT 40 von Dr. Weber": (["by='Dr. Weber'"],),
}


@pytest.fixture(scope="module")
def answers() -> list[str]:
    """What is kept of each part, and how it is said."""
    return told_in(_SAID, _ASKS.format(lines=list(_LINES)))


def test_what_is_typed_in_another_language_is_kept_in_english(answers: list[str]) -> None:
    """Names, kinds, days and numbers; English holds beside it."""
    parts = iter(answers)
    for line, wanted in _LINES.items():
        for words in wanted:
            entry = next(parts).split("@")[0]
            assert all(word in entry for word in words), f"{line}: {entry}"


def test_it_is_said_back_in_that_language(answers: list[str]) -> None:
    """Sentences are whole messages, so that the day may stand anywhere in them."""
    said = [answer.split("@")[1] for answer in answers[:-1]]
    assert said[0] == "Jucken 4 von 10, Scheitel, Schläfen, heute"
    assert "Nebenwirkung Kopfschmerzen, stark, ab 16 März 2026 andauernd" in said
    assert "Minoxidil (zum Auftragen) bis heute, weil „ohne Nutzen“" in said


def test_names_are_offered_in_that_language(answers: list[str]) -> None:
    """What is offered can be taken as it is."""
    assert answers[-1] == "Jucken Ketoconazol-Shampoo Schläfen"

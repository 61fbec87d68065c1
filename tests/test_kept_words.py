"""What a course keeps in English is said and typed in the language in use."""

from itertools import chain

from hairtrack.diary import EventKind, GroomKind, ScoreKind, Severity
from hairtrack.kept_words import kept, kept_each, shown, shown_each
from hairtrack.language import either
from hairtrack.treatment import TreatmentKind
from hairtrack.ui.diary import treatment_forms
from hairtrack.workflow.diary import catalogue
from hairtrack.workflow.diary.blood_tests import _PUBLISHED
from tests.other_language import told_in

_SAID = {
    "itch": "Jucken",
    "crown": "Scheitel",
    "daily": "täglich",
    "every {count} weeks": "alle {count} Wochen",
    "every {low} to {high} weeks": "alle {low} bis {high} Wochen",
    "{name} {severity} of 10": "{name} {severity} von 10",
}
_NOT_TRANSLATED = {"DPCP", "SADBE", "PRP"}


def test_in_english_every_word_is_its_own() -> None:
    """What the user typed keeps its capitals."""
    for word in ("itch", "Itch", "every 3 weeks", "my own shampoo", ""):
        assert shown(word) == kept(word) == word
    assert shown_each("crown,temples") == "crown,temples"
    assert kept_each("crown,temples") == "crown,temples"
    assert either(["a", "b", "c"]) == "a or b or c"


def test_every_word_that_is_offered_can_be_said_in_another_language() -> None:
    """A name that nobody marked would stay English in the middle of a German list."""
    words = {
        *(str(kind) for kind in chain(EventKind, GroomKind, ScoreKind, Severity, TreatmentKind)),
        *(word for known in catalogue.CATALOGUE for word in (known.name, *known.forms, *known.frequencies)),
        *(*catalogue.FREQUENCIES, *catalogue.SIDE_EFFECTS, *catalogue.SYMPTOMS, *catalogue.AREAS, *catalogue.LABS),
        *(test.what for tests in _PUBLISHED.values() for test in tests),
        *(*treatment_forms._FORMS, *treatment_forms._STOP_REASONS),
    }
    asks = f"from hairtrack.kept_words import shown; print(*map(shown, {sorted(words)!r}), sep='\\n')"
    # Every message comes back turned round, so that what comes back as it was is no message.
    turned = "language._catalogue.gettext = lambda text: '<' + text + '>'\n"
    turned += "language._catalogue.pgettext = lambda context, text: '<' + text + '>'\n"
    said = told_in({}, turned + asks)
    assert {word for word, answer in zip(sorted(words), said, strict=True) if answer == word} == _NOT_TRANSLATED


def test_another_language_says_it_and_takes_it_back() -> None:
    """Figures go over from phrase to phrase; other words are the user's own."""
    asks = "from hairtrack.kept_words import shown, kept, shown_each, kept_each\n"
    asks += "print(shown('itch'), kept('jucken'), kept('Hitze'), shown('heat'))\n"
    asks += "print(shown('every 3 weeks'), kept('Alle 3 Wochen'), kept('alle 4 bis 6 Wochen'), sep='; ')\n"
    asks += "print(shown_each('crown, nape'), kept_each('Scheitel,Nacken'), sep='; ')\n"
    asks += "from datetime import date\nfrom hairtrack.diary import Symptom\n"
    asks += "print(Symptom(id='', on=date(2026, 3, 1), name='itch', severity=4, area='crown').words)\n"
    asks += "from hairtrack.treatment import DoseChange\n"
    asks += "print(DoseChange(on=date(2026, 3, 1), dose='50 mg', frequency='daily').words)"
    assert told_in(_SAID, asks) == [
        "Jucken itch Hitze heat",
        "alle 3 Wochen; every 3 weeks; every 4 to 6 weeks",
        "Scheitel, nape; crown, Nacken",
        "Jucken 4 von 10, Scheitel",
        "50 mg täglich",
    ]

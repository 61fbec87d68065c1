"""Every kind has its sentence."""

import string
import subprocess
import sys

import pytest

from hairtrack import messages
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind


def facts_of(template: str) -> dict[str, str | int | float]:
    return {name: 3 for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", ErrorKind)
def test_every_error_says_what_happened_and_what_to_do(kind: ErrorKind) -> None:
    sentence = messages.error_sentence(HairtrackError(kind, **facts_of(messages._ERRORS[kind])))

    assert sentence.endswith((".", ":")) or sentence[-1].isalnum()
    assert "{" not in sentence
    assert "!" not in sentence


def test_days_in_a_reason_are_written_in_full() -> None:
    reason = Reason.of(ReasonKind.DATE_AMBIGUOUS, day="2026-03-04", other="2026-04-03")
    assert "4 March 2026 or 3 April 2026" in messages.reason_sentence(reason)


def test_a_fact_has_the_decimal_mark_of_the_language() -> None:
    """Chosen for a whole process, so this one is another."""
    asks = "from hairtrack import language; language.use('de'); from hairtrack.messages import reason_sentence;"
    asks += "from hairtrack.errors import Reason, ReasonKind;"
    answer = subprocess.run(
        [sys.executable, "-c", f"{asks} print(reason_sentence(Reason.of(ReasonKind.ERROR_TOO_LARGE, percent=2.5)))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "2,5" in answer.stdout
    assert "2.5" in messages.reason_sentence(Reason.of(ReasonKind.ERROR_TOO_LARGE, percent=2.5))


@pytest.mark.parametrize("kind", ReasonKind)
def test_every_reason_has_a_sentence(kind: ReasonKind) -> None:
    sentence = messages.reason_sentence(Reason(kind, facts_of(messages._REASONS[kind])))

    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "!" not in sentence


def test_a_point_that_is_off_is_called_by_its_name() -> None:
    unnamed = Reason.of(ReasonKind.LANDMARKS_DISAGREE, percent=2.5, landmark=3, name="")
    assert "point 3 is off by 2.5 % of the width" in messages.reason_sentence(unnamed)
    named = Reason.of(ReasonKind.LANDMARKS_DISAGREE, percent=2.5, landmark=3, name="my scar")
    assert "point 3 (my scar) is off" in messages.reason_sentence(named)

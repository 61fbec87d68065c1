"""Another language for tests: a process of its own, for a language is chosen before any module is loaded."""

import json
import subprocess
import sys
from collections.abc import Mapping

from tests.conftest import ROOT

_CHOOSE = """
import gettext, json, sys
from hairtrack import language

said = json.loads(sys.argv[1])

class Given(gettext.NullTranslations):
    def gettext(self, message):
        return said.get(message, message)
    def ngettext(self, one, many, count):
        return said.get(one, one) if count == 1 else said.get(many, many)
    def pgettext(self, context, message):
        return said.get(message, message)

language._catalogue, language._spoken = Given(), "de"
"""


def told_in(said: Mapping[str, str], asks: str) -> list[str]:
    """Return what a program prints where messages are said in another way.

    Parameters
    ----------
    said : mapping of str to str
        From messages to what stands in their place; all others stay English.
    asks : str
        Python, run once the language is chosen.

    Returns
    -------
    list of str
        Its lines.
    """
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _CHOOSE + asks, json.dumps(said)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.splitlines()

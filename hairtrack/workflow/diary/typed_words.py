"""How a typed line is answered: what a part was read as, and what is said where it was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from hairtrack.diary import Entry
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow.diary.typed_figures import begins_with_number
from hairtrack.workflow.diary.typed_names import Names


@dataclass(frozen=True, slots=True)
class Read:
    """An entry, and in words what it says, without its day."""

    entry: Entry
    words: str


def brief(text: str) -> str:
    """Return a text as it is quoted in a sentence, shortened.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return text if len(text) <= 60 else f"{text[:57].rstrip()}..."


def capital(name: str) -> str:
    """Return a name as a sentence begins with it; one with capitals of its own stays as it is.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
    """
    return name[:1].upper() + name[1:] if name.islower() else name


def several(words: Sequence[str], known: Sequence[str]) -> HairtrackError:
    """Say that a name may mean several.

    Parameters
    ----------
    words : sequence of str
        As typed.
    known : sequence of str
        What they may mean.

    Returns
    -------
    HairtrackError
    """
    shown = " or ".join(list(dict.fromkeys(known))[:4])
    return HairtrackError(ErrorKind.LINE_SEVERAL, words=brief(_typed(words)), known=shown)


def unknown(words: Sequence[str], names: Names) -> HairtrackError:
    """Say that a name is not known, and what is spelt nearly like it.

    Parameters
    ----------
    words : sequence of str
        As typed.
    names : Names
        What is known.

    Returns
    -------
    HairtrackError
    """
    typed = _typed(words)
    near = names.near(typed)
    if near:
        return HairtrackError(ErrorKind.LINE_NEAR, words=brief(typed), near=", ".join(near))
    return HairtrackError(ErrorKind.LINE_UNKNOWN, words=brief(typed))


def nothing_after(rest: str, before: str) -> None:
    """Refuse words that nothing was made of.

    Parameters
    ----------
    rest : str
    before : str
        What they stand behind.
    """
    if rest.strip(" .,:"):
        raise HairtrackError(ErrorKind.LINE_REST, rest=brief(rest), before=before)


def _typed(words: Sequence[str]) -> str:
    """Join the words before the first that begins with a figure."""
    stop = next((place for place, word in enumerate(words) if begins_with_number(word)), 0)
    return " ".join(words[: stop or len(words)])

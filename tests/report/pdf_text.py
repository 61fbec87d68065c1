"""What a PDF says and holds, unpacked: its words come as numbers of glyphs, and its streams are packed."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SPAN = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def words_in(document: pikepdf.Pdf) -> str:
    """Return all that is written on the pages, in the order of drawing, charts included.

    Lines follow each other without a space.

    Parameters
    ----------
    document : pikepdf.Pdf
    """
    drawn: list[Any] = [*document.pages]
    drawn += [each for each in _streams(document) if each.get("/Subtype") == "/Form"]
    return "\n".join("".join(_words(each)) for each in drawn)


def bytes_in(document: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield every stream, unpacked where it is not a photo, and every string that stands by itself."""
    for stream in _streams(document):
        yield stream.read_raw_bytes() if stream.get("/Filter") == "/DCTDecode" else stream.read_bytes()
    for each in document.objects:
        yield from _strings(each)
    yield str(document.docinfo).encode()


def _streams(document: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    return (each for each in document.objects if isinstance(each, pikepdf.Stream))


def _strings(held: Any, depth: int = 0) -> Iterator[bytes]:
    # What is referred to comes by itself.
    if depth and getattr(held, "is_indirect", False):
        return
    if isinstance(held, pikepdf.String):
        yield bytes(held)
        yield str(held).encode("utf-8", "replace")
    elif isinstance(held, pikepdf.Array):
        for each in held:
            yield from _strings(each, depth + 1)
    elif isinstance(held, (pikepdf.Dictionary, pikepdf.Stream)):
        for each in held.values():
            yield from _strings(each, depth + 1)


def _words(page: Any) -> Iterator[str]:
    fonts = page.get("/Resources", {}).get("/Font", {})
    known = {name: told_by(font) for name, font in fonts.items()}
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "Tf":
                letters = known.get(str(operands[0]), {})
            case "Tj":
                yield _told(bytes(operands[0]), letters)
            case "TJ":
                yield from (_told(bytes(part), letters) for part in operands[0] if isinstance(part, pikepdf.String))


def _told(codes: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))


def told_by(font: Any) -> dict[int, str]:
    """Return what each glyph of a font stands for.

    Parameters
    ----------
    font : pikepdf.Dictionary
    """
    if "/ToUnicode" not in font:
        return {}
    table: dict[int, str] = {}
    data = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        table |= {int(code, 16): _unicode(text) for code, text in _PAIR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
        for first, last, text in _SPAN.findall(block):
            start = int(text, 16)
            table |= {code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    return table


def _unicode(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")

"""Lets what is run by hand speak another language: ``--language de``."""

import argparse

from hairtrack import language


def speak_as_asked() -> None:
    """Speak the language of the command line, before any module with words is loaded."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--language", choices=language.LANGUAGES, default="en")
    language.use(parser.parse_known_args()[0].language)

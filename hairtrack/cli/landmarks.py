"""The command that reads and writes the points placed by hand in one photo."""

import argparse
from typing import Any

from hairtrack.cli import arguments
from hairtrack.cli.arguments import named_photo
from hairtrack.cli.output import count_of, put_result, say
from hairtrack.course import Alignment, Photo
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow import courses
from hairtrack.workflow.landmarks import export_landmarks, import_landmarks, kept_landmarks, landmarks_json
from hairtrack.workflow.plain import rounded, sentences


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("landmarks", help="the points placed by hand in one photo, to and from a file")
    arguments.course(parser)
    parser.add_argument("photo", metavar="PHOTO", help="SHA-256 or its first 8 characters")
    parser.add_argument(
        "--import",
        dest="read",
        type=arguments.path,
        metavar="L.json",
        help="[[[xf,yf],[xm,ym]],...] in the reference photo and in PHOTO, a third entry its name",
    )
    parser.add_argument("--mirrored", action="store_true", help="with --import: PHOTO is a mirror image")
    arguments.output(parser, ".json", required=False)
    arguments.as_json(parser)
    parser.set_defaults(command=landmarks)


def landmarks(options: argparse.Namespace) -> None:
    """Align a photo by the points of a file, write its points into one, or show them."""
    if options.read:
        with courses.open_for_writing(options.course) as folder:
            photo = named_photo(folder.course, options.photo)
            found = import_landmarks(folder.course, photo, options.read, mirrored=options.mirrored)
            folder.commit(found.course)
            course = found.course
        alignment: Alignment | None = found.alignment
    else:
        with courses.open_for_reading(options.course) as folder:
            course = folder.course
        photo = named_photo(course, options.photo)
        if photo == course.reference(photo.view):
            raise HairtrackError(ErrorKind.POINTS_IN_REFERENCE, photo=photo.file_name)
        alignment = course.alignment(photo)
    if options.output:
        kept = kept_landmarks(course, photo)
        export_landmarks(course, photo, kept, options.output)
        say(f"Wrote {count_of(len(kept), 'point')} to {options.output}.")
    if options.read or options.json or not options.output:
        result = _result(photo, alignment)
        put_result(result, _lines(result, imported=bool(options.read)), as_json=options.json)


def _result(photo: Photo, alignment: Alignment | None) -> dict[str, Any]:
    aligned = alignment is not None and alignment.aligned
    return {
        "file": photo.file_name,
        "sha256": photo.sha256,
        "fixed": alignment.fixed if alignment else None,
        "status": "aligned" if aligned else "refused" if alignment else "not aligned",
        "reasons": sentences(alignment.reasons) if alignment else [],
        "method": alignment.method if alignment else None,
        "error_percent_width": rounded(alignment.error_percent_width, 3) if alignment else None,
        "landmarks": landmarks_json(alignment.landmarks if alignment else ()),
    }


def _lines(result: dict[str, Any], *, imported: bool) -> list[str]:
    count = count_of(len(result["landmarks"]), "point")
    if result["status"] == "aligned":
        how = f"aligned by {result['method']}, +-{result['error_percent_width']} % of the width"
    else:
        how = " ".join(["not aligned.", *result["reasons"]])
    lines = [f"{result['file']}: {count}, {how}"]
    if imported and result["status"] == "refused":
        lines.append("The course is as it was before.")
    lines += [f"{at[2] if len(at) > 2 else 'point':30} {at[0]} -> {at[1]}" for at in result["landmarks"]]
    return lines

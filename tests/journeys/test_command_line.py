"""The whole way through the command line: from dated photos to a PDF, with nothing but what it prints."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.cli import run
from tests.journeys.conftest import ROOT
from tests.journeys.real_photos import labelled, save_photo, seen_again

Json = dict[str, Any]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Json]:
    def call(*words: object, code: int = 0) -> Json:
        capsys.readouterr()
        assert run([*map(str, words), "--json"]) == code
        document: Json = json.loads(capsys.readouterr().out)
        return document

    return call


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def call(*words: object, code: int = 0) -> str:
        capsys.readouterr()
        assert run([*map(str, words)]) == code
        return capsys.readouterr().err

    return call


def test_from_real_photos_to_a_pdf(
    shared_photos: Path, tmp_path: Path, ask: Callable[..., Json], tell: Callable[..., str]
) -> None:
    image, region, _ = labelled(shared_photos, "top036.jpg")
    again, moved = seen_again(image, region)
    photos = tmp_path / "phone"
    save_photo(image, photos / "IMG_1.jpg", "2026-01-12")
    save_photo(again, photos / "IMG_2.jpg", "2026-02-10")
    course, outline = tmp_path / "me.hairtrack", tmp_path / "region.json"
    outline.write_text(json.dumps(region.tolist()))

    tell("new", course)
    files = ask("import", course, photos, "--view", "vertex")["files"]
    assert [(f["status"], f["taken_on"], f["taken_on_source"], f["view"]) for f in files] == [
        ("imported", "2026-01-12", "exif", "vertex"),
        ("imported", "2026-02-10", "exif", "vertex"),
    ]
    assert [f["status"] for f in ask("import", course, photos)["files"]] == ["duplicate", "duplicate"]

    tell("region", course, "--view", "vertex", "--name", "Crown", "--polygon", outline)
    first, second = ask("align", course)["photos"]
    assert (first["status"], second["status"]) == ("reference", "aligned")
    assert second["error_percent_width"] < 1.5

    found = ask("map", course, first["sha256"][:8], second["sha256"], "--points", outline)
    pairs = [(p, m) for p, m in zip(found["points"], moved, strict=True) if p is not None]
    assert len(pairs) >= len(region) / 2
    assert np.median([np.hypot(*np.subtract(p, m)) for p, m in pairs]) < 0.01 * image.shape[1]

    before, after = ask("measure", course)["measurements"]
    for row in (before, after):
        assert row["status"] == "measured"
        assert row["low"] <= row["coverage"] <= row["high"]
        assert row["region"] == "Crown"
    assert ask("measure", course)["measurements"] == [before, after]

    (change,) = ask("change", course)["changes"]
    assert change["verdict"] == "no detectable change"
    assert change["low_pp"] < 0 < change["high_pp"]
    assert {"angle", "distance", "light"} <= {found["condition"] for found in change["conditions"]}
    assert (change["own_noise"]["used"], change["own_noise"]["photos"]) == (False, [1, 1])
    assert ask("change", course, "--fair")["changes"] == [change]
    assert "Leave out --before" in tell("change", course, "--fair", "--before", "2026-01-12", code=2)

    # The diary knows of a haircut to a third, so the figures are kept back until they are asked for.
    cuts = tmp_path / "cuts.csv"
    cuts.write_text(
        f"kind,name,date,value,unit\nhaircut,,{before['taken_on']},30,mm\nhaircut,,{after['taken_on']},3,mm\n"
    )
    tell("diary", course, "import", cuts)
    (kept_back,) = ask("change", course)["changes"]
    assert (kept_back["verdict"], kept_back["change_pp"], kept_back["withheld"]) == ("not comparable", None, None)
    (anyway,) = ask("change", course, "--anyway")["changes"]
    assert (anyway["change_pp"], anyway["withheld"]["change_pp"]) == (None, change["change_pp"])

    report = tmp_path / "report.pdf"
    tell("report", course, "-o", report)
    written = report.read_bytes()
    assert written.startswith(b"%PDF")
    assert b"GPS" not in written
    assert str(tmp_path).encode() not in written

    tell("export", course, "-o", tmp_path / "all.csv")
    assert len((tmp_path / "all.csv").read_text().splitlines()) == 3
    shown = ask("show", course)
    assert len(shown["photos"]) == 2
    assert ask("check", course)["status"] == "whole"


def test_a_clip_is_taken_out_of_a_real_photo_and_the_values_are_repeated(
    shared_photos: Path, tmp_path: Path, ask: Callable[..., Json], tell: Callable[..., str]
) -> None:
    image, region, _ = labelled(shared_photos, "top036.jpg")
    again, moved = seen_again(image, region)
    save_photo(image, tmp_path / "phone" / "IMG_1.jpg", "2026-01-12")
    save_photo(again, tmp_path / "phone" / "IMG_2.jpg", "2026-02-10")
    course, outline, strokes = tmp_path / "me.hairtrack", tmp_path / "region.json", tmp_path / "strokes.json"
    outline.write_text(json.dumps(region.tolist()))
    clip = {"points": [np.mean(moved, axis=0).tolist()], "radius": 0.2 * float(np.ptp(moved[:, 0]))}
    strokes.write_text(json.dumps([clip]))

    tell("new", course)
    ask("import", course, tmp_path / "phone", "--view", "vertex")
    tell("region", course, "--view", "vertex", "--name", "Crown", "--polygon", outline)
    ask("align", course)
    before, after = ask("measure", course)["measurements"]
    tell("exclude", course, after["sha256"][:8], "--strokes", strokes)
    first, second = ask("measure", course)["measurements"]

    assert first == before
    assert 0.05 < second["taken_out"] < 0.4
    assert second["judged"] == pytest.approx(1 - second["taken_out"], abs=0.01)
    assert second["high"] - second["low"] > after["high"] - after["low"]
    repeated = ask("measure", course, "--again")
    assert (repeated["agrees"], repeated["differs"]) == (2, 0)


def test_single_files_align_measure_and_change(shared_photos: Path, tmp_path: Path, ask: Callable[..., Json]) -> None:
    image, region, points = labelled(shared_photos, "top122.jpg")
    again, moved = seen_again(image, region)
    save_photo(image, tmp_path / "a.jpg", "2026-01-12")
    save_photo(again, tmp_path / "b.jpg", "2026-02-10")
    (tmp_path / "r.json").write_text(json.dumps(region.tolist()))
    (tmp_path / "l.json").write_text(json.dumps(np.stack([region, moved], axis=1)[::3].tolist()))
    a, b, r = tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "r.json"

    by_hand = ask("files", "align", a, b, "--points", r, "--landmarks", tmp_path / "l.json")
    assert by_hand["status"] == "aligned"
    assert by_hand["method"] == "landmarks"
    near = [np.hypot(*np.subtract(p, m)) for p, m in zip(by_hand["points"], moved, strict=True) if p]
    assert max(near) < 0.01 * image.shape[1]

    measured = ask("files", "measure", a, "--region", r, "--masks", tmp_path / "masks")
    (photo,) = measured["photos"]
    mask = np.asarray(Pillow.open(tmp_path / "masks" / "a.png"))
    assert mask.shape == image.shape[:2]
    assert set(np.unique(mask)) <= {0, 64, 128, 255}
    judged = (mask == 255).sum() + (mask == 0).sum()
    assert photo["judged"] == pytest.approx(judged / (mask != 64).sum(), abs=0.02)
    right = [(mask[y, x] == 255) == (label == "H") for x, y, label in points if label in "HS"]
    assert np.mean(right) > 0.85

    change = ask("files", "change", a, b, "--region", r)
    assert change["verdict"] in {"no detectable change", "not comparable"}
    assert set(change) >= {"verdict", "change_pp", "low_pp", "high_pp", "detectable_pp", "reasons"}


def test_touches_of_other_photos_are_named(shared_photos: Path, tmp_path: Path, tell: Callable[..., str]) -> None:
    image, region, points = labelled(shared_photos, "top122.jpg")
    save_photo(image, tmp_path / "a.jpg", "2026-01-12")
    (tmp_path / "r.json").write_text(json.dumps(region.tolist()))
    hair = [[x, y] for x, y, label in points if label == "H"][:3]
    words = ("files", "measure", tmp_path / "a.jpg", "--region", tmp_path / "r.json", "--anchors", tmp_path / "t.json")
    for name, named in (("a.jpg", False), ("b.jpg", True)):
        (tmp_path / "t.json").write_text(json.dumps({name: {"hair": hair}}))
        assert (name in tell(*words)) is named


def test_what_cannot_be_said_of_a_course_is_said_in_words(
    shared_photos: Path, tmp_path: Path, ask: Callable[..., Json], tell: Callable[..., str]
) -> None:
    image, region, _ = labelled(shared_photos, "top036.jpg")
    course, outline = tmp_path / "c", tmp_path / "r.json"
    outline.write_text(json.dumps([*region.tolist(), [-50, -50]]))
    for number, (view, day) in enumerate([("vertex", "2026-01-12"), ("vertex", "2026-02-10"), ("left", "2026-02-10")]):
        save_photo(np.roll(image, number, axis=1), tmp_path / view / f"{number}.jpg", day)
    Pillow.fromarray(np.roll(image, 9, axis=0)).save(tmp_path / "vertex" / "undated.png")
    (tmp_path / "empty").mkdir()
    tell("new", course)

    assert "named like a photo" in tell("import", course, tmp_path / "empty")
    assert "no region" in tell("measure", course, code=2)
    for view in ("vertex", "left"):
        tell("import", course, tmp_path / view, "--view", view)
    assert "no region" in tell("change", course, code=2)
    assert "name the region" in _usage("region", course, "--view", "vertex", "--name", " ", "--polygon", outline)
    tell("region", course, "--view", "vertex", "--name", "Crown", "--polygon", outline)

    *others, undated = ask("align", course)["photos"]
    assert [photo["view"] for photo in others] == ["vertex", "vertex", "left"]
    assert (undated["file"], undated["status"], undated["taken_on"]) == ("undated.png", "refused", None)
    assert "date" in undated["reasons"][0]
    row = ask("measure", course)["measurements"][-1]
    assert (row["file"], row["status"], row["coverage"]) == ("undated.png", "refused", None)
    assert "date" in row["reasons"][0]

    first, _, left = (photo["sha256"] for photo in others)
    other_view = ask("map", course, first, left, "--points", outline)
    assert other_view["status"] == "refused"
    assert "different views" in other_view["reasons"][0]
    assert ask("map", course, first, first, "--points", outline)["points"] == [*region.tolist(), None]

    days = ("--before", "2026-02-10", "--after", "2026-01-12")
    for words in (["change", course], ["report", course, "-o", tmp_path / "r.pdf"]):
        assert "earlier one first" in tell(*words, "--view", "vertex", *days, code=2)
    assert "right view" in tell("report", course, "-o", tmp_path / "r.pdf", "--view", "right", code=2)
    assert not (tmp_path / "r.pdf").exists()


def _usage(*words: object) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "hairtrack", *map(str, words)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert result.returncode == 2
    return result.stderr


def test_a_mask_never_replaces_a_photo_or_another_mask(
    shared_photos: Path, tmp_path: Path, tell: Callable[..., str]
) -> None:
    image, region, _ = labelled(shared_photos, "top036.jpg")
    photo, twin, outline = tmp_path / "a.png", tmp_path / "a.webp", tmp_path / "r.json"
    for path in (photo, twin):
        Pillow.fromarray(image).save(path)
    outline.write_text(json.dumps({path.name: region.tolist() for path in (photo, twin)}))
    before = photo.read_bytes()

    assert "another folder" in tell("files", "measure", photo, "--region", outline, "--masks", tmp_path, code=2)
    masks = tmp_path / "masks"
    assert "Rename" in tell("files", "measure", photo, twin, "--region", outline, "--masks", masks, code=2)

    assert photo.read_bytes() == before
    assert not masks.exists()


def test_a_diary_read_twice_says_what_was_there(
    tmp_path: Path, ask: Callable[..., Json], tell: Callable[..., str]
) -> None:
    course, table = tmp_path / "me.hairtrack", tmp_path / "diary.csv"
    tell("new", course)
    table.write_text("kind,date,note\nevent,2026-01-05,a\nhaircut,2026-01-06,\nevent,someday,b\n")

    once = ask("diary", course, "import", table)
    table.write_text(table.read_text() + "event,2026-01-07,c\n")
    twice = ask("diary", course, "import", table)

    assert (once["accepted"], once["already_there"]) == (2, 0)
    assert (twice["accepted"], twice["already_there"]) == (1, 2)
    assert [problem["line"] for problem in twice["problems"]] == [4]


def test_what_is_due_is_kept_as_done(tmp_path: Path, ask: Callable[..., Json], tell: Callable[..., str]) -> None:
    course, table = tmp_path / "me.hairtrack", tmp_path / "diary.csv"
    today = date.today()
    tell("new", course)
    table.write_text(
        "kind,date,name,dose,frequency\n"
        f"treatment,{today - timedelta(days=30)},DPCP,0.01 %,every 4 weeks\nreminder,{today},dermatologist,,\n"
    )
    ask("diary", course, "import", table)

    found = {row["what"]: row for row in ask("diary", course, "due")["due"]}
    session = found["DPCP, next session"]
    assert (session["on"], session["late"], session["done"]) == (str(today - timedelta(days=2)), True, "session")
    tell("diary", course, "done", session["key"], "--on", today - timedelta(days=1))
    tell("diary", course, "done", found["dermatologist"]["key"])
    left = ask("diary", course, "due")["due"]
    assert [(row["what"], row["on"]) for row in left] == [
        ("the first photos", str(today)),
        ("DPCP, next session", str(today + timedelta(days=27))),
    ]
    assert "ends by itself" in tell("diary", course, "done", "photos", code=2)
    assert "Nothing that is due is called tea" in tell("diary", course, "done", "tea", code=2)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "{dir}/nothing"], "is not a hairtrack course"),
        (["import", "{dir}/nothing", "x.jpg"], "is not a hairtrack course"),
        (["import", "{dir}", "x.jpg", "--date", "yesterday"], "is not a date"),
        (["region", "{dir}", "--view", "above", "--name", "n", "--polygon", "r.json"], "is not a view"),
        (["files", "measure", "{dir}/none.jpg", "--region", "{dir}/none.json"], "is not there"),
        (["files", "align", "{dir}/none.jpg", "{dir}/none.jpg"], "is not there"),
        (["files", "measure", "x.jpg", "--region", "r.json", "-j", "many"], "many is not a number of processes"),
        (["export", "{dir}", "-o", "{dir}/course.sqlite"], "is no name that ends in .csv or .json"),
        (["report", "{dir}", "-o", "."], "is no name that ends in .pdf"),
        (["frobnicate"], "invalid choice"),
        (["measure"], "required"),
    ],
)
def test_unusable_input_is_one_line_and_code_2(words: list[str], says: str, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "hairtrack", *(word.format(dir=tmp_path) for word in words)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert says in result.stderr


def command(*words: object, stdout: IO[bytes], **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "hairtrack", *map(str, words)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8:strict"])
def test_names_that_are_no_text_are_printed_whatever_the_terminal_can_show(
    encoding: str, tmp_path: Path, tell: Callable[..., str]
) -> None:
    course, photo = tmp_path / "c", os.fsdecode(os.fsencode(tmp_path) + b"/\xff \xe7\x9c\x9f.png")
    try:
        Pillow.new("RGB", (400, 400)).save(photo)
    except OSError:
        pytest.skip("file names are always text here")
    tell("new", course)
    tell("import", course, photo)

    for words in (["show", course], ["show", course, "--json"]):
        with (tmp_path / "out").open("wb") as out:
            result = command(*words, stdout=out, PYTHONIOENCODING=encoding)
        assert (result.returncode, result.stderr) == (0, "")
    (shown,) = json.loads((tmp_path / "out").read_bytes())["photos"]
    assert shown["file_name"] == Path(photo).name


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_result_that_finds_no_room_is_one_line(tmp_path: Path, tell: Callable[..., str]) -> None:
    tell("new", tmp_path / "c")
    with Path("/dev/full").open("wb") as full:
        result = command("show", tmp_path / "c", "--json", stdout=full)

    assert result.returncode == 2
    assert result.stderr.startswith("hairtrack: The disk is full")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="interrupts are other here")
@pytest.mark.parametrize("moment", [b"numpy", b"hairtrack.cli", b"hairtrack.workflow.make_demo"])
def test_an_interrupt_is_no_traceback_even_while_libraries_load(moment: bytes, tmp_path: Path) -> None:
    words = [sys.executable, "-X", "importtime", "-m", "hairtrack", "demo", str(tmp_path / "d")]
    with subprocess.Popen(words, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stderr is not None
        assert any(moment in line for line in process.stderr)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()

    assert process.returncode == 130
    assert b"Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_bad_files_are_refused_in_words(tmp_path: Path, ask: Callable[..., Json], tell: Callable[..., str]) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    whole = bad / "whole.png"
    Pillow.fromarray(np.random.default_rng(0).integers(0, 255, (400, 400, 3), np.uint8)).save(whole)
    jpeg = tmp_path / "x.jpg"
    Pillow.open(whole).save(jpeg)
    (bad / "cut.jpg").write_bytes(jpeg.read_bytes()[: jpeg.stat().st_size // 2])
    (bad / "empty.jpg").write_bytes(b"")
    (bad / "letter.jpg").write_text("Dear doctor,")
    tell("new", tmp_path / "c")

    files = {Path(f["file"]).name: f for f in ask("import", tmp_path / "c", bad)["files"]}

    assert files["whole.png"]["status"] == "imported"
    assert files["whole.png"]["taken_on_source"] == "none"
    assert "date" in files["whole.png"]["reason"]
    assert {files[n]["status"] for n in ("cut.jpg", "empty.jpg", "letter.jpg")} == {"refused"}
    assert "damaged" in files["cut.jpg"]["reason"]
    assert "empty" in files["empty.jpg"]["reason"]
    assert "not a photo" in files["letter.jpg"]["reason"]
    assert ask("check", tmp_path / "c")["status"] == "whole"

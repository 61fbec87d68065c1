"""What is laid aside comes back, from whichever thread."""

from concurrent.futures import ThreadPoolExecutor

from hairtrack.workflow.shelf import Shelf


def test_everything_comes_back_from_many_threads() -> None:
    shelf = Shelf()
    data = [bytes([n % 256]) * (n * 7 % 5000) for n in range(300)]
    with ThreadPoolExecutor(8) as threads:
        places = list(threads.map(shelf.put, data))
        assert list(threads.map(lambda place: place.read(), places)) == data


def test_a_place_outlives_whoever_made_the_shelf() -> None:
    place = Shelf().put(b"small picture")
    assert place.read() == b"small picture"

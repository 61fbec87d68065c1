"""Few rows are written, and the right ones."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hairtrack.storage.changes import Rows, change


def applied(rows: Rows, records: tuple[Any, ...]) -> tuple[Rows, int, int]:
    """Do to a table what is to be done, as the database would."""
    todo = change(rows, records)
    table = dict(zip(rows.positions, rows.records, strict=True))
    for position in todo.deleted:
        del table[position]
    for position, record in todo.inserted:
        assert position not in table
        table[position] = record
    stands = Rows(tuple(sorted(table)), tuple(table[position] for position in sorted(table)))
    assert stands == todo.after
    return stands, len(todo.deleted), len(todo.inserted)


@given(st.lists(st.lists(st.integers(0, 6).map(lambda n: (n,)), max_size=8), max_size=8))
def test_a_table_follows_its_list_through_any_edits(steps: list[list[tuple[int]]]) -> None:
    rows = Rows()
    for records in steps:
        rows, _, _ = applied(rows, tuple(records))
        assert rows.records == tuple(records)


@given(st.data())
def test_edits_of_the_same_objects(data: st.DataObject) -> None:
    rows, records = Rows(), [[n] for n in range(6)]
    for _ in range(6):
        records = [*data.draw(st.permutations(records))[: data.draw(st.integers(0, 8))], [9]]
        rows, _, _ = applied(rows, tuple(records))
        assert rows.records == tuple(records)


def test_what_did_not_change_is_not_written() -> None:
    records = tuple([n] for n in range(500))
    rows, _, _ = applied(Rows(), records)
    assert applied(rows, (*records, ["new"]))[1:] == (0, 1)
    assert applied(rows, (*records[:250], ["other"], *records[251:]))[1:] == (1, 1)
    assert applied(rows, (*records[:250], *records[251:]))[1:] == (1, 0)
    assert applied(rows, tuple([n] for n in range(500)))[1:] == (0, 0)
    scattered = (*(record for n, record in enumerate(records) if n % 50), *([f"new {n}"] for n in range(10)))
    assert applied(rows, scattered)[1:] == (10, 10)

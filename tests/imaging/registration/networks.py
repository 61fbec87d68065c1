"""Small networks with the inputs and outputs of ALIKED and LightGlue, written as ONNX files byte by byte.

The first finds blobs and describes each by the brightness around it, the second pairs those that are each other's most
alike. So they do find heads again, through the same classes of OpenCV that the real ones go through.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIDE = 640
_MARKS = 400
_ROOM = 20
"""Pixels around the picture, so that every mark has surroundings."""
_FLOAT, _INT64 = 1, 7
_KINDS = {np.dtype(np.float32): _FLOAT, np.dtype(np.int64): _INT64}


def write_networks(folder: Path, *, confused: bool = False, batched: bool = False) -> tuple[Path, Path]:
    """Write both files and return where they are.

    Parameters
    ----------
    folder : Path
    confused : bool
        Whether each mark is paired with one that has nothing to do with it.
    batched : bool
        Whether the first answers in three dimensions, as OpenCV cannot read it.
    """
    folder.mkdir(exist_ok=True)
    aliked, lightglue = folder / "aliked.onnx", folder / "lightglue.onnx"
    aliked.write_bytes(_aliked(batched=batched))
    lightglue.write_bytes(_lightglue(confused=confused))
    return aliked, lightglue


def _aliked(*, batched: bool) -> bytes:
    wide = SIDE + 2 * _ROOM
    rng = np.random.default_rng(8)
    around = np.round(rng.normal(0, 6, (128, 2)).clip(-_ROOM, _ROOM - 1)).astype(int)
    shape = [1, _MARKS] if batched else [_MARKS]
    constants: dict[str, Any] = {
        "blobs": np.repeat(_bell(25, 1.5) - _bell(25, 4.0), 3, axis=1),
        "smooth": np.repeat(_bell(9, 1.5), 3, axis=1),
        "flat": [-1],
        "many": [_MARKS],
        "side": np.array([SIDE], np.float32),
        "half": np.array([SIDE / 2], np.float32),
        "one": np.array([1], np.float32),
        "wide": np.array([wide], np.float32),
        "corner": np.array([_ROOM * wide + _ROOM], np.float32),
        "around": (around[:, 1] * wide + around[:, 0]).astype(np.float32)[None],
        "column": [_MARKS, 1],
        "described": [_MARKS, 128],
        "of_marks": [*shape, 2],
        "of_words": [*shape, 128],
        "of_scores": shape,
    }
    nodes = [
        _node("Conv", "image blobs", "difference", pads=[12, 12, 12, 12]),
        _node("Abs", "difference", "strength"),
        _node("MaxPool", "strength", "strongest", kernel_shape=[9, 9], pads=[4, 4, 4, 4], strides=[1, 1]),
        _node("GreaterOrEqual", "strength strongest", "peak"),
        _node("Cast", "peak", "is_peak", to=_FLOAT),
        _node("Mul", "strength is_peak", "peaks"),
        _node("Reshape", "peaks flat", "in_a_row"),
        _node("TopK", "in_a_row many", "best places", axis=0),
        _node("Cast", "places", "place", to=_FLOAT),
        _node("Div", "place side", "rows"),
        _node("Floor", "rows", "y"),
        _node("Mul", "y side", "before"),
        _node("Sub", "place before", "x"),
        _node("Reshape", "x column", "xs"),
        _node("Reshape", "y column", "ys"),
        _node("Concat", "xs ys", "pixels", axis=1),
        _node("Div", "pixels half", "doubled"),
        _node("Sub", "doubled one", "marks"),
        _node("Reshape", "marks of_marks", "keypoints"),
        _node("Conv", "image smooth", "smoothed", pads=[_ROOM + 4] * 4),
        _node("Reshape", "smoothed flat", "brightness"),
        _node("Mul", "ys wide", "lines"),
        _node("Add", "lines xs", "inner"),
        _node("Add", "inner corner", "middles"),
        _node("Add", "middles around", "where"),
        _node("Cast", "where", "looked_up", to=_INT64),
        _node("Reshape", "looked_up flat", "all"),
        _node("Gather", "brightness all", "seen", axis=0),
        _node("Reshape", "seen described", "by_mark"),
        _node("ReduceMean", "by_mark", "mean", axes=[1], keepdims=1),
        _node("Sub", "by_mark mean", "words"),
        _node("Reshape", "words of_words", "descriptors"),
        _node("Reshape", "best of_scores", "scores"),
    ]
    outputs = {"keypoints": [*shape, 2], "descriptors": [*shape, 128], "scores": shape}
    return _model(nodes, constants, {"image": [1, 3, SIDE, SIDE]}, outputs)


def _lightglue(*, confused: bool) -> bytes:
    constants: dict[str, Any] = {
        "table": [_MARKS, 128],
        "points": [-1],
        "column": [_MARKS, 1],
        "order": np.arange(_MARKS, dtype=np.float32),
        "shuffled": np.random.default_rng(2).permutation(_MARKS).astype(np.float32),
        "nothing": np.array([0], np.float32),
        "one": np.array([1], np.float32),
    }
    nodes = [
        _node("Reshape", "desc0 table", "first"),
        _node("Reshape", "desc1 table", "second"),
        _node("Transpose", "second", "across", perm=[1, 0]),
        _node("MatMul", "first across", "alike"),
        _node("ArgMax", "alike", "partner", axis=1, keepdims=0),
        _node("ArgMax", "alike", "back", axis=0, keepdims=0),
        _node("Cast", "back", "partners", to=_FLOAT),
        _node("Gather", "partners partner", "returned", axis=0),
        _node("Sub", "returned order", "off"),
        _node("Abs", "off", "apart"),
        _node("Sub", "one apart", "near"),
        _node("Relu", "near", "mutual"),
        *(
            [_node("Gather", "shuffled partner", "other", axis=0)]
            if confused
            else [_node("Cast", "partner", "other", to=1)]
        ),
        _node("Add", "other one", "counted"),
        _node("Mul", "counted mutual", "kept"),
        _node("Sub", "kept one", "to"),
        _node("Reshape", "order column", "from_column"),
        _node("Reshape", "to column", "to_column"),
        _node("Concat", "from_column to_column", "pairs", axis=1),
        _node("Cast", "pairs", "matches0", to=_INT64),
        _node("Mul", "kpts0 nothing", "no_place"),
        _node("Mul", "kpts1 nothing", "no_other_place"),
        _node("Add", "no_place no_other_place", "nowhere"),
        _node("ReduceMax", "nowhere", "zero", axes=[0, 1, 2], keepdims=1),
        _node("Reshape", "zero points", "naught"),
        _node("Add", "mutual naught", "mscores0"),
    ]
    inputs = {"kpts0": 2, "kpts1": 2, "desc0": 128, "desc1": 128}
    outputs = {"matches0": [_MARKS, 2], "mscores0": [_MARKS]}
    return _model(nodes, constants, {name: [1, _MARKS, each] for name, each in inputs.items()}, outputs)


def _bell(side: int, width: float) -> NDArray[np.float32]:
    """Return a (1, 1, side, side) kernel that sums to a third, for each of three channels."""
    line = np.exp(-0.5 * ((np.arange(side) - side // 2) / width) ** 2)
    bell = np.outer(line, line)
    kernel: NDArray[np.float32] = (bell / bell.sum() / 3).astype(np.float32)[None, None]
    return kernel


# What the fields are called and numbered, onnx.proto of the ONNX project says.


def _model(
    nodes: Sequence[bytes], constants: dict[str, Any], inputs: dict[str, list[int]], outputs: dict[str, list[int]]
) -> bytes:
    arrays = {
        name: np.array(value, np.int64) if isinstance(value, list) else value for name, value in constants.items()
    }
    graph = b"".join(_bytes(1, node) for node in nodes) + _text(2, "g")
    graph += b"".join(_bytes(5, _tensor(name, array)) for name, array in arrays.items())
    graph += b"".join(_bytes(11, _value(name, shape, _FLOAT)) for name, shape in inputs.items())
    kinds = {"matches0": _INT64}
    graph += b"".join(_bytes(12, _value(name, shape, kinds.get(name, _FLOAT))) for name, shape in outputs.items())
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, 13))


def _node(kind: str, inputs: str, outputs: str, **attributes: int | list[int]) -> bytes:
    made = b"".join(_text(1, name) for name in inputs.split()) + b"".join(_text(2, name) for name in outputs.split())
    made += _text(3, outputs) + _text(4, kind)
    for name, value in attributes.items():
        if isinstance(value, list):
            held = b"".join(_number(8, each) for each in value) + _number(20, 7)
        else:
            held = _number(3, value) + _number(20, 2)
        made += _bytes(5, _text(1, name) + held)
    return made


def _tensor(name: str, array: NDArray[Any]) -> bytes:
    dims = b"".join(_number(1, side) for side in array.shape)
    return dims + _number(2, _KINDS[array.dtype]) + _text(8, name) + _bytes(9, array.tobytes())


def _value(name: str, shape: Sequence[int], kind: int) -> bytes:
    dims = b"".join(_bytes(1, _number(1, side)) for side in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, dims)))


def _text(field: int, text: str) -> bytes:
    return _bytes(field, text.encode())


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    made = b""
    while value > 127:
        made += struct.pack("B", value & 127 | 128)
        value >>= 7
    return made + struct.pack("B", value)

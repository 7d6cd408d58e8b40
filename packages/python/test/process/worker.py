"""Runs modules written by Lossmith. Speaks over its pipes: a message is the length of its
head (4 bytes, little endian), the head (JSON), and the arrays that the head lists."""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import shutil
import struct
import sys
import tempfile
import traceback

import numpy as np

MODULES = {}
FOLDER = tempfile.mkdtemp(prefix="lossmith-")
COUNT = 0


def read(pipe):
    length = pipe.read(4)
    if len(length) < 4:
        return None
    head = json.loads(pipe.read(struct.unpack("<I", length)[0]))
    for array in head["arrays"]:
        dtype = np.dtype(array["dtype"])
        data = pipe.read(dtype.itemsize * int(np.prod(array["shape"], dtype=np.int64)))
        array["values"] = np.frombuffer(data, dtype).reshape(array["shape"])
    return head


def write(pipe, head, arrays=()):
    arrays = [(name, np.ascontiguousarray(values)) for name, values in arrays]
    head["arrays"] = [
        {"name": name, "dtype": values.dtype.name, "shape": list(values.shape)}
        for name, values in arrays
    ]
    text = json.dumps(head).encode()
    pipe.write(struct.pack("<I", len(text)))
    pipe.write(text)
    for _, values in arrays:
        pipe.write(values.tobytes())
    pipe.flush()


def load(source):
    """A module from its text, as Python would import it from a file."""
    global COUNT
    COUNT += 1
    name = f"written_{COUNT}"
    path = os.path.join(FOLDER, f"{name}.py")
    with open(path, "w") as file:
        file.write(source)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def as_library(module, values):
    """An array as the module's library has it."""
    if hasattr(module, "np"):
        return values
    import torch

    return torch.from_numpy(values.copy())


def as_numpy(values):
    return values if isinstance(values, (np.ndarray, np.generic)) else values.detach().numpy()


def evaluate(module, arrays, arguments):
    """The function of a program, and its reduction."""
    given = {name: as_library(module, values) for name, values in arrays.items()}
    results = module._reduced(module._evaluate(**given), arguments["reduction"])
    return {name: as_numpy(values) for name, values in results.items()}


def call(module, arrays, arguments):
    """A function that users call, with arrays and other arguments."""
    given = {name: as_library(module, values) for name, values in arrays.items()}
    found = getattr(module, arguments["function"])(**given, **arguments.get("others", {}))
    return found if isinstance(found, dict) else {"result": as_numpy(found)}


def run(_, arrays, arguments):
    """Python of a test: what it leaves in `results` comes back."""
    scope = {"load": load, "arrays": arrays, "results": {}}
    exec(compile(arguments["code"], "test", "exec"), scope)
    return {name: np.asarray(values) for name, values in scope["results"].items()}


ACTIONS = {"evaluate": evaluate, "call": call, "run": run}


def answer(head):
    action = head["action"]
    if action == "load":
        MODULES[head["module"]] = load(head["source"])
        return {}
    if action == "drop":
        MODULES.pop(head["module"], None)
        return {}
    arrays = {array["name"]: array["values"] for array in head["arrays"]}
    return ACTIONS[action](MODULES.get(head.get("module")), arrays, head["arguments"])


def main():
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    while (head := read(incoming)) is not None:
        try:
            write(outgoing, {}, list(answer(head).items()))
        except Exception as error:
            kind = type(error).__name__
            write(outgoing, {"error": str(error), "kind": kind, "trace": traceback.format_exc()})


main()

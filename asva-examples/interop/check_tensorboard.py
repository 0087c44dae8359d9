#!/usr/bin/env python3
"""Checks a run's event files with TensorBoard's own reader.

  python3 asva-examples/interop/check_tensorboard.py OUTPUT_DIR

Needs the package tensorboard. Every figure of train.jsonl must be there under its name and step,
once, as a single precision number, however often the run was killed and resumed.
"""
import json
import pathlib
import sys

import numpy as np
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def main():
    folder = pathlib.Path(sys.argv[1])
    wanted = {}
    for line in (folder / "train.jsonl").read_text().splitlines():
        figures = json.loads(line)
        step = figures.pop("step")
        for name, value in figures.items():
            wanted.setdefault(name, []).append((step, float(np.float32(value))))
    reader = EventAccumulator(str(folder / "log"), size_guidance={"scalars": 0})
    reader.Reload()
    found = {
        name: [(event.step, event.value) for event in reader.Scalars(name)]
        for name in reader.Tags()["scalars"]
    }
    if not wanted:
        sys.exit("train.jsonl is empty")
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            sys.exit(f"{name}: train.jsonl and the event files differ")
        print(f"{name}: {len(wanted[name])} steps")


main()

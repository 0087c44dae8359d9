#!/usr/bin/env python3
"""Checks exported networks with Python's onnx and onnxruntime.

  mvn -q -Dquick -DskipTests -pl asva-examples -am package
  java -cp 'asva-examples/target/asva/lib/*' io.asva.examples.interop.GoldenExport OUT CASES...
  python3 asva-examples/interop/check_onnx.py OUT CASES...

Needs the packages onnx, onnxruntime, numpy and safetensors. OUT is a new folder; CASES are folders
of golden cases (asva-diffusion/src/test/resources/golden, for instance). Every model must pass
onnx.checker and give the case's expected numbers within its tolerance.
"""
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
from safetensors.numpy import load_file


def channels_last(array):
    return np.ascontiguousarray(np.moveaxis(array, 1, -1))


def channels_first(array):
    return np.moveaxis(array, -1, 1)


def tolerance(case, name):
    special = [key for key in case.get("tolerances", {}) if name.startswith(key)]
    return case["tolerances"][max(special, key=len)] if special else case["tolerance"]


def feeds_and_results(network, given, config):
    """The inputs of a network, and how its outputs become the case's expected tensors."""
    scaling = config.get("scaling_factor", 0.18215)
    if network == "unet":
        feeds = {
            "sample": channels_last(given["sample"]),
            "timestep": given["timestep"].astype(np.float32),
            "text": given["text"],
            "audio": given["audio"],
        }
        return feeds, lambda out: {"eps": channels_first(out["eps"])}
    if network == "vae-encoder":
        def encoded(out):
            mean, std = channels_first(out["mean"]), channels_first(out["std"])
            return {"mean": mean, "std": std, "sampled": (mean + std * given["noise"]) * scaling}
        return {"image": channels_last(given["image"])}, encoded
    if network == "vae-decoder":
        def decoded(out):
            raw = channels_first(out["image"])
            return {"decoded_raw": raw, "decoded": np.clip(raw / 2 + 0.5, 0, 1)}
        latent = channels_last(given["latent"] / np.float32(scaling))
        return {"latent": latent.astype(np.float32)}, decoded
    if network == "text":
        return {"ids": given["ids"]}, dict
    return {"mel": given["mel"]}, dict


def check(folder, model):
    case = json.loads((folder / "case.json").read_text())
    onnx.checker.check_model(str(model), full_check=True)
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    given = load_file(folder / "inputs.safetensors")
    expected = load_file(folder / "expected.safetensors")
    feeds, results = feeds_and_results(model.parent.name, given, case["config"])
    names = [output.name for output in session.get_outputs()]
    actual = results(dict(zip(names, session.run(names, feeds))))
    good = True
    for name, value in actual.items():
        want = expected[name]
        error = np.abs(value - want).max() / max(1.0, np.abs(want).max())
        allowed = tolerance(case, name)
        passed = value.shape == want.shape and error <= allowed
        good &= passed
        print(f"{'PASS' if passed else 'FAIL'}  {case['name']} {model.parent.name} {name}"
              f"  error {error:.1e}  allowed {allowed:.1e}")
    return good


def main():
    exported = pathlib.Path(sys.argv[1])
    good, count = True, 0
    for cases in map(pathlib.Path, sys.argv[2:]):
        for description in sorted(cases.rglob("case.json")):
            for model in sorted((exported / description.parent.name).glob("*/model.onnx")):
                good &= check(description.parent, model)
                count += 1
    print(f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}: {count} models")
    return 0 if good and count else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Reads a training checkpoint with Python's own safetensors.

  python3 asva-examples/interop/check_checkpoint.py CHECKPOINT [MODULE=MANIFEST.json ...]

Needs the packages numpy and safetensors. CHECKPOINT is a folder ckpts/checkpoint-N. Every tensor of
its modules and of its optimiser must be readable and finite. A module that a manifest is named for
must have the manifest's names and shapes, no more and no fewer, as at full width have
unet=asva-diffusion/unet/src/test/resources/manifests/unet.json and, in asva-sync/src/test/resources/manifests,
audio_encoder=avsync-audio.json, video_encoder=avsync-video.json and head=avsync-head.json.
"""
import json
import pathlib
import sys

import numpy as np
from safetensors import safe_open


def shapes(file):
    """Names and shapes of a file's tensors, each of which is read."""
    found = {}
    with safe_open(file, framework="numpy") as tensors:
        for name in tensors.keys():
            value = tensors.get_tensor(name)
            if not np.all(np.isfinite(value)):
                sys.exit(f"{file}: {name} is not finite")
            found[name] = list(value.shape)
    return found


def compare(module, found, manifest):
    wanted = json.loads(pathlib.Path(manifest).read_text())
    lines = [f"  {name}: {found.get(name, 'missing')}, expected {wanted.get(name, 'nothing')}"
             for name in sorted(found.keys() | wanted.keys()) if found.get(name) != wanted.get(name)]
    if lines:
        sys.exit("\n".join([f"{module} and {manifest} differ in {len(lines)} tensors:"] + lines[:20]))
    print(f"{module}: names and shapes are those of {manifest}")


def main():
    checkpoint = pathlib.Path(sys.argv[1])
    manifests = dict(argument.split("=", 1) for argument in sys.argv[2:])
    modules = sorted(folder.name for folder in (checkpoint / "modules").iterdir())
    unknown = set(manifests) - set(modules)
    if unknown or not modules:
        sys.exit(f"{checkpoint} has the modules {modules}, but not {sorted(unknown)}")
    for module in modules:
        folder = checkpoint / "modules" / module
        json.loads((folder / "config.json").read_text())
        found = shapes(folder / "diffusion_pytorch_model.safetensors")
        print(f"{module}: {len(found)} tensors, {sum(map(np.prod, found.values())) / 1e6:.2f} million numbers")
        if module in manifests:
            compare(module, found, manifests[module])
    print(f"optimiser: {len(shapes(checkpoint / 'optimizer.safetensors'))} tensors")


main()

#!/usr/bin/env python3
"""Times the original's sync classifier in PyTorch, on the weights and inputs of MakeSyncFiles.

    ASVA_ROOT=path/to/ASVA python3 sync_bench.py --files FOLDER

Needs torch 2.8, diffusers 0.29.2 and safetensors, and a check-out of the original repository. It
first checks that its embeddings and scores are those that were computed on the Java side, then
prints the seconds that a pair takes in each evaluation and last a line `minimum PAIR SHIFTS` (or what
--work asks for): one pair of a sound and a clip alone, and one sound against the 31 clips of a video,
0.04 s apart, as the original's evaluation computes them.
"""
import argparse
import os
import sys
import time

import torch
from safetensors.torch import load_file

ALLOWED = 1e-4  # difference / max(1, largest expected)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", required=True, help="what io.asva.benchmarks.MakeSyncFiles printed")
    parser.add_argument("--threads", type=int, default=0, help="0: PyTorch's own choice")
    parser.add_argument("--rounds", type=int, default=3, help="evaluations after one to warm up")
    parser.add_argument("--batch", type=int, default=31, help="clips that go through the network at once")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--work", choices=["pair", "shifts"], action="append", help="both unless given")
    parser.add_argument("--check-only", action="store_true")
    return parser.parse_args()


def original_networks(weights):
    sys.path.insert(0, os.environ["ASVA_ROOT"])
    from avsync.models.audio import AudioConv2DNet
    from avsync.models.head import FCHead
    from avsync.models.video import VideoR2Plus1DNet

    nets = []
    for prefix, net in [("audio_encoder.", AudioConv2DNet()), ("video_encoder.", VideoR2Plus1DNet()),
                        ("head.", FCHead())]:
        state = {name[len(prefix):]: t for name, t in weights.items() if name.startswith(prefix)}
        missing, unexpected = net.load_state_dict(state, strict=False)
        wrong = [name for name in missing if not name.endswith("num_batches_tracked")] + unexpected
        if wrong:
            sys.exit(f"these weights don't fit the original's networks: {wrong[:5]}")
        nets.append(net.eval())
    return nets


def check(what, expected, actual):
    error = (expected - actual.cpu()).abs().max().item() / max(1.0, expected.abs().max().item())
    print(f"{what}: error {error:.1e}, allowed {ALLOWED:.0e}")
    if not error <= ALLOWED:
        sys.exit(f"the two sides don't compute the same {what}")


def main():
    options = arguments()
    if options.threads:
        torch.set_num_threads(options.threads)
    device = torch.device(options.device)
    audio, video, head = (
        net.to(device) for net in original_networks(load_file(os.path.join(options.files, "sync-weights.safetensors"))))
    case = load_file(os.path.join(options.files, "sync-case.safetensors"))
    mel = case["mel"][None].to(device)  # 1x1x128x204
    frames = case["frames"].to(device)
    # The original gathers the clips' frames into one tensor, clips x 3 x 12 x 224 x 224.
    clips = frames[case["clips"].flatten()].unflatten(0, case["clips"].shape).transpose(1, 2).contiguous()
    first = clips[:1].contiguous()

    def pair():
        return head(audio(mel), video(first))

    def shifts():
        sound = audio(mel)
        seen = torch.cat([video(part) for part in clips.split(options.batch)])
        return sound, seen, head(sound.expand(len(seen), -1), seen)

    def seconds(work):
        if device.type == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - start

    kinds = {"pair": pair, "shifts": shifts}
    with torch.inference_mode():
        if options.check_only or not options.work:
            sound, seen, scores = shifts()
            check("embedding of the sound", case["audio"], sound)
            check("embeddings of the clips", case["videos"], seen)
            check("scores", case["scores"], scores[:, 0])
            check("score of the pair", case["scores"][:1], pair()[:, 0])
            if options.check_only:
                return
        best = []
        for name in options.work or kinds:
            pairs = len(clips) if name == "shifts" else 1
            kinds[name]()
            times = [seconds(kinds[name]) / pairs for _ in range(options.rounds)]
            best.append(min(times))
            print(name, " ".join(f"{t:.4f}" for t in times), flush=True)
    print("minimum", " ".join(f"{t:.4f}" for t in best))


if __name__ == "__main__":
    main()

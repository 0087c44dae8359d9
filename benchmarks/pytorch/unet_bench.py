#!/usr/bin/env python3
"""Times the original ASVA UNet in PyTorch, on the weights and the extents of UnetBenchmark.

    ASVA_ROOT=path/to/ASVA python3 unet_bench.py --weights FILE.safetensors --size 32x32

Needs torch 2.8, diffusers 0.29.2, einops and safetensors, and a check-out of the original repository.
Prints the seconds of each evaluation (two guidance branches one after the other, and as one batch)
and last a line `minimum SEQUENTIAL BATCHED`.
"""
import argparse
import os
import sys
import time

import torch
from safetensors.torch import load_file

WIDTHS = [320, 640, 1280, 1280]
FRAMES, WORDS, SOUND_TOKENS, WIDTH = 12, 77, 229, 768
ROWS, COLUMNS = 12, 19  # patches of the spectrogram: bands by time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", required=True, help="what io.asva.benchmarks.MakeWeights printed")
    parser.add_argument("--size", default="32x32", help="height x width of the latents")
    parser.add_argument("--threads", type=int, default=0, help="0: PyTorch's own choice")
    parser.add_argument("--rounds", type=int, default=1, help="evaluations after one to warm up")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--skip-batched", action="store_true")
    return parser.parse_args()


def original_unet(weights):
    sys.path.insert(0, os.environ["ASVA_ROOT"])
    from avgen.models.unets import AudioUNet3DConditionModel

    with torch.device("meta"):
        net = AudioUNet3DConditionModel(
            block_out_channels=WIDTHS, layers_per_block=2, cross_attention_dim=WIDTH,
            audio_cross_attention_dim=WIDTH, attention_head_dim=8, norm_num_groups=32, sample_size=64)
    shapes = {name: tensor.shape for name, tensor in net.state_dict().items()}
    # A 1x1 convolution's weights may lie in the file as a matrix.
    state = {name: tensor.reshape(shapes[name]) for name, tensor in load_file(weights).items()}
    net.load_state_dict(state, assign=True)
    return net.eval()


def segment_mask():
    """Which sound tokens a frame attends to: the first one, and its share of the time columns."""
    width = -(-COLUMNS // FRAMES)
    starts = torch.linspace(0, COLUMNS - width, FRAMES).round().long()
    column = torch.arange(COLUMNS)
    seen = (column >= starts[:, None]) & (column < starts[:, None] + width)
    patches = seen[:, None, :].expand(FRAMES, ROWS, COLUMNS).reshape(FRAMES, ROWS * COLUMNS)
    return torch.cat([torch.ones(FRAMES, 1, dtype=torch.bool), patches], dim=1)


def main():
    options = arguments()
    height, width = map(int, options.size.split("x"))
    if options.threads:
        torch.set_num_threads(options.threads)
    device = torch.device(options.device)
    net = original_unet(options.weights).to(device)
    torch.manual_seed(1)
    sample = torch.randn(1, 4, FRAMES, height, width, device=device)
    words = torch.randn(1, 1, WORDS, WIDTH, device=device).expand(1, FRAMES, WORDS, WIDTH)
    sound = torch.randn(1, 1, SOUND_TOKENS, WIDTH, device=device).expand(1, FRAMES, SOUND_TOKENS, WIDTH)
    mask = segment_mask()[None].to(device)
    step = torch.tensor([981], device=device)

    def branch(audio):
        return net(sample, step, encoder_hidden_states=words,
                   audio_encoder_hidden_states=audio, audio_attention_mask=mask).sample

    def sequential():
        return branch(torch.zeros_like(sound)), branch(sound)

    def batched():
        two = lambda x: torch.cat([x, x])
        return net(two(sample), two(step), encoder_hidden_states=two(words),
                   audio_encoder_hidden_states=torch.cat([torch.zeros_like(sound), sound]),
                   audio_attention_mask=two(mask)).sample

    def seconds(work):
        if device.type == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - start

    kinds = [sequential] if options.skip_batched else [sequential, batched]
    best = []
    with torch.inference_mode():
        for work in kinds:
            times = [seconds(work) for _ in range(options.rounds + 1)][1:]
            best.append(min(times))
            print(work.__name__, " ".join(f"{t:.3f}" for t in times), flush=True)
    print("minimum", " ".join(f"{t:.3f}" for t in best))


if __name__ == "__main__":
    main()

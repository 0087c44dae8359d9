#!/usr/bin/env python3
"""Times training steps of the original's networks in PyTorch, on what MakeTrainingFiles made.

    ASVA_ROOT=path/to/ASVA python3 train_bench.py --files FOLDER --work unet

Needs torch 2.8, diffusers 0.29.2, einops and safetensors, and a check-out of the original repository.
A step is a forward and a backward pass, gradients clipped to norm 1, and AdamW over all weights, as
in the original's training. Latents, sounds and texts lie in memory; noise is drawn in each step. With
--check-only it takes the first steps of the Java side instead, and stops if losses or the gradients'
norms differ. Otherwise it prints the seconds of each step and last a line `minimum SECONDS`.
"""
import argparse
import json
import os
import sys
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from sync_bench import original_networks
from unet_bench import FRAMES, SOUND_TOKENS, WORDS, segment_mask

# Difference / max(1, expected), of the first step's loss and of its gradients' norm. Later losses have
# an allowance for each network: AdamW's first update has the same size for every weight, so where
# gradients are little more than rounding, its direction is too.
ALLOWED_LOSS, ALLOWED_NORM = 1e-4, 1e-3


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", required=True, help="what io.asva.benchmarks.MakeTrainingFiles printed")
    parser.add_argument("--work", choices=["unet", "sync"], required=True)
    parser.add_argument("--threads", type=int, default=0, help="0: PyTorch's own choice")
    parser.add_argument("--warm-up", type=int, default=2)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--check-only", action="store_true")
    return parser.parse_args()


class Unet:
    """The demo's UNet; its step follows the original's trainer from the encodings on."""

    learning_rate = 6e-4
    allowed_later = 1e-4
    clips, side = 8, 12

    def __init__(self, files, weights):
        from diffusers.schedulers import DDPMScheduler
        from avgen.models.unets import AudioUNet3DConditionModel

        with open(os.path.join(files, "training-unet.json")) as file:
            config = json.load(file)
        self.words, self.sound = config["cross_attention_dim"], config["audio_cross_attention_dim"]
        config = {name: value for name, value in config.items() if not name.startswith("_")}
        self.net = AudioUNet3DConditionModel(**config)
        shapes = {name: tensor.shape for name, tensor in self.net.state_dict().items()}
        self.net.load_state_dict({name: tensor.reshape(shapes[name]) for name, tensor in weights.items()})
        self.net.train()
        self.scheduler = DDPMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
                                       num_train_timesteps=1000, clip_sample=False)
        self.mask = segment_mask()[None].expand(self.clips, -1, -1).contiguous()

    def example(self):
        return {"latents": torch.randn(self.clips, 4, FRAMES, self.side, self.side),
                "text": torch.randn(self.clips, WORDS, self.words),
                "audio": torch.randn(self.clips, SOUND_TOKENS, self.sound)}

    def given(self, inputs):
        channels_first = lambda x: x.permute(0, 4, 1, 2, 3).contiguous()
        return self.estimate(channels_first(inputs["sample"]), inputs["timestep"].long(), inputs["text"],
                             inputs["audio"], channels_first(inputs["target"]))

    def loss(self, example):
        latents = example["latents"]
        text, audio = self.dropped(example["text"], 0.1), self.dropped(example["audio"], 0.15)
        steps = torch.randint(0, self.scheduler.config.num_train_timesteps, (len(latents),))
        noise = torch.randn_like(latents)
        noisy = self.scheduler.add_noise(latents, noise, steps)
        sample = torch.cat([latents[:, :, :1], noisy[:, :, 1:]], dim=2)
        return self.estimate(sample, steps, text, audio, noise)

    def estimate(self, sample, steps, text, audio, target):
        every_frame = lambda x: x[:, None].expand(-1, FRAMES, -1, -1).contiguous()
        eps = self.net(sample, steps, encoder_hidden_states=every_frame(text),
                       audio_encoder_hidden_states=every_frame(audio), audio_attention_mask=self.mask).sample
        return F.mse_loss(eps[:, :, 1:], target[:, :, 1:])

    @staticmethod
    def dropped(encodings, probability):
        keep = torch.rand(len(encodings)) >= probability
        return torch.where(keep[:, None, None], encodings, torch.zeros_like(encodings))


class Sync:
    """The full-size classifier in the original's trainer, one video of three clips."""

    learning_rate = 2e-4
    allowed_later = 1e-3

    def __init__(self, files, weights):
        from avsync.models.sync_contrastive_trainer import AVSyncContrastiveTrainer

        self.net = AVSyncContrastiveTrainer(*original_networks(weights), tau=0.1).train()

    def example(self):
        return {"audio": torch.randn(1, 3, 1, 128, 204), "video": torch.randn(1, 3, 3, FRAMES, 224, 224)}

    def given(self, inputs):
        return self.loss({"audio": inputs["audio"], "video": inputs["video"].transpose(2, 3).contiguous()})

    def loss(self, example):
        sound_to_picture, picture_to_sound, _, _ = self.net(example["audio"], example["video"])
        return (sound_to_picture + picture_to_sound) / 2


def check(what, expected, actual, allowed):
    error = abs(expected - actual) / max(1.0, abs(expected))
    print(f"{what}: {actual:.6f}, expected {expected:.6f}, error {error:.1e}, allowed {allowed:.0e}")
    if not error <= allowed:
        raise SystemExit(f"the two sides don't compute the same {what}")


def main():
    options = arguments()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    load = lambda what: load_file(os.path.join(options.files, f"training-{options.work}-{what}.safetensors"))
    sys.path.insert(0, os.environ["ASVA_ROOT"])
    work = {"unet": Unet, "sync": Sync}[options.work](options.files, load("weights"))
    weights = list(work.net.parameters())
    optimizer = torch.optim.AdamW(weights, lr=work.learning_rate, betas=(0.9, 0.999), weight_decay=1e-2, eps=1e-8)

    def step(loss):
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        return loss.item(), norm.item()

    if options.check_only:
        case = load("case")
        for i, (loss, norm) in enumerate(zip(case["losses"].tolist(), case["norms"].tolist())):
            inputs = {name.split(".")[1]: t for name, t in case.items() if name.startswith(f"{i}.")}
            found = step(work.given(inputs))
            check(f"loss of step {i + 1} ({options.work})", loss, found[0], work.allowed_later if i else ALLOWED_LOSS)
            if i == 0:
                check(f"norm of its gradients ({options.work})", norm, found[1], ALLOWED_NORM)
        return

    examples = [work.example() for _ in range(2)]
    times = []
    for i in range(options.warm_up + options.steps):
        start = time.perf_counter()
        step(work.loss(examples[i % len(examples)]))
        times.append(time.perf_counter() - start)
    times = times[options.warm_up:]
    print(options.work, " ".join(f"{t:.4f}" for t in times))
    print(f"minimum {min(times):.4f}")


if __name__ == "__main__":
    main()

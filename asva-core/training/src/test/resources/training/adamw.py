#!/usr/bin/env python3
"""Makes adamw.json: steps of torch.optim.AdamW with clipping, and learning rates of diffusers.

  python3 adamw.py > adamw.json        # torch 2.8, diffusers 0.29.2
"""
import json

import torch
from diffusers.optimization import get_scheduler

torch.set_num_threads(1)


def numbers(seed, n):
    """A sequence that is easily made again: multiples of 1/1024 from a linear congruence."""
    x, out = seed, []
    for _ in range(n):
        x = (1103515245 * x + 12345) % 2**31
        out.append((x // 65536 % 2048 - 1024) / 1024)
    return out


def steps(lr, betas, eps, decay, limit, count):
    weights = [torch.tensor(numbers(1, 6)).reshape(2, 3), torch.tensor(numbers(2, 5))]
    for w in weights:
        w.requires_grad_(True)
    optimizer = torch.optim.AdamW(weights, lr=lr, betas=betas, eps=eps, weight_decay=decay)
    norms, history = [], []
    for step in range(count):
        # A loss whose gradient is the given numbers plus the weight itself, times 3.
        loss = 0
        for i, w in enumerate(weights):
            if i == 1 and step == 1:
                continue  # no gradient in this step
            g = torch.tensor(numbers(10 * step + i + 3, w.numel())).reshape(w.shape)
            loss = loss + 3 * (g * w + w * w / 2).sum()
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(weights, limit)))
        optimizer.step()
        optimizer.zero_grad()
        history.append([w.detach().flatten().tolist() for w in weights])
    return {
        "lr": lr, "beta1": betas[0], "beta2": betas[1], "eps": eps, "weight_decay": decay,
        "max_grad_norm": limit, "norms": norms, "weights": history,
        "exp_avg": [optimizer.state[w]["exp_avg"].flatten().tolist() for w in weights],
        "exp_avg_sq": [optimizer.state[w]["exp_avg_sq"].flatten().tolist() for w in weights],
        "step": [float(optimizer.state[w]["step"]) for w in weights],
    }


def rates(name, warmup, total):
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.AdamW([weight], lr=1.0)
    scheduler = get_scheduler(name, optimizer, num_warmup_steps=warmup, num_training_steps=total)
    factors = []
    for _ in range(total + 1):
        factors.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return {"name": name, "warmup": warmup, "total": total, "factors": factors}


print(json.dumps({
    "adamw": [
        steps(1e-4, (0.9, 0.999), 1e-8, 1e-2, 1.0, 5),
        steps(1e-2, (0.8, 0.99), 1e-6, 0.1, 2.5, 8),
        steps(1e-1, (0.0, 0.5), 1e-3, 0.0, 100.0, 4),
    ],
    "rates": [
        rates("constant", 0, 12), rates("constant_with_warmup", 5, 12),
        rates("constant_with_warmup", 0, 3), rates("cosine", 0, 10), rates("cosine", 4, 20),
    ],
}, indent=1))

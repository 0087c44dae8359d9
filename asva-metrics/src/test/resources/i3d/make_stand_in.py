"""Makes i3d-stand-in.pt: TorchScript with the signature of i3d_torchscript.pt and no weights.

Feature k of a clip is the sum, over the 24 means of its eighths in each channel, of the mean times cos(0.1 k (i + 1)).
Written with torch 2.8: python make_stand_in.py
"""
import torch


class StandIn(torch.nn.Module):
    def forward(self, x, rescale: bool = False, resize: bool = False, return_features: bool = False):
        if rescale:
            x = x / 127.5 - 1
        if resize:
            x = torch.nn.functional.interpolate(x, size=[x.shape[2], 112, 112])
        means = torch.nn.functional.adaptive_avg_pool3d(x, [2, 2, 2]).flatten(1)
        waves = torch.outer(torch.arange(1, 25, dtype=x.dtype), torch.arange(400, dtype=x.dtype)) * 0.1
        features = means @ waves.cos()
        if self.training:
            features = features * 0
        return features if return_features else features.softmax(1)


torch.jit.save(torch.jit.script(StandIn()), "i3d-stand-in.pt")

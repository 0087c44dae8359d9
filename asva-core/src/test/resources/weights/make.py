"""Makes the files of this folder with PyTorch 2.8: python make.py"""
import torch
from collections import OrderedDict, defaultdict

g = torch.Generator().manual_seed(3)
net = torch.nn.Sequential(OrderedDict(conv=torch.nn.Conv2d(2, 3, (2, 3)), norm=torch.nn.BatchNorm2d(3)))
with torch.no_grad():
    for p in net.parameters():
        p.copy_(torch.arange(p.numel()).reshape(p.shape) + 0.5)
last = torch.nn.Conv2d(2, 3, (2, 3)).to(memory_format=torch.channels_last)
with torch.no_grad():
    last.weight.copy_(net.conv.weight)
optimizer = torch.optim.AdamW(net.parameters(), lr=1e-4)
net(torch.ones(1, 2, 4, 4)).sum().backward()
optimizer.step()

# A whole training state: the module's state dict has _metadata, the optimizer integer keys and lists.
with torch.no_grad():
    for p in net.parameters():
        p.copy_(torch.arange(p.numel()).reshape(p.shape) + 0.5)
state = {"epoch": 3, "best": 0.25, "args": {"name": "x", "size": torch.Size([2, 3]), "device": torch.device("cpu"), "dtype": torch.float16, "names": {"a", "b"}, "bytes": b"ab"},
         "state_dict": OrderedDict(("module." + k, v) for k, v in net.state_dict().items()), "optimizer": optimizer.state_dict(),
         "history": defaultdict(list, loss=[0.5, 0.25]), "big": 1 << 80, "none": None}
for protocol in (2, 4, 5):
    torch.save(state, f"training-{protocol}.pt", pickle_protocol=protocol)
torch.save(state, "training-legacy.pt", _use_new_zipfile_serialization=False)
torch.save(net.state_dict(), "metadata.pt")
torch.save(optimizer.state_dict(), "optimizer.bin")
more = torch.arange(24)
torch.save({"short": torch.tensor([-3, 4], dtype=torch.int16), "char": torch.tensor([-5, 6], dtype=torch.int8), "channels_last": last.weight.detach(),
            "expanded": torch.tensor([[7.0], [8.0]]).expand(2, 3), "one.stride": more.reshape(1, 24)[:, ::2].to(torch.float32), "list": [torch.tensor(1.0), (torch.tensor(2.0),)],
            "parameter": torch.nn.Parameter(torch.tensor([1.5])), "untyped": torch.UntypedStorage(4), "nested": {"deep": {"w": more[2:8]}}, 5: torch.tensor([5.0])}, "kinds.pt")
base = torch.arange(10.0)
torch.save([base[2:5].clone(), base[::3], base[4:]], "list-legacy.pt", _use_new_zipfile_serialization=False)
torch.jit.script(torch.nn.Linear(2, 2)).save("refuse-script.pt")
torch.save(torch.nn.Linear(2, 2), "refuse-module.pt")
torch.save({"x": torch.zeros(2, dtype=torch.complex64)}, "refuse-complex.pt")

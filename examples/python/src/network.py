"""Trains a small network with a loss that Lossmith wrote, in one process or several:
python network.py FOLDER RANK PROCESSES PORT.

Every process takes its part of each batch, the first one a third of it. Prints, from the first one, the
largest difference of a gradient from that of one process on the whole batch."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist

folder, rank, processes, port = Path(sys.argv[1]), *map(int, sys.argv[2:])
sys.path.insert(0, str(folder))
import exp_torch

job = json.loads((folder / "network.json").read_text())
torch.set_num_threads(1)
torch.manual_seed(1)


def numbers(name, width):
    return torch.from_numpy(np.fromfile(folder / name, np.float32).reshape(-1, width))


x, target = numbers(job["features"], job["width"]), numbers(job["scores"], 1)
model = torch.nn.Sequential(torch.nn.Linear(job["width"], 16), torch.nn.Tanh(), torch.nn.Linear(16, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
whole = exp_torch.Loss("mean")


def gradients():
    return torch.cat([one.grad.reshape(-1) for one in model.parameters()])


if processes > 1:
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port), GLOO_SOCKET_IFNAME="lo")
    os.environ.update(RANK=str(rank), WORLD_SIZE=str(processes))
    dist.init_process_group("gloo")
    shared = torch.nn.parallel.DistributedDataParallel(model)


def shared_step(x, target):
    """The mean over the batch of all processes: DistributedDataParallel averages gradients over them."""
    edges = [0, len(x) // 3, len(x)]
    mine = slice(edges[rank], edges[rank + 1])
    found = exp_torch.evaluate(shared(x[mine]), target[mine], reduction="sum", outputs=("loss", "weight"))
    total = found["weight"]
    dist.all_reduce(total)
    (found["loss"] * processes / total).backward()


largest, steps = 0.0, 0
for epoch in range(job["epochs"]):
    for rows in torch.randperm(len(x)).split(job["batch"]):
        optimizer.zero_grad()
        whole(model(x[rows]), target[rows]).backward()
        if processes > 1:
            alone = gradients()
            optimizer.zero_grad()
            shared_step(x[rows], target[rows])
            difference = (gradients() - alone).abs().max() / alone.abs().max()
            largest = max(largest, difference.item())
        optimizer.step()
        steps += 1

if rank == 0:
    scores = model(numbers(job["heldOut"], job["width"])).detach()
    scores.numpy().tofile(folder / job["predictions"])
    print(json.dumps({"steps": steps, "largest": largest}))

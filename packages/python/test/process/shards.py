"""Gradients of a model by two processes against one: python shards.py FOLDER RANK PORT."""

import os
import sys

import torch
import torch.distributed as dist

folder, rank, port = sys.argv[1:]
sys.path.insert(0, folder)
import written

os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=port, RANK=rank, WORLD_SIZE="2", GLOO_SOCKET_IFNAME="lo")
torch.set_num_threads(1)
dist.init_process_group("gloo")
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
x, target, weight = torch.randn(90, 5), torch.randn(90, 1), torch.rand(90, 1)


def gradients(model):
    return torch.cat([one.grad.reshape(-1) for one in model.parameters()])


written.Loss()(model(x), target, weight).backward()
whole = gradients(model)
model.zero_grad()

shared = torch.nn.parallel.DistributedDataParallel(model)
mine = slice(0, 30) if rank == "0" else slice(30, 90)
found = written.evaluate(shared(x[mine]), target[mine], weight[mine], reduction="sum", outputs=("loss", "weight"))
total = found["weight"]
dist.all_reduce(total)
(found["loss"] * dist.get_world_size() / total).backward()
if rank == "0":
    print(((gradients(model) - whole).abs().max() / whole.abs().max()).item())

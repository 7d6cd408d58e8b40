"""The mean of a loss and its gradient, sinh link: python speed.py FOLDER COUNT.

Answers each line, the name of a contender, by the milliseconds of CPU time that it took."""

import sys
import time

import numpy as np
import torch

folder, count = sys.argv[1], int(sys.argv[2])
sys.path.insert(0, folder)
import sinh_float32
import sinh_float64
import sinh_torch

torch.set_num_threads(1)
torch.manual_seed(0)
target = torch.randn(count) * 2
predicted = (target + 0.2 * torch.randn(count)).requires_grad_()
loss = sinh_torch.Loss()
p, s = predicted.detach().numpy(), target.numpy()
wide_p, wide_s = p.astype(np.float64), s.astype(np.float64)


def module():
    predicted.grad = None
    loss(predicted, target).backward()


def textbook():
    predicted.grad = None
    rise = (predicted - target) * torch.sinh(target)
    (torch.cosh(predicted) - torch.cosh(target) - rise).mean().backward()


def squared():
    predicted.grad = None
    torch.nn.functional.mse_loss(predicted, target).backward()


def numpy_textbook(p, s):
    (np.cosh(p) - np.cosh(s) - (p - s) * np.sinh(s)).mean()
    (np.sinh(p) - np.sinh(s)) / count


contenders = {
    "module": module,
    "textbook": textbook,
    "squared": squared,
    "numpy float32": lambda: sinh_float32.evaluate(p, s, outputs=("loss", "gradient")),
    "numpy float64": lambda: sinh_float64.evaluate(wide_p, wide_s, outputs=("loss", "gradient")),
    "numpy float32 as typed": lambda: numpy_textbook(p, s),
    "numpy float64 as typed": lambda: numpy_textbook(wide_p, wide_s),
}
for run in contenders.values():
    run()
for line in sys.stdin:
    start = time.process_time()
    contenders[line.strip()]()
    print(1000 * (time.process_time() - start), flush=True)

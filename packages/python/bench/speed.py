"""Times of the mean of a loss and its gradient, sinh link: python speed.py FOLDER COUNT ROUNDS."""

import json
import sys
import time

import numpy as np
import torch

folder, count, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
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
best = dict.fromkeys(contenders, float("inf"))
for _ in range(rounds):
    for name, run in contenders.items():
        start = time.process_time()
        run()
        best[name] = min(best[name], time.process_time() - start)
print(json.dumps({name: 1000 * seconds for name, seconds in best.items()}))

"""The gradient of an exported FFJORD problem by PyTorch and torchdiffeq, against the tight one in the file.

    benchmarks/ffjord --accuracy --export problem.safetensors
    python3 gradient_torch.py problem.safetensors [--tol 1e-5]

Needs `torch` and `torchdiffeq`. Continuous adjoint with dopri5 in float32, divergence by reverse mode, as usual there.
Prints one JSON line with the fields of `benchmarks/ffjord --accuracy`.
"""
import argparse, json, struct
import torch
from torchdiffeq import odeint_adjoint

p = argparse.ArgumentParser()
p.add_argument("problem")
p.add_argument("--tol", type=float, default=1e-5)
a = p.parse_args()


def read(path):
    """All arrays of a safetensors file."""
    with open(path, "rb") as f:
        content = f.read()
    (length,) = struct.unpack("<Q", content[:8])
    header, start, arrays = json.loads(content[8 : 8 + length]), 8 + length, {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            kind = {"F32": torch.float32, "F64": torch.float64}[entry["dtype"]]
            array = torch.frombuffer(bytearray(content[start + begin : start + end]), dtype=kind)
            arrays[name] = array.reshape(entry["shape"])
    return arrays


class Field(torch.nn.Module):
    """Layers `0`, `2`, ... are concat-squash: y = (W z + b) * sigmoid(gate t + gateBias) + shift t; tanh between."""

    def __init__(self, arrays, noise):
        super().__init__()
        self.names = [n for n in arrays if n[0].isdigit()]
        self.theta = torch.nn.ParameterList([torch.nn.Parameter(arrays[n].clone()) for n in self.names])
        self.layers = sorted({int(n.split(".")[0]) for n in self.names})
        self.noise, self.evaluations = noise, 0

    def value(self, t, z):
        get = dict(zip(self.names, self.theta))
        for i in self.layers:
            w, b, gate, bias, shift = (get[f"{i}.{k}"] for k in ("weight", "bias", "gate", "gateBias", "shift"))
            z = (z @ w.T + b) * torch.sigmoid(gate * t + bias) + shift * t
            if i != self.layers[-1]:
                z = torch.tanh(z)
        return z

    def forward(self, t, state):
        self.evaluations += 1
        with torch.enable_grad():
            z = state[0].requires_grad_(True)
            f = self.value(t, z)
            (g,) = torch.autograd.grad(f, z, self.noise, create_graph=True)
            return f, -(g * self.noise).sum(1, keepdim=True)


arrays = read(a.problem)
x, field = arrays["x"], Field(arrays, arrays["eps"])
start, span = torch.zeros(len(x), 1), torch.tensor([0.0, 1.0])
z, delta = odeint_adjoint(field, (x, start), span, rtol=a.tol, atol=a.tol, method="dopri5")
forward = field.evaluations
loss = -((-0.5 * z[-1] ** 2 - 0.9189385332).sum(1, keepdim=True) - delta[-1]).mean()
loss.backward()
got = torch.cat([q.grad.flatten() for q in field.theta]).double()
tight = torch.cat([arrays["gradient." + n].flatten() for n in field.names]).double()
print(json.dumps({"tol": a.tol, "nfe_forward": forward, "nfe_backward": field.evaluations - forward,
                  "cosine": torch.nn.functional.cosine_similarity(got, tight, 0).item(),
                  "relative_difference": ((got - tight).norm() / tight.norm()).item(), "torch": torch.__version__}))

# TorchScript, compiled by libtorch. What an optimiser does to all weights at once.

def gradients(self, weights: List[Tensor]) -> List[Tensor]:
  found: List[Tensor] = []
  for w in weights:
    g = w.grad
    if g is not None:
      found.append(g)
  return found


def norm(self, gradients: List[Tensor]) -> Tensor:
  return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2)


def clip(self, gradients: List[Tensor], total: Tensor, limit: float) -> None:
  torch._foreach_mul_(gradients, torch.clamp(limit / (total + 1e-6), max=1.0))


def scale(self, gradients: List[Tensor], factor: float) -> None:
  torch._foreach_mul_(gradients, factor)


def adamw(self, weights: List[Tensor], gradients: List[Tensor], means: List[Tensor],
          squares: List[Tensor], steps: List[Tensor], lr: float, beta1: float, beta2: float,
          decay: float, eps: float) -> None:
  none: List[Tensor] = []
  torch._foreach_add_(steps, 1.0)
  torch._fused_adamw_(weights, gradients, means, squares, none, steps, lr=lr, beta1=beta1,
                      beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)


def average(self, averages: List[Tensor], weights: List[Tensor], rate: float) -> None:
  torch._foreach_lerp_(averages, weights, rate)


def list(self) -> List[Tensor]:
  empty: List[Tensor] = []
  return empty

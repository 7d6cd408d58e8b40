import type { Loss } from '@lossmith/core';
import type { Choices } from '../options.js';
import { argumentsFor, handedOn, parameterTexts } from '../signature.js';
import { fitted } from '../writer.js';

/** Results of many examples, so that what is worked out on the way stays small. */
export const chunksText = `# Numbers worked out at a time.
CHUNK = 2**16


def _by_chunks(
    work: dict[torch.dtype, Any], data: dict[str, Tensor]
) -> dict[str, Tensor]:
    """Results of all examples, a chunk at a time."""
    predicted = data["predicted"]
    size = max(1, CHUNK // max(1, predicted[:1].numel()))
    results = {}
    for k in range(0, max(1, len(predicted)), size):
        some = {name: values[k : k + size] for name, values in data.items()}
        for name, values in _weighted(work[predicted.dtype], **some).items():
            if k == 0:
                results[name] = values.new_empty(len(predicted), *values.shape[1:])
            results[name][k : k + size] = values
    return results`;

/** The loss with its stable gradient as its derivative, and that with a derivative of its own. */
export const differentiableTexts = ({ axes }: Loss): readonly string[] => [
  `class _Value(torch.autograd.Function):
    """The loss of each example: its derivative is the gradient."""

    @staticmethod
    def forward(ctx: Any, names: Any, loss: Tensor, *values: Tensor) -> Any:
        ctx.names = names
        ctx.save_for_backward(*values)
        return loss.view_as(loss)

    @staticmethod
    def backward(ctx: Any, upstream: Tensor) -> Any:
        slope = upstream${axes === '' ? '' : '[:, None]'} * _Slope.apply(ctx.names, *ctx.saved_tensors)
        return None, None, None, slope, *[None for _ in ctx.names[1:]]`,
  `class _Slope(torch.autograd.Function):
    """The gradient of each example: its derivative is the second one."""

    @staticmethod
    def forward(ctx: Any, names: Any, slope: Tensor, *values: Tensor) -> Any:
        ctx.names = names
        ctx.save_for_backward(*values)
        return slope.view_as(slope)

    @staticmethod
    def backward(ctx: Any, direction: Tensor) -> Any:
        data = dict(zip(ctx.names, ctx.saved_tensors), direction0=direction)
        data["upstream"] = direction.new_ones(len(direction))
        second = _by_chunks(_SECOND, data)["tensor"]
        return None, None, second, *[None for _ in ctx.names[1:]]`,
];

/** `class Loss`: the loss as a module. */
export function moduleClassText(loss: Loss, choices: Choices): string {
  const all = argumentsFor(loss, choices);
  return `class Loss(torch.nn.Module):
    """The loss as a module."""

    def __init__(self, reduction: str = "${choices.reduction}") -> None:
        super().__init__()
        self.reduction = reduction

${fitted('    ', 'def forward(', ['self', ...parameterTexts(all, 'Tensor')], ') -> Tensor:')}
${fitted('        ', 'return loss(', handedOn(all, ['reduction=self.reduction']), ')')}`;
}

/** Which functions work out what, by the type of the scores. */
export const tablesText = ['EVALUATE', 'SECOND']
  .map((name) => {
    const own = `_${name.toLowerCase()}`;
    return `_${name} = {torch.float32: ${own}_float32, torch.float64: ${own}_float64}`;
  })
  .join('\n');

import type { Loss } from '@lossmith/core';
import { compilePython } from '@lossmith/python';
import { type Example, predictedCode, targetCode } from './example.js';

/** The file for NumPy, which run by itself prints what it makes of the example. */
export function pythonCode(loss: Loss, example: Example): string {
  const { source } = compilePython(loss, { library: 'numpy' });
  return `${source}

if __name__ == "__main__":
    import json

    results = evaluate(${predictedCode(example)}, ${targetCode(example)})
    gradient = np.ravel(results["gradient"]).tolist()
    print(json.dumps({"loss": float(results["loss"]), "gradient": gradient}))
`;
}

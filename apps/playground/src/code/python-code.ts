import type { Loss } from '@lossmith/core';
import { compilePython } from '@lossmith/python';
import { type Example, predictedCode, targetCode } from './example.js';
import type { PythonLibrary } from './python-titles.js';

/** How a library makes its array of numbers, and one list of an array. */
const words: Readonly<Record<PythonLibrary, readonly [array: (code: string) => string, list: string]>> = {
  numpy: [(code) => code, 'np.ravel(results["gradient"]).tolist()'],
  torch: [(code) => `torch.tensor(${code}, dtype=torch.float64)`, 'results["gradient"].flatten().tolist()'],
};

/** The file for a library, which run by itself prints what it makes of the example. */
export function pythonCode(loss: Loss, library: PythonLibrary, example: Example): string {
  const { source } = compilePython(loss, { library });
  const [array, list] = words[library];
  return `${source}

if __name__ == "__main__":
    import json

    predicted = ${array(predictedCode(example))}
    target = ${array(targetCode(example))}
    results = evaluate(predicted, target)
    gradient = ${list}
    print(json.dumps({"loss": float(results["loss"]), "gradient": gradient}))
`;
}

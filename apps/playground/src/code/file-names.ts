/** Files that the page hands out, and what they are. */
export const fileTitles = {
  'loss.json': 'JSON, for parseLoss',
  'loss.onnx': 'ONNX model',
  'loss.wasm': 'WebAssembly module',
  'loss.wgsl': 'WGSL shader',
  'loss.py': 'Python file for NumPy',
  'loss_torch.py': 'Python file for PyTorch',
} as const;
export type FileName = keyof typeof fileTitles;

export const fileNames = Object.keys(fileTitles) as readonly FileName[];

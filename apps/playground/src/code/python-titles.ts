/** Libraries of Python, and what they are called. */
export const pythonTitles = { numpy: 'NumPy', torch: 'PyTorch' } as const;
export type PythonLibrary = keyof typeof pythonTitles;

export function factorial(k: number): number {
  return k < 2 ? 1 : k * factorial(k - 1);
}

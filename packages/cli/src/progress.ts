const each = 200;
const clear = '\r\u001B[K';

/** How far a long run is, on stderr, where that is a terminal. */
export function showProgress(unit: string) {
  const { stderr } = process;
  const start = performance.now();
  let [count, shown] = [0, start];
  return {
    add(more: number): void {
      count += more;
      const now = performance.now();
      if (!stderr.isTTY || now - shown < each) return;
      shown = now;
      const rate = Math.round((count / (now - start)) * 1000);
      stderr.write(`${clear}${count.toLocaleString('en')} ${unit}, ${rate.toLocaleString('en')} per second`);
    },
    end(): void {
      if (stderr.isTTY) stderr.write(clear);
    },
  };
}

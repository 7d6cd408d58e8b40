/** A line or points in a chart, in its units. */
export interface Series {
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dots?: boolean;
}

export interface Axes {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  readonly labels: { readonly x: string; readonly y: string };
}

const margin = 36;

function drawAxes(context: CanvasRenderingContext2D, { x, y, labels }: Axes, width: number, height: number): void {
  context.strokeStyle = '#999';
  context.fillStyle = '#444';
  context.font = '12px system-ui, sans-serif';
  context.strokeRect(margin, 8, width - margin - 8, height - margin - 8);
  context.fillText(String(x[0]), margin, height - 20);
  context.fillText(String(x[1]), width - 36, height - 20);
  context.fillText(labels.x, width / 2 - 20, height - 8);
  context.fillText(String(y[1]), 2, 18);
  context.fillText(String(y[0]), 2, height - margin);
  context.fillText(labels.y, margin + 6, 22);
}

/** Draws everything anew. */
export function drawChart(canvas: HTMLCanvasElement, axes: Axes, all: readonly Series[]): void {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  drawAxes(context, axes, width, height);
  const share = (value: number, [low, high]: readonly [number, number]) =>
    Math.min(1, Math.max(0, (value - low) / (high - low)));
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    margin + share(x, axes.x) * (width - margin - 8),
    height - margin - share(y, axes.y) * (height - margin - 8),
  ];
  for (const { color, points, dots } of all) {
    context.fillStyle = color;
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.beginPath();
    for (const point of points) {
      const [x, y] = place(point);
      if (dots) context.fillRect(x - 1, y - 1, 2, 2);
      else context.lineTo(x, y);
    }
    context.stroke();
  }
}

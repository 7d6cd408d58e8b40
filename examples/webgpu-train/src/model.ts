/** A model of few weights, f(x) = Σ wⱼ cos(jπ(x + 1)/2): too weak to fit a narrow peak and all the rest. */
export const weightCount = 6;

const shader = `
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> weights: array<f32>;
@group(0) @binding(2) var<storage, read_write> scores: array<f32>;

fn basis(place: f32, number: u32) -> f32 {
  return cos(f32(number) * 1.5707964f * (place + 1f));
}

@compute @workgroup_size(64)
fn predict(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&x)) { return; }
  var score = 0f;
  for (var j = 0u; j < arrayLength(&weights); j++) { score += weights[j] * basis(x[id.x], j); }
  scores[id.x] = score;
}

// One workgroup per weight; scores hold the gradient of the loss by now.
var<workgroup> parts: array<f32, 64>;
@compute @workgroup_size(64)
fn descend(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  var sum = 0f;
  for (var k = local; k < arrayLength(&x); k += 64u) { sum += scores[k] * basis(x[k], group.x); }
  parts[local] = sum;
  workgroupBarrier();
  if (local > 0u) { return; }
  var slope = 0f;
  for (var k = 0u; k < 64u; k++) { slope += parts[k]; }
  weights[group.x] -= rate * slope;
}`;

export interface Model {
  /** Predictions, which a loss replaces by its gradient. */
  readonly scores: GPUBuffer;
  readonly weights: GPUBuffer;
  predict(pass: GPUComputePassEncoder): void;
  /** One step of gradient descent. */
  descend(pass: GPUComputePassEncoder): void;
}

export function createModel(device: GPUDevice, x: Float32Array<ArrayBuffer>, rate: number): Model {
  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = (size: number) => device.createBuffer({ size, usage: storage });
  const [places, weights, scores] = [buffer(x.byteLength), buffer(4 * weightCount), buffer(x.byteLength)];
  device.queue.writeBuffer(places, 0, x);
  const types = ['read-only-storage', 'storage', 'storage'] as const;
  const layout = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  });
  const entries = [places, weights, scores].map((own, binding) => ({ binding, resource: { buffer: own } }));
  const group = device.createBindGroup({ layout, entries });
  const module = device.createShaderModule({ code: `const rate = ${rate}f;\n${shader}` });
  const step = (entryPoint: string, count: number) => {
    const pipeline = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint },
    });
    return (pass: GPUComputePassEncoder) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(count);
    };
  };
  return {
    scores,
    weights,
    predict: step('predict', Math.ceil(x.length / 64)),
    descend: step('descend', weightCount),
  };
}

/** The model's score at a place, on the host. */
export const scoreAt = (weights: ArrayLike<number>, x: number): number =>
  Array.from(weights).reduce((sum, weight, j) => sum + weight * Math.cos((j * Math.PI * (x + 1)) / 2), 0);

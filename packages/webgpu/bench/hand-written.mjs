/** A fused kernel of the textbook formula as one would write it, with native functions, and one that only moves data. */
const head = `
@group(0) @binding(0) var<storage, read> predicted: array<f32>;
@group(0) @binding(1) var<storage, read> observed: array<f32>;
@group(0) @binding(2) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(3) var<storage, read_write> partials: array<f32>;
var<workgroup> sums: array<f32, 256>;
`;

const textbook = `${head}
@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let n = arrayLength(&predicted);
  var sum = 0f;
  for (var k = id.x; k < n; k += 64u * 256u) {
    let x = 0.5f * predicted[k];
    let s = 0.5f * observed[k];
    let h = sinh(s);
    sum += 2f * (cosh(x) - cosh(s) - (x - s) * h);
    gradient[k] = (sinh(x) - h) / f32(n);
  }
  sums[local] = sum;
  for (var half = 128u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) { sums[local] += sums[local + half]; }
  }
  if (local == 0u) { partials[group.x] = sums[0]; }
}
@compute @workgroup_size(1)
fn total() {
  var sum = 0f;
  for (var k = 0u; k < 64u; k++) { sum += partials[k]; }
  partials[0] = sum / f32(arrayLength(&predicted));
}`;

const move = `${head}
@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let n = arrayLength(&predicted);
  for (var k = id.x; k < n; k += 64u * 256u) { gradient[k] = predicted[k] + observed[k]; }
}`;

function runnerOf(device, code, buffers, entryPoints) {
  const module = device.createShaderModule({ code });
  const passes = entryPoints.map((entryPoint) => {
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint } });
    const used = { main: code === move ? [0, 1, 2] : [0, 1, 2, 3], total: [0, 3] }[entryPoint];
    const entries = used.map((binding) => ({ binding, resource: { buffer: buffers[binding] } }));
    return [
      pipeline,
      device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }),
      entryPoint === 'main' ? 64 : 1,
    ];
  });
  return () => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const [pipeline, group, count] of passes) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(count);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    return device.queue.onSubmittedWorkDone();
  };
}

export const textbookKernel = (device, buffers) => runnerOf(device, textbook, buffers, ['main', 'total']);
export const moveKernel = (device, buffers) => runnerOf(device, move, buffers, ['main']);

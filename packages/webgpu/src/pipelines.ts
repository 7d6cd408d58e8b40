import type { DeviceState } from './device-state.js';
import { withErrorScope } from './error-scope.js';
import { LossmithDeviceError, report } from './errors.js';
import type { RowShape, WgslBinding, WgslModule, WgslPass } from './module.js';
import type { Sizes } from './sizes.js';
import { splitWork, type WorkSplit } from './work-split.js';

/** A pass of a module, ready for a device. */
export interface Pipeline extends WgslPass {
  readonly layout: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

const visibility = 4; // GPUShaderStage.COMPUTE, a global that Node does not have.

const layoutEntry = ({ binding, type }: WgslBinding): GPUBindGroupLayoutEntry => ({
  binding,
  visibility,
  buffer: { type },
});

interface Description {
  readonly layout: GPUBindGroupLayout;
  readonly descriptor: GPUComputePipelineDescriptor;
}

function described(device: GPUDevice, module: GPUShaderModule, { bindings }: WgslModule, pass: WgslPass): Description {
  const entries = bindings.filter(({ binding }) => pass.bindings.includes(binding)).map(layoutEntry);
  const layout = device.createBindGroupLayout({ entries });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  return { layout, descriptor: { layout: pipelineLayout, compute: { module, entryPoint: pass.entryPoint } } };
}

/** What the compiler of the device finds wrong with a shader, with lines. */
async function faultsOf(shader: GPUShaderModule): Promise<string> {
  const { messages } = await shader.getCompilationInfo();
  const faults = messages.filter(({ type }) => type === 'error');
  return faults.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join('; ');
}

/** Pipelines of a module for one shape of rows, compiled when they are first asked for. */
export interface Pipelines {
  split(sizes: Sizes): WorkSplit;
  /** Throws `LossmithDeviceError` where the device refuses them. */
  prepare(shape: RowShape): Promise<void>;
  /** Whether they are prepared. */
  isReady(shape: RowShape): boolean;
  /** Those that are prepared; others are made now, and what is wrong with them is told by later calls. */
  of(shape: RowShape): readonly Pipeline[];
}

/** A shader module that the device has looked at. Throws `LossmithDeviceError` where it refuses it. */
export async function checkedShader(device: GPUDevice, { code }: WgslModule): Promise<GPUShaderModule> {
  device.pushErrorScope('validation');
  const shader = device.createShaderModule({ code, label: 'lossmith' });
  const scope = device.popErrorScope();
  const [faults, error] = await Promise.all([faultsOf(shader), scope]);
  const wrong = faults || error?.message;
  if (wrong) throw new LossmithDeviceError('compilation', `the device refuses the shader: ${wrong}`, report);
  return shader;
}

const refused = (message: string) =>
  new LossmithDeviceError('compilation', `the device makes no pipeline of the shader: ${message}`, report);

export function makePipelines(
  device: GPUDevice,
  module: WgslModule,
  shader: GPUShaderModule,
  state: DeviceState,
): Pipelines {
  const made = new Map<WgslPass, Promise<Pipeline>>();
  const ready = new Map<RowShape, readonly Pipeline[]>();
  const passesFor = (shape: RowShape) => module.passes.filter(({ rows = shape }) => rows === shape);
  const later = async (pass: WgslPass): Promise<Pipeline> => {
    const { layout, descriptor } = described(device, shader, module, pass);
    return { ...pass, layout, pipeline: await device.createComputePipelineAsync(descriptor) };
  };
  const pipeline = (pass: WgslPass): Promise<Pipeline> => {
    const one = made.get(pass) ?? later(pass);
    made.set(pass, one);
    return one;
  };
  const now = (pass: WgslPass): Pipeline => {
    const { layout, descriptor } = described(device, shader, module, pass);
    return { ...pass, layout, pipeline: device.createComputePipeline(descriptor) };
  };
  // Without a smallest size in `adapterInfo` 4 is: WebGPU has no smaller subgroups.
  const subgroup = module.subgroups ? (device.adapterInfo?.subgroupMinSize ?? 4) : undefined;
  return {
    split: (sizes) => splitWork(sizes, subgroup),
    async prepare(shape) {
      try {
        ready.set(shape, await Promise.all(passesFor(shape).map(pipeline)));
      } catch (cause) {
        throw state.fail(refused((cause as Error).message));
      }
    },
    isReady: (shape) => ready.has(shape),
    of(shape) {
      const known =
        ready.get(shape) ??
        withErrorScope(
          device,
          'validation',
          () => passesFor(shape).map(now),
          (message) => state.fail(refused(message)),
        );
      ready.set(shape, known);
      return known;
    },
  };
}

/** Functions in WGSL that shaders bring along, by name. */
export type FunctionName =
  | 'from_bits'
  | 'opaque'
  | 'difference_error'
  | 'product_error'
  | 'is_nan'
  | 'two_to'
  | 'exponential'
  | 'log1p'
  | 'merged_softmax'
  | 'merged_log_sum_exp'
  | 'bounded_exponential'
  | 'expm1'
  | 'logarithm'
  | 'power'
  | 'minimum'
  | 'maximum'
  | 'sign_of'
  | 'times_zero';

export interface WgslFunction {
  readonly calls: readonly FunctionName[];
  readonly text: string;
}

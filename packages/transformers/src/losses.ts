/** Entry point '@lossmith/onnx/losses', for bundlers that keep all of a namespace such as `losses`. */
export * from '@lossmith/core/losses';

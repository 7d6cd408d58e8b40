/** Entry point '@lossmith/onnx/links', for bundlers that keep all of a namespace such as `links`. */
export * from '@lossmith/core/links';

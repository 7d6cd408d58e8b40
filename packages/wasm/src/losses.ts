/** Entry point '@lossmith/wasm/losses', for bundlers that keep all of a namespace such as `losses`. */
export * from '@lossmith/core/losses';

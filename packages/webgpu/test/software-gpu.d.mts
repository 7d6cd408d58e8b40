export declare function nodeGpu(): Promise<GPU>;

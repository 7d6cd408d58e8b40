export declare function findPython(...modules: readonly string[]): string | undefined;

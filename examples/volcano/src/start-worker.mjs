import { register } from 'tsx/esm/api';

// Workers do not inherit tsx in Node 20.
register();
await import('./worker.ts');

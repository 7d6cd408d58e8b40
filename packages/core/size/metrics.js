export * from '@lossmith/core/lists';
export * from '@lossmith/core/metrics';

export * from '@lossmith/core/design';

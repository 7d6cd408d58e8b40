export * from '@lossmith/core';

import shared from '../../tsdown.shared.ts';

export default { ...shared, entry: [...(shared.entry as string[]), 'src/backend.ts'] };

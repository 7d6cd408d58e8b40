/** The contenders whose loss is the matching loss of a link; the others are its rivals. */
export const LINKS = ['exp', 'sigmoid', 'region'] as const;

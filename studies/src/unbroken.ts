/** Tables are written without spaces in their cells, but for these. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

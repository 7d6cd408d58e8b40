const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that is safe inside SVG, attributes included. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] as string);

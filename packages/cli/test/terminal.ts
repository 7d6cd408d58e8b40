/** Delays of 200 flights in minutes: most are short, few are long. */
const delays = Array.from({ length: 200 }, (_, k) => Math.round(-20 * Math.log(1 - (k + 0.5) / 200) - 10));

/** The files that README's commands read. */
export const dataFiles: Readonly<Record<string, string>> = {
  'delays.csv': `delay\n${delays.join('\n')}\n`,
  'predictions.csv': 'flight,predicted,target\nUA1,12,8\nUA2,20,75\nUA3,5,5\n',
};

/** What a README shows of a terminal: what is typed stands behind `$ `, what is said below it. */
export const typedIn = (readme: string): readonly { readonly line: string; readonly says: string }[] =>
  [...readme.matchAll(/```console\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
    .map((text) => ({ line: text.slice(0, text.indexOf('\n')), says: text.slice(text.indexOf('\n') + 1).trimEnd() }));

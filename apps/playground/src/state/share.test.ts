import { describe, expect, test } from 'vitest';
import { longestHash, share, unshare } from './share.js';
import { initialState, type State } from './state.js';

const worked: State = {
  ...initialState,
  parts: [
    { kind: 'mirror', link: { kind: 'exp', rate: 0.5 } },
    { kind: 'drawn', curve: 'smooth', from: -1, to: 3, values: [0, 0.25, 2, 1] },
  ],
  chosen: 1,
  scores: { kind: 'own', values: [0.1, -2, 7.25] },
  important: { from: null, to: 2 },
  target: -0.3,
  take: 'row',
};

/** A link as someone else may have written it. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  return `#1${bytes.toString('base64url')}`;
}

describe('links to the page', () => {
  test('hold everything', async () => {
    for (const state of [initialState, worked]) {
      const { hash } = await share(state);
      expect(hash).toMatch(/^[\w-]+$/);
      expect(await unshare(`#${hash}`)).toEqual(state);
    }
  });

  test('keep a few thousand own scores whole, and thin more of them evenly by rank', async () => {
    const own = (count: number): State => ({
      ...initialState,
      scores: { kind: 'own', values: Array.from({ length: count }, (_, k) => ((k * 7919) % count) / 16) },
    });
    const whole = await share(own(2000));
    expect(await unshare(whole.hash)).toEqual(own(2000));
    const { hash, scores } = await share(own(100_000));
    expect(hash.length).toBeLessThanOrEqual(longestHash);
    const read = (await unshare(hash)).scores as { readonly values: readonly number[] };
    expect(read.values).toHaveLength(scores);
    expect(scores).toBeGreaterThan(1000);
    expect([read.values[0], read.values.at(-1)]).toEqual([0, 99_999 / 16]);
    const quarter = read.values[Math.floor(scores / 4)] as number;
    expect(Math.abs(quarter - 25_000 / 16)).toBeLessThan(10);
  });

  test('that are none are refused, with what is wrong', async () => {
    const refused = async (hash: string) =>
      unshare(hash).then(
        () => 'read',
        (error: Error) => error.message,
      );
    const changed = (change: object) => packed(JSON.stringify({ ...initialState, ...change })).then(refused);
    expect(await refused('#nonsense!')).toBe('the link holds nothing that this page wrote');
    expect(await refused('#1AAAA')).toBe('the link is not whole: part of it was lost on the way');
    expect(await refused(await packed('[]'))).toBe('state is no object');
    expect(await changed({ parts: [] })).toBe('parts must be a list of 1 to 8 entries');
    expect(await changed({ parts: [{ kind: 'exp', rate: -1 }] })).toMatch(
      /^link\.rate: must be greater than 0, got -1/,
    );
    expect(await changed({ parts: [{ kind: 'custom', h: ['z'] }] })).not.toBe('read');
    expect(await changed({ chosen: 3 })).toBe('chosen 3 is none of 1 parts');
    expect(await changed({ target: '<b>' })).toBe('target must be a finite number, got "<b>"');
    expect(await changed({ scores: { kind: 'own', values: [1, null] } })).toMatch(
      /^scores.values\[1\] must be a finite number/,
    );
    expect(await changed({ row: { ...initialState.row, loss: 'constructor' } })).toMatch(/^row.loss must be one of/);
  });

  test('that would unpack to gigabytes are refused', async () => {
    const bomb = await packed('0'.repeat(40 * 2 ** 20));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(unshare(bomb)).rejects.toThrow('unpacks to more than');
  });
});

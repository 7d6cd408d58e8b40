/** Candidates that say what they took: the numbers of a list, one after the other. */
const inTurn = (values) => {
  let next = 0;
  return { report: () => values[next++ % values.length] };
};

export const versions = { 'a peer': '1.2' };

export default [
  {
    name: 'reported',
    title: 'numbers that are known',
    unit: 'MB',
    ours: ['mine', 'mine, once'],
    others: ['theirs', 'absent'],
    ratios: [
      { of: 'mine', over: 'theirs' },
      { of: 'mine', over: 'absent' },
    ],
    bars: [{ task: 'two', of: 'mine', over: 'theirs', atMost: 0.4 }],
    rounds: 3,
    tasks: {
      one: () => ({ candidates: { mine: inTurn([1, 2, 3]), theirs: inTurn([4, 4, 4]), absent: 'not installed' } }),
      two: () => ({ candidates: { mine: inTurn([2]), 'mine, once': inTurn([7]), theirs: inTurn([4]) } }),
      gone: () => ({ candidates: { mine: inTurn([1]) } }),
    },
  },
  {
    name: 'absent',
    title: 'what cannot run here',
    ours: ['mine'],
    missing: 'no such device',
    tasks: {
      it() {
        throw new Error('opened');
      },
    },
  },
];

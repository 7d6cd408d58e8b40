let open = 0;
const always = (value) => ({ report: () => value });

export default [
  {
    name: 'reported',
    title: 'numbers that are known',
    unit: 'MB',
    ours: ['mine', 'mine, once'],
    tasks: {
      // Of 2, which is the median of the older.
      one: () => ({ candidates: { mine: always(3) } }),
      two: () => ({ candidates: { mine: always(1), 'mine, once': 'gone' } }),
      new: () => ({ candidates: { mine: always(1) } }),
    },
  },
  {
    name: 'timed',
    title: 'what spins for a while, and what rests',
    ours: ['spin', 'rest'],
    tasks: {
      'for 20 ms': () => {
        open += 1;
        const spin = () => {
          const end = performance.now() + 20;
          while (performance.now() < end);
        };
        const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
        return {
          candidates: { spin, rest },
          dispose: () => {
            open -= 1;
          },
        };
      },
      'left open': () => ({ candidates: { spin: always(open) } }),
    },
  },
];

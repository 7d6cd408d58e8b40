export default [
  {
    name: 'broken',
    title: 'what fails as it is measured',
    ours: ['mine'],
    tasks: {
      it: () => ({
        candidates: {
          mine() {
            throw new Error('no such kernel');
          },
        },
      }),
    },
  },
];

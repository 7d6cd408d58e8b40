// Loaded before the command: says at its end, on stderr, what it took.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1000) };
  process.stderr.write(`${JSON.stringify(usage)}\n`);
});

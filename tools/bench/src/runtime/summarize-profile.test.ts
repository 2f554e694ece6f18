import { expect, it } from 'vitest';
import { summarizeProfile } from './summarize-profile.ts';

const frame = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

it('gives the own time of the later half by package and function, without idle time', () => {
  const nodes = [
    frame(1, 'start', 'file:///x/node_modules/pg/lib/start.js'),
    frame(2, 'request', 'file:///x/node_modules/undici/lib/request.js'),
    frame(3, 'executeJob', 'file:///x/packages/runtime/runtime/dist/execute-job.js'),
    frame(4, '(idle)', ''),
    frame(5, '(garbage collector)', ''),
  ];
  const shares = summarizeProfile({
    nodes,
    samples: [1, 1, 1, 1, 2, 3, 4, 5],
    timeDeltas: [900, 900, 900, 900, 100, 200, 5000, 100],
  });
  expect(shares.packages).toEqual([
    { name: 'runtime', percent: 50 },
    { name: 'undici', percent: 25 },
    { name: 'garbage collector', percent: 25 },
  ]);
  expect(shares.functions[0]).toEqual({ name: 'runtime executeJob execute-job.js:10', percent: 50 });
});

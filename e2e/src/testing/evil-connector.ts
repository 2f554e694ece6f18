/** A connector that does to the process what its variable `text` says, or answers it. */
export const toEvil = (jobType: string): string => `
import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { defineConnector } from '@jobwright/connector-sdk';
import { z } from 'zod';

const forever = () => new Promise(() => void setInterval(() => undefined, 1_000));
const deeds = {
  rejection: async () => void Promise.reject(new Error('left behind')),
  event: () => { setImmediate(() => new EventEmitter().emit('error', new Error('nobody listens'))); return forever(); },
  timer: () => { setTimeout(() => { throw new Error('in a timer'); }, 10); return forever(); },
  exit: async () => process.exit(0),
  kill: () => { process.kill(process.pid, 'SIGKILL'); return forever(); },
  // What nobody can refuse: as a crash of native code, or the system that needs the memory.
  crash: () => { execFileSync('kill', ['-9', String(process.pid)]); return forever(); },
  slow: () => new Promise((resolve) => setTimeout(() => resolve({ text: 'slow' }), 1_500)),
  loop: () => { for (;;); },
  pattern: async () => ({ text: String(/^(a+)+$/.test('a'.repeat(60) + 'b')) }),
  native: () => execFileSync('sleep', ['60']),
  open: async () => { setInterval(() => undefined, 1_000); void Promise.reject(new Error('left behind')); return { text: 'open' }; },
  memory: () => { const held = []; for (;;) held.push(new Array(100_000).fill(held.length)); },
};
export const evil = defineConnector({
  type: '${jobType}',
  name: 'Evil',
  input: z.object({ text: z.string().meta({ title: 'Text' }) }),
  output: z.unknown(),
  run: ({ text }) => deeds[text]?.() ?? Promise.resolve({ text }),
});
`;

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const address = z.object({ port: z.number() });
const counts = z.object({ mails: z.number(), bytes: z.number() });
const memory = z.object({ baselineMb: z.number(), peakMb: z.number() });

export type SinkCounts = z.output<typeof counts>;
export type MemoryFigures = z.output<typeof memory>;

/** Runs a script beside this one as a separate process that sends its results as messages. */
const start = (script: string, args: readonly string[]): ChildProcess =>
  fork(fileURLToPath(new URL(script, import.meta.url)), args);

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    const died = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`A process of the benchmark ended with ${String(code)}`);
    });
    const arrived = once(child, 'message', { signal }).then((values: readonly unknown[]) => values[0]);
    return await Promise.race([arrived, died]);
  } finally {
    settled.abort();
  }
}

export interface Sink {
  readonly port: number;
  count(): Promise<SinkCounts>;
  close(): void;
}

export async function startSink(): Promise<Sink> {
  const child = start('./mail-sink.ts', []);
  const { port } = address.parse(await nextMessage(child));
  return {
    port,
    async count() {
      const answer = nextMessage(child);
      child.send('count');
      return counts.parse(await answer);
    },
    close: () => child.disconnect(),
  };
}

/** Sends 50 mails of 20 MB from a process of its own. */
export async function measureMemory(contestant: string, port: number): Promise<MemoryFigures> {
  const child = start('./send-large-mails.ts', [contestant, String(port)]);
  const ended = once(child, 'exit');
  const figures = memory.parse(await nextMessage(child));
  await ended;
  return figures;
}

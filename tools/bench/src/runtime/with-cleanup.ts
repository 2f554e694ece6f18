import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Cleanup {
  /** For logs; deleted at the end. */
  readonly directory: string;
  /** Adds what ends something. The last that was added comes first. */
  readonly onEnd: (step: () => Promise<void> | void) => void;
}

/** Runs `use`, and then all that it has added to `onEnd`, also on failure. */
export async function withCleanup<Result>(
  log: (line: string) => void,
  use: (cleanup: Cleanup) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'jobwright-bench-'));
  const steps: (() => Promise<void> | void)[] = [() => rm(directory, { recursive: true, force: true })];
  try {
    return await use({ directory, onEnd: (step) => void steps.push(step) });
  } finally {
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        log(`Cleaning up: ${String(error)}`);
      }
    }
  }
}

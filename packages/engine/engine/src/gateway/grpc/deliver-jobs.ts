import type { ServerWritableStream } from '@grpc/grpc-js';
import type { EngineCore } from '../../core/commands.ts';
import { giveBackJobs } from '../jobs/give-back-jobs.ts';
import type { JobMessage } from '../jobs/job-messages.ts';

/** Writes a message with these jobs. */
export type DeliverJobs<Message> = (jobs: readonly JobMessage[], message: Message) => void;

type JobsCall<Message> = Pick<ServerWritableStream<unknown, Message>, 'cancelled' | 'write' | 'once'>;

/**
 * Delivers jobs to the client of a call. Those that could not be sent before it gave up the call, or its
 * connection ended, are available again at once. `timeoutMs`: how long jobs are the client's.
 */
export function createJobDelivery<Message>(
  core: Pick<EngineCore, 'failJob'>,
  call: JobsCall<Message>,
  timeoutMs: number,
): DeliverJobs<Message> {
  /** Jobs that have not left for the network, and until when they are this client's. */
  const unsent = new Map<JobMessage, number>();
  const giveBackUnsent = (): void => {
    const now = performance.now();
    giveBackJobs(
      core,
      [...unsent].filter(([, until]) => now < until).map(([job]) => job),
    );
    unsent.clear();
  };
  // This is also how a call ends regularly, and then what was written last may be reported after it.
  call.once('cancelled', () => setImmediate(giveBackUnsent));

  return (jobs, message) => {
    if (call.cancelled) return giveBackJobs(core, jobs);
    const until = performance.now() + timeoutMs;
    for (const job of jobs) unsent.set(job, until);
    call.write(message, (error?: Error | null) => {
      if (!error) for (const job of jobs) unsent.delete(job);
    });
  };
}

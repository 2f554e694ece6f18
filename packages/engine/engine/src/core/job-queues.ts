import type { EngineState, Job } from './engine-state.ts';
import { createJobListeners, type JobListeners } from './job-listeners.ts';
import { createLazyHeap, type LazyHeap } from './lazy-heap.ts';

export interface JobQueues extends Pick<JobListeners, 'listen' | 'close'> {
  /** Queues an activatable job by priority and age, and notifies the listeners of its type asynchronously. */
  offer(job: Job): void;
  /** Queues a job that is queued once more, for its priority has changed. */
  requeue(job: Job): void;
  /** Removes and returns the activatable job of the type with the highest priority, of those the oldest. */
  take(wanted: WantedJobs): Job | undefined;
  /** Reports that a queued job is no longer activatable. */
  noteDead(job: Job): void;
  /** Whether any job is available. */
  hasSome(): boolean;
}

/** Which jobs a worker can get. */
export interface WantedJobs {
  readonly type: string;
  /** Default: of any tenant. */
  readonly tenantIds?: ReadonlySet<string>;
  /** Whether jobs that have been leased are among them. Default false. */
  readonly withLease?: boolean;
}

/** An entry of a queue. A job that left and returned has a new entry, and its old one is dead. */
interface QueueEntry {
  readonly job: Job;
  readonly offer: number;
  /** When it was queued: the order of a heap must not change. */
  readonly priority: number;
}

type Queues = Map<string, Map<string, LazyHeap<QueueEntry>>>;

/** By priority, then by age. Keys have the same number of digits: text order is the order of creation. */
function isBefore(first: QueueEntry, second: QueueEntry): boolean {
  if (first.priority === second.priority) return first.job.key < second.job.key;
  return first.priority > second.priority;
}

function createQueue(state: EngineState): LazyHeap<QueueEntry> {
  return createLazyHeap({
    isBefore,
    isLive: ({ job, offer }) =>
      job.offers === offer && job.state === 'ACTIVATABLE' && state.jobs.get(job.key) === job,
  });
}

/** @param onFailure called when a listener throws: a client's trouble must not end the engine. */
export function createJobQueues(state: EngineState, onFailure: (error: unknown) => void): JobQueues {
  const queues: Queues = new Map();
  /** Of jobs that only workers with leases can get. */
  const leasedQueues: Queues = new Map();
  const queuesOf = ({ jobLeaseToken }: Job): Queues => (jobLeaseToken === undefined ? queues : leasedQueues);
  const { announce, listen, close } = createJobListeners(onFailure);

  const dropIfEmpty = (job: Job): void => {
    const { type, tenantId } = job;
    const all = queuesOf(job);
    const ofType = all.get(type);
    if (ofType?.get(tenantId)?.peek() === undefined) ofType?.delete(tenantId);
    if (ofType?.size === 0) all.delete(type);
  };
  const peek = (all: Queues, { type, tenantIds }: WantedJobs): QueueEntry | undefined => {
    const ofType = all.get(type);
    if (ofType === undefined) return undefined;
    let first: QueueEntry | undefined;
    for (const [tenantId, queue] of ofType) {
      if (tenantIds?.has(tenantId) === false) continue;
      const entry = queue.peek();
      if (entry !== undefined && (first === undefined || isBefore(entry, first))) first = entry;
    }
    return first;
  };
  const peekLeased = (wanted: WantedJobs, other: QueueEntry | undefined): QueueEntry | undefined => {
    const leased = wanted.withLease === true ? peek(leasedQueues, wanted) : undefined;
    return leased !== undefined && (other === undefined || isBefore(leased, other)) ? leased : other;
  };

  const enqueue = (job: Job): LazyHeap<QueueEntry> => {
    job.offers += 1;
    const all = queuesOf(job);
    const ofType = all.get(job.type) ?? new Map<string, LazyHeap<QueueEntry>>();
    all.set(job.type, ofType);
    const queue = ofType.get(job.tenantId) ?? createQueue(state);
    ofType.set(job.tenantId, queue);
    queue.push({ job, offer: job.offers, priority: job.priority ?? 0 });
    return queue;
  };

  return {
    requeue(job) {
      enqueue(job).noteDead();
    },
    offer(job) {
      enqueue(job);
      announce(job);
    },
    take(wanted) {
      const job = peekLeased(wanted, peek(queues, wanted))?.job;
      if (job === undefined) return undefined;
      queuesOf(job).get(job.type)?.get(job.tenantId)?.pop();
      dropIfEmpty(job);
      return job;
    },
    noteDead(job) {
      queuesOf(job).get(job.type)?.get(job.tenantId)?.noteDead();
      dropIfEmpty(job);
    },
    hasSome: () =>
      [...queues.values(), ...leasedQueues.values()].some((ofType) =>
        [...ofType.values()].some((queue) => queue.peek() !== undefined),
      ),
    listen,
    close,
  };
}

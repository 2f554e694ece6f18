import type { Key } from './commands.ts';
import type { EngineState, Job } from './engine-state.ts';
import { createLazyHeap, type LazyHeap } from './lazy-heap.ts';

type Priority = 'stream' | 'poll';
type OnAvailable = (jobKeys: readonly Key[]) => void;

export interface JobQueues {
  /** Queues an activatable job by priority and age, and notifies the listeners of its type asynchronously. */
  offer(job: Job): void;
  /** Removes and returns the activatable job of the type with the highest priority, of those the oldest; of these tenants or of any. */
  take(type: string, tenantIds?: readonly string[]): Job | undefined;
  /** Reports that a queued job is no longer activatable. */
  noteDead(job: Job): void;
  /** Whether any job is available. */
  hasSome(): boolean;
  listen(type: string, listener: OnAvailable, priority: Priority): () => void;
  close(): void;
}

interface Listener {
  readonly call: OnAvailable;
  readonly priority: Priority;
}

/** An entry of a queue. A job that left and returned has a new entry, and its old one is dead. */
interface QueueEntry {
  readonly job: Job;
  readonly offer: number;
}

/** By priority, then by age. Keys have the same number of digits: text order is the order of creation. */
function isBefore(first: Job, second: Job): boolean {
  if (first.priority === second.priority) return first.key < second.key;
  return (first.priority ?? 0) > (second.priority ?? 0);
}

function createQueue(state: EngineState): LazyHeap<QueueEntry> {
  return createLazyHeap({
    isBefore: (first, second) => isBefore(first.job, second.job),
    isLive: ({ job, offer }) =>
      job.offers === offer && job.state === 'ACTIVATABLE' && state.jobs.get(job.key) === job,
  });
}

/** @param onFailure called when a listener throws: a client's trouble must not end the engine. */
export function createJobQueues(state: EngineState, onFailure: (error: unknown) => void): JobQueues {
  const queues = new Map<string, Map<string, LazyHeap<QueueEntry>>>();
  const listeners = new Map<string, Set<Listener>>();
  const pendingKeys = new Map<string, Key[]>();
  let pendingNotification: NodeJS.Immediate | undefined;

  const callGuarded = ({ call }: Listener, jobKeys: readonly Key[]): void => {
    try {
      call(jobKeys);
    } catch (error) {
      onFailure(error);
    }
  };
  const notify = (): void => {
    pendingNotification = undefined;
    const news = [...pendingKeys];
    pendingKeys.clear();
    for (const [type, jobKeys] of news) {
      const all = [...(listeners.get(type) ?? [])];
      for (const listener of all) if (listener.priority === 'stream') callGuarded(listener, jobKeys);
      for (const listener of all) if (listener.priority === 'poll') callGuarded(listener, jobKeys);
    }
  };

  const dropIfEmpty = ({ type, tenantId }: Job): void => {
    const ofType = queues.get(type);
    if (ofType?.get(tenantId)?.peek() === undefined) ofType?.delete(tenantId);
    if (ofType?.size === 0) queues.delete(type);
  };

  return {
    offer(job) {
      job.offers += 1;
      const ofType = queues.get(job.type) ?? new Map<string, LazyHeap<QueueEntry>>();
      queues.set(job.type, ofType);
      const queue = ofType.get(job.tenantId) ?? createQueue(state);
      ofType.set(job.tenantId, queue);
      queue.push({ job, offer: job.offers });
      if (!listeners.has(job.type)) return;
      const jobKeys = pendingKeys.get(job.type);
      if (jobKeys) jobKeys.push(job.key);
      else pendingKeys.set(job.type, [job.key]);
      pendingNotification ??= setImmediate(notify);
    },
    take(type, tenantIds) {
      const ofType = queues.get(type);
      if (ofType === undefined) return undefined;
      let first: Job | undefined;
      for (const tenantId of tenantIds ?? ofType.keys()) {
        const job = ofType.get(tenantId)?.peek()?.job;
        if (job !== undefined && (first === undefined || isBefore(job, first))) first = job;
      }
      if (first === undefined) return undefined;
      ofType.get(first.tenantId)?.pop();
      dropIfEmpty(first);
      return first;
    },
    noteDead(job) {
      queues.get(job.type)?.get(job.tenantId)?.noteDead();
      dropIfEmpty(job);
    },
    hasSome: () =>
      [...queues.values()].some((ofType) => [...ofType.values()].some((queue) => queue.peek() !== undefined)),
    listen(type, call, priority) {
      const listener = { call, priority };
      const ofType = listeners.get(type) ?? new Set();
      listeners.set(type, ofType.add(listener));
      return () => {
        ofType.delete(listener);
        if (ofType.size === 0 && listeners.get(type) === ofType) listeners.delete(type);
      };
    },
    close() {
      listeners.clear();
      pendingKeys.clear();
      clearImmediate(pendingNotification);
    },
  };
}

import type { Engine } from '../engine.ts';
import type { Job } from '../engine-state.ts';
import { describeJob } from '../history.ts';
import type { JobPassage } from '../history-records.ts';
import type { JobEvent } from '../job-record.ts';
import type { Key } from '../key.ts';
import { findInstanceRecord } from './instance-record.ts';
import type { InstanceRecord } from './instance-types.ts';

/** A job, waiting, with a worker, or ended. */
export interface JobEntry {
  readonly passage: JobPassage;
  readonly instance: InstanceRecord;
  /** What last happened to it. */
  readonly state: 'CREATED' | JobEvent | Exclude<JobPassage['state'], 'ACTIVE'>;
  readonly updatedAt: number;
  headers(): Readonly<Record<string, string>>;
}

const NO_HEADERS: Readonly<Record<string, string>> = {};

/** Reads what is asked: searches look at many, and at little of each. */
class Entry implements JobEntry {
  readonly passage: JobPassage;
  readonly instance: InstanceRecord;
  readonly #engine: Engine;
  readonly #job: Job | undefined;
  constructor(
    engine: Engine,
    { passage, instance, job }: Pick<JobEntry, 'passage' | 'instance'> & { readonly job?: Job },
  ) {
    this.#engine = engine;
    this.passage = passage;
    this.instance = instance;
    this.#job = job;
  }
  get state() {
    const { state } = this.passage;
    return state === 'ACTIVE' ? (this.#job?.lastEvent ?? 'CREATED') : state;
  }
  get updatedAt() {
    return this.passage.endedAt ?? this.#job?.updatedAt ?? this.passage.createdAt;
  }
  headers() {
    const { elementId, kind, headers } = this.passage;
    const node = this.#engine.executables.get(this.instance.definitionKey)?.findNode(elementId);
    const ofModel = node?.kind === 'job' && kind === undefined ? node.headers : NO_HEADERS;
    return headers ? { ...ofModel, ...headers } : ofModel;
  }
}

/** The jobs of all process instances, or of one. */
export function listJobEntries(
  engine: Engine,
  instances: readonly InstanceRecord[],
  processInstanceKey?: Key,
): readonly JobEntry[] {
  const { jobs, histories, elementInstances } = engine.state;
  const entries: JobEntry[] = [];
  for (const instance of instances)
    for (const passage of histories.get(instance.processInstanceKey)?.jobs ?? [])
      entries.push(new Entry(engine, { passage, instance }));
  for (const job of jobs.values()) {
    const element = elementInstances.get(job.elementInstanceKey);
    if (!element || (processInstanceKey !== undefined && element.processInstanceKey !== processInstanceKey))
      continue;
    const instance = findInstanceRecord(engine, element.processInstanceKey);
    const passage = describeJob(job, element, { state: 'ACTIVE' });
    if (instance) entries.push(new Entry(engine, { passage, instance, job }));
  }
  return entries;
}

import type { Engine } from '../engine.ts';
import type { Job } from '../engine-state.ts';
import { describeJob } from '../history.ts';
import type { JobPassage } from '../history-records.ts';
import type { JobEvent } from '../job-record.ts';
import type { InstanceRecord } from './instance-record.ts';

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

function findHeaders(engine: Engine, { definitionKey }: InstanceRecord, passage: JobPassage) {
  const node = engine.executables.get(definitionKey)?.findNode(passage.elementId);
  const told = node?.kind === 'job' && passage.kind === undefined ? node.headers : NO_HEADERS;
  return passage.headers ? { ...told, ...passage.headers } : told;
}

function endedEntry(engine: Engine, instance: InstanceRecord, passage: JobPassage): JobEntry {
  return {
    passage,
    instance,
    state: passage.state === 'ACTIVE' ? 'CREATED' : passage.state,
    updatedAt: passage.endedAt ?? passage.createdAt,
    headers: () => findHeaders(engine, instance, passage),
  };
}

function activeEntry(engine: Engine, instance: InstanceRecord, job: Job): JobEntry[] {
  const element = engine.state.elementInstances.get(job.elementInstanceKey);
  if (!element) return [];
  const passage = describeJob(job, element, { state: 'ACTIVE' });
  return [
    {
      passage,
      instance,
      state: job.lastEvent ?? 'CREATED',
      updatedAt: job.updatedAt ?? job.createdAt,
      headers: () => findHeaders(engine, instance, passage),
    },
  ];
}

export function listJobEntries(engine: Engine, instances: readonly InstanceRecord[]): readonly JobEntry[] {
  const { jobs, histories, elementInstances } = engine.state;
  const wanted = new Map(instances.map((instance) => [instance.processInstanceKey, instance]));
  const ended = instances.flatMap((instance) =>
    (histories.get(instance.processInstanceKey)?.jobs ?? []).map((passage) =>
      endedEntry(engine, instance, passage),
    ),
  );
  const active = [...jobs.values()].flatMap((job) => {
    const instance = wanted.get(elementInstances.get(job.elementInstanceKey)?.processInstanceKey ?? '');
    return instance ? activeEntry(engine, instance, job) : [];
  });
  return [...ended, ...active];
}

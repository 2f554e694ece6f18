import { noteJobEvent } from '../note-job-event.ts';
import { isJsonList, parseJson } from '@jobwright/json';

import { type ElementInstance, type Job, nextKey, type UserTaskRecord } from '../engine-state.ts';
import { DEFAULT_PRIORITY } from '../evaluate-assignment.ts';
import { recordResolved } from '../history.ts';
import { cancelJob } from '../release-job.ts';
import type { MigratedElement, Migration } from './migration.ts';

function readList(text: string | undefined): readonly string[] {
  const value = text === undefined ? [] : parseJson(text);
  return isJsonList(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function removeJobIncidents({ engine }: Migration, instance: ElementInstance, job: Job): void {
  const { incidents } = engine.state;
  for (const key of [...instance.incidentKeys]) {
    const incident = incidents.get(key);
    if (incident?.jobKey !== job.key) continue;
    recordResolved(engine, incident);
    incidents.delete(key);
    instance.incidentKeys.splice(instance.incidentKeys.indexOf(key), 1);
  }
}

/** A user task that was a job becomes one of Camunda's, with the assignment the job had. */
function makeUserTask(migration: Migration, { instance, from }: MigratedElement, job: Job): void {
  const { engine } = migration;
  const headers = job.headers ?? {};
  const read = (name: string): string => headers[`io.camunda.zeebe:${name}`] ?? '';
  const key = nextKey(engine.state);
  const task: UserTaskRecord = {
    key,
    elementInstanceKey: instance.key,
    assignee: read('assignee'),
    candidateGroups: readList(headers['io.camunda.zeebe:candidateGroups']),
    candidateUsers: readList(headers['io.camunda.zeebe:candidateUsers']),
    dueDate: read('dueDate'),
    followUpDate: read('followUpDate'),
    priority: DEFAULT_PRIORITY,
    formKey: read('formKey'),
    headers: from.kind === 'job' ? from.headers : {},
  };
  removeJobIncidents(migration, instance, job);
  cancelJob(engine, job);
  instance.jobKey = null;
  instance.userTaskKey = key;
  engine.state.userTasks.set(key, task);
}

/** A job keeps its key, type, retries, worker and headers. */
export function migrateJob(migration: Migration, migrated: MigratedElement): void {
  const { instance, from, to } = migrated;
  const job = instance.jobKey === null ? undefined : migration.engine.state.jobs.get(instance.jobKey);
  if (!job) return;
  if (to.kind === 'userTask' && from.kind === 'job') return makeUserTask(migration, migrated, job);
  noteJobEvent(migration.engine, job, 'MIGRATED');
  job.keptHeaders ??= { ...(from.kind === 'job' && from.headers), ...job.headers };
}

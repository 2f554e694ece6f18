import { createProcessInstance } from './element-instances.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { TimerRecord } from './engine-state.ts';
import { expireMessage } from './messages.ts';
import { noteJobEvent } from './note-job-event.ts';
import { releaseJob } from './release-job.ts';
import type { DueEntry } from './schedule.ts';
import { nextTimerDue } from './timer-due.ts';

/** A timer starts a process; one with a cycle waits for the next time. */
function fireStartTimer(engine: Engine, timer: TimerRecord): void {
  const definition = engine.state.definitions.get(timer.definitionKey);
  if (!definition) return;
  const { nodeId, definitionKey } = timer;
  createProcessInstance(engine, { definition, variables: {}, start: { nodeId, variables: {} } });
  const scope = { definitionKey, scopeKey: null, variables: {} };
  const node = getExecutable(engine, scope).node(nodeId);
  if (node.kind !== 'start' || node.trigger?.kind !== 'timer') return;
  const next = nextTimerDue(engine, scope, { ...timer, trigger: node.trigger });
  if (!next) return;
  engine.state.timers.set(timer.key, { ...timer, ...next });
  engine.schedule.add({ kind: 'timer', key: timer.key, at: next.at });
}

function fireTimer(engine: Engine, timer: TimerRecord): void {
  const { timers, elementInstances } = engine.state;
  timers.delete(timer.key);
  if (timer.elementInstanceKey === null) return fireStartTimer(engine, timer);
  const instance = elementInstances.get(timer.elementInstanceKey);
  if (!instance) return;
  instance.timerKeys.splice(instance.timerKeys.indexOf(timer.key), 1);
  engine.work.push({ kind: 'trigger', key: instance.key, nodeId: timer.nodeId, variables: {} });
  const node = getExecutable(engine, instance).node(timer.nodeId);
  if ((node.kind !== 'boundary' && node.kind !== 'start') || node.trigger?.kind !== 'timer') return;
  if (node.interrupting) return;
  const next = nextTimerDue(engine, instance, { ...timer, trigger: node.trigger });
  if (!next) return;
  timers.set(timer.key, { ...timer, ...next });
  instance.timerKeys.push(timer.key);
  engine.schedule.add({ kind: 'timer', key: timer.key, at: next.at, orderKey: instance.key });
}

/** Does what has fallen due: a job comes back, a timer fires, a message expires. */
export function doDue(engine: Engine, { kind, key }: DueEntry): void {
  const { jobs, timers } = engine.state;
  switch (kind) {
    case 'jobDeadline': {
      const job = jobs.get(key);
      if (!job) return;
      job.deadline = null;
      engine.counts.jobsTimedOut += 1;
      noteJobEvent(engine, job, 'TIMED_OUT');
      return releaseJob(engine, job);
    }
    case 'jobBackoff': {
      const job = jobs.get(key);
      if (!job) return;
      job.availableAt = null;
      return releaseJob(engine, job);
    }
    case 'timer': {
      const timer = timers.get(key);
      return timer && fireTimer(engine, timer);
    }
    case 'messageExpiry':
      return expireMessage(engine, key);
  }
}

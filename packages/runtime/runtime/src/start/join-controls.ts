import type { Connector } from '@jobwright/connector-sdk';
import type { ConnectorControl } from '../connector-control.ts';
import { addStatistics, type JobStatistics } from '../job-statistics.ts';

/** Counts and pauses the same connectors on several clusters as if they were one. */
export function joinControls(
  connectors: readonly Connector[],
  list: () => readonly ConnectorControl[],
): ConnectorControl {
  const sum = (count: (control: ConnectorControl) => number): number =>
    list().reduce((total, control) => total + count(control), 0);
  return {
    connectors,
    limitOf: (type) => Math.max(0, ...list().map((control) => control.limitOf(type))),
    freeCapacity: (type) => Math.max(0, ...list().map((control) => control.freeCapacity(type))),
    statistics() {
      const all: Record<string, JobStatistics> = {};
      for (const control of list()) {
        for (const [type, counts] of Object.entries(control.statistics())) {
          const before = all[type];
          all[type] = before === undefined ? counts : addStatistics(before, counts);
        }
      }
      return all;
    },
    jobsInFlight: (type) => sum((control) => control.jobsInFlight(type)),
    bytesInFlight: (type) => sum((control) => control.bytesInFlight(type)),
    isPaused: (type) => list().every((control) => control.isPaused(type)),
    pause: (type) => list().forEach((control) => control.pause(type)),
    resume: (type) => list().forEach((control) => control.resume(type)),
  };
}

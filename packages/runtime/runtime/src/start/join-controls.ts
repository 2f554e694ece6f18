import type { Connector } from '@jobwright/connector-sdk';
import type { ConnectorControl } from '../connector-control.ts';
import { addStatistics, type JobStatistics } from '../job-statistics.ts';
import type { StartedCluster } from './start-cluster.ts';

export interface JoinedControl {
  readonly connectors: readonly Connector[];
  readonly clusters: readonly StartedCluster[];
  readonly limitOf: (type: string) => number;
}

/** Counts and pauses the same connectors on several clusters as if they were one. */
export function joinControls({ connectors, clusters, limitOf }: JoinedControl): ConnectorControl {
  const list = (): readonly ConnectorControl[] =>
    clusters.flatMap(({ workers }) => (workers === undefined ? [] : [workers.runtime]));
  const sum = (count: (control: ConnectorControl) => number): number =>
    list().reduce((total, control) => total + count(control), 0);
  return {
    connectors,
    limitOf,
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
    isPaused: (type) => clusters.every((cluster) => cluster.isPaused(type)),
    pause: (type) => clusters.forEach((cluster) => cluster.pause(type)),
    resume: (type) => clusters.forEach((cluster) => cluster.resume(type)),
  };
}

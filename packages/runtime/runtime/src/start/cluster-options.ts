import { silentLogger } from '@jobwright/connector-sdk';
import type { RuntimeOptions } from '../runtime-options.ts';
import { nameLogger } from './name-logger.ts';
import { nameMarks } from './name-marks.ts';

/** The options of the runtime for one cluster: where it has a name, all that is recorded carries it. */
export function clusterOptions(options: RuntimeOptions, cluster: string | undefined): RuntimeOptions {
  if (cluster === undefined) return options;
  const { logger = silentLogger, observers = [], marks, idempotencyNamespace = '' } = options;
  return {
    ...options,
    logger: nameLogger(logger, cluster),
    observers: observers.map((observer) => observer.forCluster?.(cluster) ?? observer),
    ...(marks !== undefined && { marks: nameMarks(marks, cluster) }),
    // Idempotency keys are made from job keys, which are unique only within a cluster.
    idempotencyNamespace: `${idempotencyNamespace}${cluster}:`,
  };
}

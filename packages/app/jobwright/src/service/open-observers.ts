import type { JobObserver } from '@jobwright/runtime';
import type { JobMetrics } from '@jobwright/telemetry';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.schema.ts';

/** Creates the observers of one cluster; its name is given where there are several. */
export type CreateObservers = (cluster?: string) => readonly JobObserver[];

interface ObserverParts {
  readonly logger: Logger;
  /** Absent where nobody reads them. */
  readonly metrics: JobMetrics | undefined;
}

/**
 * Metrics, the audit of secrets and traces, as the configuration has them.
 * @throws CommandError that names the setting that is not valid
 */
export async function openObservers(
  { secrets, traces }: Configuration,
  { logger, metrics }: ObserverParts,
): Promise<CreateObservers> {
  const secretAudit = secrets.audit ? (await import('@jobwright/secrets')).createSecretAudit : undefined;
  const createTraces =
    traces.endpoint === undefined
      ? undefined
      : await import('./open-traces.ts').then(({ openTraces }) => openTraces(traces));
  return (cluster) => {
    const observers: JobObserver[] = [];
    if (metrics !== undefined)
      observers.push(cluster === undefined ? metrics.observer : metrics.observerOf(cluster));
    if (secretAudit !== undefined)
      observers.push(secretAudit(cluster === undefined ? logger : logger.child({ cluster })));
    if (createTraces !== undefined) observers.push(createTraces(cluster));
    return observers;
  };
}

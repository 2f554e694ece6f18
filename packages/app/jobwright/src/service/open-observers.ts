import type { JobObserver } from '@jobwright/runtime';
import type { JobMetrics } from '@jobwright/telemetry';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.schema.ts';

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
): Promise<readonly JobObserver[]> {
  const observers: JobObserver[] = metrics === undefined ? [] : [metrics.observer];
  if (secrets.audit) observers.push((await import('@jobwright/secrets')).createSecretAudit(logger));
  if (traces.endpoint !== undefined)
    observers.push(await (await import('./open-traces.ts')).openTraces(traces));
  return observers;
}

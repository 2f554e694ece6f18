import type { Logger } from '@jobwright/connector-sdk';
import type { JobObserver } from '@jobwright/runtime';

/** Logs which process used which secret, by name; the value is never there. One line for each lookup, with `audit: "secret"`. */
export function createSecretAudit(logger: Pick<Logger, 'info'>): JobObserver {
  return {
    activated: (job) => ({
      secret: (name, result) =>
        logger.info(
          {
            audit: 'secret',
            secret: name,
            result,
            jobKey: job.key,
            jobType: job.type,
            bpmnProcessId: job.bpmnProcessId,
            processInstanceKey: job.processInstanceKey,
            elementId: job.elementId,
            tenantId: job.tenantId,
          },
          `Secret ${result}`,
        ),
    }),
  };
}

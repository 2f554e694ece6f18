import type { Logger } from '@jobwright/connector-sdk';
import type { JobObserver } from '@jobwright/runtime';

/**
 * Creates an observer that logs which process used which secret, by name and never its value: one line for
 * each lookup, with `audit: "secret"`.
 */
export function createSecretAudit(logger: Pick<Logger, 'info'>): JobObserver {
  const create = (fields: Readonly<Record<string, string>>): JobObserver => ({
    forCluster: (cluster) => create({ cluster }),
    activated: (job) => ({
      secret: (name, result) =>
        logger.info(
          {
            ...fields,
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
  });
  return create({});
}

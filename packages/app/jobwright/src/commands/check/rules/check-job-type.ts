import type { Catalog } from './catalog.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';
import { INBOUND, OUTBOUND } from './known-job-types.ts';

/** What the platform calls it: Camunda 7 has topics. */
export type JobTypeWord = 'job type' | 'topic';

/** Says who processes the jobs of a type. */
export function checkJobType(
  jobType: string,
  { catalog, word = 'job type' }: { readonly catalog: Catalog; readonly word?: JobTypeWord },
): Finding {
  if (jobType.startsWith('=') || /[$#]\{/.test(jobType)) {
    return {
      code: 'computed-job-type',
      level: 'warning',
      message: `the ${word} is an expression, so nothing is known about who processes the job`,
      advice: 'make sure that each value it can have is served',
      link: LINKS.jobsWithoutConnector,
    };
  }
  const type = word === 'topic' ? catalog.findTopic(jobType) : jobType;
  const connector = type && catalog.findConnector(type);
  if (connector !== undefined)
    return { code: 'served', level: 'note', message: `${connector} processes the job` };
  if (catalog.isServedElsewhere(jobType))
    return { code: 'served', level: 'note', message: 'a worker named by --workers processes the job' };
  const known = OUTBOUND.get(jobType);
  const named = known === undefined ? '' : ` (Camunda's connector ${known.name})`;
  return {
    code: 'no-connector',
    level: 'error',
    message: `no connector here has the ${word} ${jobType}${named}`,
    advice: known === undefined ? adviseWorker(jobType, catalog) : adviseNearest(known.nearest),
    link: LINKS.jobsWithoutConnector,
  };
}

function adviseWorker(jobType: string, catalog: Catalog): string {
  const nearest = catalog.findNearest(jobType);
  const meant = nearest === undefined ? '' : `did you mean ${nearest}? Otherwise `;
  return `${meant}write a connector or a worker, and name it with --connectors-modules or --workers`;
}

const adviseNearest = (nearest: string | undefined): string =>
  nearest === undefined
    ? "keep Camunda's connector runtime for it (--workers), or write a connector"
    : `${nearest}, or keep Camunda's connector runtime for it (--workers)`;

/** Says that an inbound connector is not supported, unless something else serves it. */
export function checkInbound(type: string, { catalog }: { readonly catalog: Catalog }): Finding {
  if (catalog.isServedElsewhere(type))
    return { code: 'served', level: 'note', message: 'the inbound connector is named by --workers' };
  const name = INBOUND.get(type)?.name ?? type;
  return {
    code: 'inbound-connector',
    level: 'error',
    message: `the inbound connector ${name} (${type}) is not supported: Jobwright has outbound connectors only`,
    advice:
      "keep Camunda's connector runtime for it (--workers), or publish the message from your own service",
    link: LINKS.inbound,
  };
}

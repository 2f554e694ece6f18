import { type IncidentTarget, incidentTarget } from '../context/process-instance.ts';
import type { TestContext } from '../context/test-context.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { IncidentSelectors } from '../selectors/selectors.ts';
import type { IncidentInfo } from '../views/infos.ts';
import { viewIncidents } from '../views/views.ts';
import { expectDone, findOne } from './expect-done.ts';

/** Incidents of a test. A text is an element id. */
export interface IncidentCommands {
  /**
   * Resolves the first active incident that matches. If a job caused it, the job gets one more retry before.
   * Throws a ProcessTestError when no incident matches.
   */
  readonly resolveIncident: (selection: Selection<IncidentInfo>) => Promise<void>;
  /** An incident to assert on, active or resolved. */
  readonly incident: (selection: Selection<IncidentInfo>) => IncidentTarget;
  /** All incidents, active and resolved. */
  readonly incidents: () => readonly IncidentInfo[];
}

export const describeIncident = ({ errorType, elementId, errorMessage }: IncidentInfo): string =>
  `${errorType} at ${elementId}: ${errorMessage}`;

/** The commands for incidents of a test. */
export function createIncidentCommands(context: TestContext): IncidentCommands {
  const { core } = context;
  return {
    incident: (selection) =>
      incidentTarget(context, resolveSelector(selection, IncidentSelectors.byElementId)),
    incidents: () => viewIncidents(context),
    async resolveIncident(selection) {
      const { incidentKey } = await findOne(context, {
        wish: 'resolve an active incident',
        selector: resolveSelector(selection, IncidentSelectors.byElementId),
        list: () => viewIncidents(context).filter(({ state }) => state === 'ACTIVE'),
        describe: describeIncident,
      });
      const { jobKey } = core.incidents().find(({ key }) => key === incidentKey) ?? {};
      const job = core.jobs().find(({ key }) => key === jobKey);
      if (job) expectDone(core.updateJobRetries({ jobKey: job.key, retries: job.retries + 1 }));
      expectDone(core.resolveIncident(incidentKey));
      await context.settle();
    },
  };
}

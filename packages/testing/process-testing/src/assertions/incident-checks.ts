import type { IncidentTarget } from '../context/process-instance.ts';
import type { IncidentInfo } from '../views/infos.ts';
import { viewIncidents } from '../views/views.ts';
import { describeIncident } from '../commands/incident-commands.ts';
import { type Check, createCheckOf, showValue } from './check.ts';

function report({ context }: Pick<IncidentTarget, 'context'>): string {
  const all = viewIncidents(context).map(
    (incident) => `\n  ${describeIncident(incident)} (${incident.state.toLowerCase()})`,
  );
  return all.length === 0 ? 'There is no incident.' : `Incidents:${all.join('')}`;
}

const check = createCheckOf<IncidentInfo>({ absent: 'there is none', report });

const checkText = (
  target: IncidentTarget,
  noun: string,
  { expected, read }: { readonly expected: string; readonly read: (incident: IncidentInfo) => string },
): Check =>
  check(target, `to have the ${noun} ${showValue(expected)}`, {
    holds: (incident) => read(incident) === expected,
    actual: (incident) => `it is ${showValue(read(incident))}`,
  });

/** What can be asserted of an incident. */
export const incidentChecks = {
  isActive: (target: IncidentTarget): Check =>
    check(target, 'to be active', {
      holds: ({ state }) => state === 'ACTIVE',
      actual: () => 'it is resolved',
    }),
  isResolved: (target: IncidentTarget): Check =>
    check(target, 'to be resolved', {
      holds: ({ state }) => state === 'RESOLVED',
      actual: () => 'it is active',
    }),
  /** As the broker names it, e.g. `JOB_NO_RETRIES`. */
  hasErrorType: (target: IncidentTarget, errorType: string): Check =>
    checkText(target, 'error type', { expected: errorType, read: (incident) => incident.errorType }),
  /** The whole message. */
  hasErrorMessage: (target: IncidentTarget, errorMessage: string): Check =>
    checkText(target, 'error message', { expected: errorMessage, read: (incident) => incident.errorMessage }),
  hasElementId: (target: IncidentTarget, elementId: string): Check =>
    checkText(target, 'element id', { expected: elementId, read: (incident) => incident.elementId }),
  hasProcessInstanceKey: (target: IncidentTarget, key: string): Check =>
    checkText(target, 'process instance key', {
      ...{ expected: key, read: (incident: IncidentInfo) => incident.processInstanceKey },
    }),
} as const;

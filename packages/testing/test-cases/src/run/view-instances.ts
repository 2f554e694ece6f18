import type { ProcessTest } from '@jobwright/process-testing';
import type { InstanceResult } from './results.ts';

const MAX_INSTANCES = 100;
const MAX_ELEMENTS = 1000;

/**
 * What the process instances of a test case passed: the first 100 of them, and of each the first 1,000
 * elements.
 */
export function viewInstances(test: ProcessTest): readonly InstanceResult[] {
  const incidents = test.incidents().filter(({ state }) => state === 'ACTIVE');
  return test
    .processInstances()
    .slice(0, MAX_INSTANCES)
    .map((instance) => ({
      processInstanceKey: instance.processInstanceKey,
      processId: instance.bpmnProcessId,
      state: instance.state,
      path: instance.elements.slice(0, MAX_ELEMENTS).map(({ elementId, state }) => ({ elementId, state })),
      variables: instance.variables,
      incidents: incidents
        .filter(({ processInstanceKey }) => processInstanceKey === instance.processInstanceKey)
        .map(({ elementId, errorType: type, errorMessage: message }) => ({ elementId, type, message })),
    }));
}

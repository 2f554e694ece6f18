import { assertThat, type ProcessInstanceAssert, type ProcessTest } from '@jobwright/process-testing';
import type { ProcessInstanceSelector } from '../format/selectors.schema.ts';
import type { AssertionMode } from './assertion-mode.ts';

/** Assertions that wait for connectors, or not. */
export type InstanceAssertions = ProcessInstanceAssert | ProcessInstanceAssert['eventually'];

/** Assertions on the first process instance of a process. */
export function openInstance(
  test: ProcessTest,
  { processInstanceSelector }: { readonly processInstanceSelector: ProcessInstanceSelector },
  { isWaiting }: AssertionMode,
): InstanceAssertions {
  const assertions = assertThat(test.processInstance(processInstanceSelector.processDefinitionId));
  return isWaiting ? assertions.eventually : assertions;
}

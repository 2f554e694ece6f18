import { ProcessTestError, type ProcessTest } from '@jobwright/process-testing';
import type { z } from 'zod';
import type { updateVariables as schema } from '../format/action-instructions.schema.ts';
import { selectElement } from './build-selectors.ts';

/**
 * Sets variables of a process instance or of an active element. Those of an element go to the nearest scope
 * that has them, unless they are to be local.
 */
export async function updateVariables(
  test: ProcessTest,
  {
    processInstanceSelector,
    elementSelector,
    variables,
    createLocalVariables = false,
  }: z.infer<typeof schema>,
): Promise<void> {
  const { processDefinitionId } = processInstanceSelector;
  if (!elementSelector) return test.updateVariables(processDefinitionId, variables);
  const selector = selectElement(elementSelector);
  if (createLocalVariables) return test.updateLocalVariables(processDefinitionId, selector, variables);
  const instance = test.processInstance(processDefinitionId);
  const found = instance.find()?.processInstanceKey;
  const element =
    found === undefined
      ? undefined
      : instance.elements.find((one) => one.state === 'ACTIVE' && selector.matches(one));
  if (!element) {
    throw new ProcessTestError(
      `Expected to update variables of an active element with [${selector.description}] of ${instance.description}, but there is none`,
    );
  }
  const { elementInstanceKey } = element;
  const result = test.core.setVariables({ elementInstanceKey, variables, local: false });
  if (!result.ok) throw new ProcessTestError(result.rejection.reason);
  await test.settle();
}

import type { ProcessTest } from '@jobwright/process-testing';
import type { z } from 'zod';
import type {
  assertElementInstance as elementSchema,
  assertElementInstances as elementsSchema,
} from '../format/assertion-instructions.schema.ts';
import type { AssertionMode } from './assertion-mode.ts';
import { selectElement } from './build-selectors.ts';
import { openInstance } from './open-instance.ts';

/** Checks how often an element was in a state. */
export async function assertElement(
  test: ProcessTest,
  instruction: z.infer<typeof elementSchema>,
  mode: AssertionMode,
): Promise<void> {
  const { state, amount = 1 } = instruction;
  const assertions = openInstance(test, instruction, mode);
  const element = selectElement(instruction.elementSelector);
  switch (state) {
    case 'IS_ACTIVE':
      await assertions.hasActiveElement(element, amount);
      break;
    case 'IS_COMPLETED':
      await assertions.hasCompletedElement(element, amount);
      break;
    case 'IS_TERMINATED':
      await assertions.hasTerminatedElement(element, amount);
      break;
  }
}

/** Checks the states of several elements. */
export async function assertElements(
  test: ProcessTest,
  instruction: z.infer<typeof elementsSchema>,
  mode: AssertionMode,
): Promise<void> {
  const assertions = openInstance(test, instruction, mode);
  const elements = instruction.elementSelectors.map(selectElement);
  switch (instruction.state) {
    case 'IS_ACTIVE':
      await assertions.hasActiveElements(...elements);
      break;
    case 'IS_COMPLETED':
      await assertions.hasCompletedElements(...elements);
      break;
    case 'IS_TERMINATED':
      await assertions.hasTerminatedElements(...elements);
      break;
    case 'IS_NOT_ACTIVE':
      await assertions.hasNoActiveElements(...elements);
      break;
    case 'IS_NOT_ACTIVATED':
      await assertions.hasNotActivatedElements(...elements);
      break;
    case 'IS_ACTIVE_EXACTLY':
      await assertions.hasActiveElementsExactly(...elements);
      break;
    case 'IS_COMPLETED_IN_ORDER':
      await assertions.hasCompletedElementsInOrder(...elements);
      break;
  }
}

import { assertThat, type ProcessTest } from '@jobwright/process-testing';
import type { z } from 'zod';
import type { assertDecision as schema } from '../format/assertion-instructions.schema.ts';
import type { AssertionMode } from './assertion-mode.ts';
import { selectDecision } from './build-selectors.ts';

/** Checks that a decision was evaluated, and how. */
export async function assertDecision(
  test: ProcessTest,
  instruction: z.infer<typeof schema>,
  { isWaiting }: AssertionMode,
): Promise<void> {
  const { output, matchedRules = [], notMatchedRules = [], noMatchedRules = false } = instruction;
  const target = assertThat(test.decision(selectDecision(instruction.decisionSelector)));
  const assertions = isWaiting ? target.eventually : target;
  await assertions.isEvaluated();
  if (output !== undefined) await assertions.hasOutput(output);
  if (matchedRules.length > 0) await assertions.hasMatchedRules(...matchedRules);
  if (notMatchedRules.length > 0) await assertions.hasNotMatchedRules(...notMatchedRules);
  if (noMatchedRules) await assertions.hasNoMatchedRules();
}

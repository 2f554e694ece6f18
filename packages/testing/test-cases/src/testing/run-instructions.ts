import { parseTestCases } from '../format/parse-test-cases.ts';
import { runTestCases, type RunTestCasesOptions } from '../run/run-test-cases.ts';
import type { TestCaseResult } from '../run/results.ts';

/** Runs one test case with these instructions on these models. */
export async function runInstructions(
  models: readonly string[],
  instructions: readonly unknown[],
  options: Omit<RunTestCasesOptions, 'resources'> = {},
): Promise<TestCaseResult> {
  const parsed = parseTestCases(JSON.stringify({ testCases: [{ name: 'case', instructions }] }));
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ path, message }) => `${path} ${message}`).join('\n'));
  const { testCases } = await runTestCases(parsed.file, {
    resources: models.map((content, index) => ({
      name: `model-${index}.${content.includes('<decision ') ? 'dmn' : 'bpmn'}`,
      content,
    })),
    ...options,
  });
  const [result] = testCases;
  if (!result) throw new Error('No test case ran');
  return result;
}

/** A selector of process instances. */
export const of = (processDefinitionId: string) => ({ processInstanceSelector: { processDefinitionId } });

/** Starts a process. */
export const create = (processDefinitionId: string, variables: object = {}) => ({
  type: 'CREATE_PROCESS_INSTANCE',
  processDefinitionSelector: { processDefinitionId },
  variables,
});

/** Expects a process instance in a state. */
export const expectState = (processDefinitionId: string, state = 'IS_COMPLETED') => ({
  type: 'ASSERT_PROCESS_INSTANCE',
  ...of(processDefinitionId),
  state,
});

/** Expects elements in a state. */
export const expectElements = (
  processDefinitionId: string,
  elementIds: readonly string[],
  state = 'IS_COMPLETED',
) => ({
  type: 'ASSERT_ELEMENT_INSTANCES',
  ...of(processDefinitionId),
  elementSelectors: elementIds.map((elementId) => ({ elementId })),
  state,
});

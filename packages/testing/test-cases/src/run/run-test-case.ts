import { createProcessTest, type ProcessTest, type ProcessTestOptions } from '@jobwright/process-testing';
import type { TestCase } from '../format/test-cases-file.schema.ts';
import { type DeployedIds, describeFailure } from './describe-failure.ts';
import { findRefusal } from './find-refusal.ts';
import { listMockedTypes } from './list-mocked-types.ts';
import type { InstructionResult, TestCaseResult } from './results.ts';
import { runInstruction } from './run-instruction.ts';
import { viewInstances } from './view-instances.ts';

export interface TestCaseOptions {
  /** Of its file, from 0: for messages. */
  readonly index: number;
  readonly test: Omit<ProcessTestOptions, 'resources' | 'timeoutMs' | 'onWarning'>;
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const MAX_WARNINGS = 100;

/** Runs a test case on an engine of its own. What goes wrong is in the result. */
export async function runTestCase(testCase: TestCase, options: TestCaseOptions): Promise<TestCaseResult> {
  const startedAtMs = performance.now();
  const { name, description } = testCase;
  const warnings: string[] = [];
  const warn = (warning: string): void => {
    if (warnings.length < MAX_WARNINGS && !warnings.includes(warning)) warnings.push(warning);
  };
  const finish = (result: Pick<TestCaseResult, 'status' | 'message' | 'instructions' | 'instances'>) => ({
    name,
    ...(typeof description === 'string' && { description }),
    ...result,
    durationMs: Math.round(performance.now() - startedAtMs),
    warnings,
  });
  const refusal = findRefusal(testCase);
  if (refusal) {
    const message = `testCases[${options.index}].${refusal.path} ${refusal.message}`;
    return finish({ status: 'refused', message, instructions: skipAll(testCase, 0), instances: [] });
  }
  let test: ProcessTest | undefined;
  try {
    test = await createProcessTest({
      ...withoutMocked(options.test, testCase),
      timeoutMs: options.timeoutMs,
      onWarning: warn,
    });
    const deployed = await deploy(test, options.resources);
    const ran = await runInstructions(test, testCase, { ...options, warn, deployed });
    return finish({ ...ran, instances: viewInstances(test) });
  } catch (error) {
    return finish({
      status: 'failed',
      message: messageOf(error),
      instructions: skipAll(testCase, 0),
      instances: [],
    });
  } finally {
    await test?.close();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const skipAll = ({ instructions }: TestCase, from: number): readonly InstructionResult[] =>
  instructions.slice(from).map(({ type }, index) => ({ index: from + index, type, status: 'skipped' }));

/** The connectors of types that the test case mocks itself do not run. */
function withoutMocked(test: TestCaseOptions['test'], testCase: TestCase): TestCaseOptions['test'] {
  if (!test.connectors) return test;
  const mocked = listMockedTypes(testCase);
  return { ...test, connectors: test.connectors.filter(({ type }) => !mocked.has(type)) };
}

async function deploy(test: ProcessTest, resources: TestCaseOptions['resources']): Promise<DeployedIds> {
  if (resources.length === 0) return { processes: [], decisions: [] };
  const { processes, decisions } = await test.deploy(...resources);
  return {
    processes: processes.map(({ bpmnProcessId }) => bpmnProcessId),
    decisions: decisions.map(({ dmnDecisionId }) => dmnDecisionId),
  };
}

async function runInstructions(
  test: ProcessTest,
  testCase: TestCase,
  options: TestCaseOptions & {
    readonly warn: (warning: string) => void;
    readonly deployed: DeployedIds;
  },
): Promise<Pick<TestCaseResult, 'status' | 'message' | 'instructions'>> {
  const results: InstructionResult[] = [];
  for (const [index, instruction] of testCase.instructions.entries()) {
    const { type } = instruction;
    try {
      options.signal?.throwIfAborted();
      await runInstruction(test, instruction, options);
      results.push({ index, type, status: 'passed' });
    } catch (error) {
      const message = describeFailure(error, instruction, options.deployed);
      results.push({ index, type, status: 'failed', message });
      return {
        status: 'failed',
        message: `testCases[${options.index}].instructions[${index}] ${type}\n${message}`,
        instructions: [...results, ...skipAll(testCase, index + 1)],
      };
    }
  }
  return { status: 'passed', instructions: results };
}

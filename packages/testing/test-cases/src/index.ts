export type { FileProblem } from './format/describe-issue.ts';
export { type ParsedTestCases, parseTestCases } from './format/parse-test-cases.ts';
export {
  type TestCase,
  type TestCaseInstruction,
  type TestCasesFile,
  testCasesFile,
} from './format/test-cases-file.schema.ts';
export type {
  ElementResult,
  InstanceResult,
  InstructionResult,
  TestCaseResult,
  TestCasesResult,
} from './run/results.ts';
export { runTestCases, type RunTestCasesOptions, type TestCasesProgress } from './run/run-test-cases.ts';

import type { JsonObject } from '@jobwright/json';

/** How one instruction of a test case went. */
export interface InstructionResult {
  /** From 0. */
  readonly index: number;
  readonly type: string;
  /** `skipped`: an earlier one failed. */
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it failed. */
  readonly message?: string;
}

/** What a process instance passed during a test case. */
export interface InstanceResult {
  readonly processInstanceKey: string;
  readonly processId: string;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  /** In the order in which they were entered. */
  readonly path: readonly ElementResult[];
  /** Of the process instance itself. */
  readonly variables: JsonObject;
  /** Those that were not resolved. */
  readonly incidents: readonly {
    readonly elementId: string;
    readonly type: string;
    readonly message: string;
  }[];
}

/** One passage through an element. */
export interface ElementResult {
  readonly elementId: string;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
}

/** How a test case went. */
export interface TestCaseResult {
  readonly name: string;
  readonly description?: string;
  /** `refused`: it has an instruction that is not supported, and was not run. It counts as failed. */
  readonly status: 'passed' | 'failed' | 'refused';
  readonly durationMs: number;
  /** Why it did not pass, in text of several lines. */
  readonly message?: string;
  readonly instructions: readonly InstructionResult[];
  /** In the order in which they were started; at most 100. */
  readonly instances: readonly InstanceResult[];
  /** What went on unnoticed: a conditional behaviour that failed, a warning about a model. */
  readonly warnings: readonly string[];
}

/** How the test cases of a file went, in the order of the file. */
export interface TestCasesResult {
  readonly testCases: readonly TestCaseResult[];
}

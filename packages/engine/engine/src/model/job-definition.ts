import type { Expression } from './expression.ts';

/** The job of an element. */
export interface JobDefinition {
  readonly jobType: Expression;
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: 0. */
  readonly priority?: Expression;
}

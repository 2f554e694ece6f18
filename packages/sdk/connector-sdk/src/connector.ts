import type { ErrorTable } from './define-errors.ts';
import type { Operation } from './define-operation.ts';
import type { TemplateFacts } from './template-facts.ts';

/** A connector: frozen data and pure functions. Any runtime takes it; it knows none. */
export interface Connector {
  readonly type: string;
  readonly name: string;
  readonly template: TemplateFacts | undefined;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Runs when nothing in a job names an operation. */
  readonly defaultOperation: string | undefined;
  /**
   * The process variables its inputs are made of, to fetch no others; `undefined` when a schema leaves that
   * open.
   */
  readonly inputVariables: readonly string[] | undefined;
  /** Its error codes, for documentation and tools; `undefined` when it does not say. */
  readonly errors: ErrorTable | undefined;
}

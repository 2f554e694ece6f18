import type { DocumentInput, DocumentReference } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import type { HttpContext } from '@jobwright/http-client';
import type { ExpressionSettings } from '../expressions/expression-settings.ts';

/** What functions in inputs may use. */
export interface FunctionContext extends HttpContext {
  /** Reads a whole document. All that the functions of one job read is bounded. */
  readonly readDocument: (document: DocumentInput) => Promise<Uint8Array>;
  /** Undefined: the store has no links. */
  readonly createLink:
    ((document: DocumentReference, timeToLiveMs: number | undefined) => Promise<string>) | undefined;
  readonly expressions: ExpressionSettings;
  /** Where tokens of GitHub Apps come from. */
  readonly githubApiUrl: string;
}

/** A function of Camunda's that a model writes into an input. Its parameters are JSON; those left out are null. */
export interface IntrinsicFunction {
  readonly required: number;
  readonly optional: number;
  /** @throws WrongParameter, and failures of the SDK */
  readonly call: (parameters: readonly JsonValue[], context: FunctionContext) => Promise<JsonValue>;
}

/** A parameter is not what the function takes; the message follows its number. */
export class WrongParameter extends Error {
  readonly index: number;

  constructor(index: number, problem: string, cause?: unknown) {
    super(problem, { cause });
    this.index = index;
  }
}

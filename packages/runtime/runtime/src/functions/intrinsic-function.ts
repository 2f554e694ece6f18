import type { DocumentInput, DocumentReference } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import type { HttpContext } from '@jobwright/http-client';
import type { ExpressionSettings } from '../expressions/expression-settings.ts';

/** What functions in inputs can use. */
export interface FunctionContext extends HttpContext {
  /** Reads a whole document. What the functions of one job read together is bounded. */
  readonly readDocument: (document: DocumentInput) => Promise<Uint8Array>;
  /** `undefined`: the store has no links. */
  readonly createLink:
    ((document: DocumentReference, timeToLiveMs: number | undefined) => Promise<string>) | undefined;
  readonly expressions: ExpressionSettings;
  /** Fetches tokens of GitHub Apps. */
  readonly githubApiUrl: string;
}

/**
 * A function of Camunda that a model can use in an input. Its parameters are JSON; those left out are null.
 */
export interface IntrinsicFunction {
  readonly required: number;
  readonly optional: number;
  /** @throws WrongParameter, and failures of the SDK */
  readonly call: (parameters: readonly JsonValue[], context: FunctionContext) => Promise<JsonValue>;
}

/**
 * A parameter is not what the function accepts. The message continues a sentence that begins with the
 * parameter.
 */
export class WrongParameter extends Error {
  readonly index: number;

  constructor(index: number, problem: string, cause?: unknown) {
    super(problem, { cause });
    this.index = index;
  }
}

import type { JsonObject } from '@jobwright/json';

/**
 * What a connector throws tells the runtime what to do next. The marker is shared by every installed copy of
 * this package, so a failure thrown through one copy is recognised by another.
 */
const MARKER = Symbol.for('jobwright.connector-failure');

/**
 * What the runtime does with a failure: `input` and `connector` end the job, `retryable` tries again, `bpmn`
 * throws a BPMN error.
 */
export type FailureKind = 'input' | 'connector' | 'retryable' | 'bpmn';

/** What is known about a failure. */
export interface FailureOptions {
  /**
   * From the connector's own table; upper case, never renamed. The error expression of a model matches it.
   */
  readonly code: string;
  /** What failed, with which value (never a secret), and what to do. */
  readonly message: string;
  /** What the error expression sees as `error.variables`. */
  readonly variables?: JsonObject | undefined;
  /**
   * What an incident says behind the message, for people, e.g. the beginning of an answer. At most 200
   * characters of it are shown, secrets in it are hidden, and no expression sees it. Default: nothing.
   */
  readonly detail?: string | undefined;
  /** The HTTP request that failed, for the log. Default: the one that `callHttp` was called for. */
  readonly request?: FailedRequest | undefined;
  readonly cause?: unknown;
}

/** An HTTP request that failed, as the log shows it. */
export interface FailedRequest {
  /** In upper case. */
  readonly method: string;
  /** With the port, if it is not the usual one. */
  readonly host: string;
}

abstract class ConnectorFailureBase extends Error {
  abstract readonly kind: FailureKind;
  readonly code: string;
  readonly variables: JsonObject;
  readonly detail: string | undefined;
  readonly request: FailedRequest | undefined;

  constructor(options: FailureOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.variables = options.variables ?? {};
    this.detail = options.detail;
    this.request = options.request;
    Object.defineProperty(this, MARKER, { value: true });
  }
}

/** One field that is wrong. */
export interface InputIssue {
  /** Where in the input, e.g. `authentication.token` or `headers[2]`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** The input is wrong: the job fails without retries, and an incident lists the fields. */
export class InputError extends ConnectorFailureBase {
  override readonly name = 'InputError';
  readonly kind = 'input';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], options: { readonly cause?: unknown } = {}) {
    const message = issues
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; ');
    super({ code: 'INPUT_INVALID', message, ...options });
    this.issues = issues;
  }
}

/** Trying again would not help: the job fails without retries. */
export class ConnectorError extends ConnectorFailureBase {
  override readonly name = 'ConnectorError';
  readonly kind = 'connector';
}

/** What is known about a failure that is tried again. */
export interface RetryOptions extends FailureOptions {
  /** Milliseconds until the next attempt at the earliest. Default: the back-off of the task. */
  readonly retryAfterMs?: number | undefined;
  /** Attempts the job has from now on. Default: one less than before. */
  readonly retriesLeft?: number | undefined;
  /**
   * The other side did nothing and asked to wait, as a rate limit does: the job keeps its retries. A runtime
   * bounds how long a job may wait so in all; beyond it each attempt costs a retry again. Not with
   * `retriesLeft`. Default false.
   */
  readonly keepsRetries?: boolean | undefined;
}

/**
 * Trying again may help: the job fails with one retry less and a back-off. With an `InputError` among its
 * causes none is left.
 */
export class RetryableError extends ConnectorFailureBase {
  override readonly name = 'RetryableError';
  readonly kind = 'retryable';
  /** Milliseconds the other side asked to wait; the back-off of the task is used when it is longer. */
  readonly retryAfterMs: number | undefined;
  /**
   * Attempts the job has from now on; with 0 it becomes an incident. Default: one less than before
   * (`context.job.retries - 1`).
   */
  readonly retriesLeft: number | undefined;
  /** Whether the wait costs no retry. */
  readonly keepsRetries: boolean;

  constructor(options: RetryOptions) {
    super(options);
    this.retryAfterMs = options.retryAfterMs;
    this.retriesLeft = options.retriesLeft;
    this.keepsRetries = options.keepsRetries ?? false;
  }
}

/** A business outcome: the job throws a BPMN error, for a boundary event to catch. */
export class BpmnError extends ConnectorFailureBase {
  override readonly name = 'BpmnError';
  readonly kind = 'bpmn';
}

/** What an operation throws to say what should happen to the job. */
export type ConnectorFailure = InputError | ConnectorError | RetryableError | BpmnError;

/** Whether a thrown value is one of the four failures, from whichever copy of this package. */
export function isConnectorFailure(value: unknown): value is ConnectorFailure {
  try {
    return value instanceof Error && MARKER in value;
  } catch {
    // A proxy may throw at whoever looks at it.
    return false;
  }
}

/** Says which HTTP request a failure comes from, unless it says so itself. Returns what was thrown. */
export function withRequest(thrown: unknown, request: FailedRequest): unknown {
  if (isConnectorFailure(thrown) && thrown.request === undefined)
    Object.defineProperty(thrown, 'request', { value: request, configurable: true, enumerable: true });
  return thrown;
}

/**
 * Whether one of the causes of what was thrown, however deep, is an `InputError`: another attempt meets the
 * same input.
 */
export function hasInputCause(thrown: unknown): boolean {
  const seen = new Set<unknown>();
  try {
    let current = thrown;
    while (current instanceof Error && !seen.has(current)) {
      seen.add(current);
      current = current.cause;
      if (isConnectorFailure(current) && current.kind === 'input') return true;
    }
    return false;
  } catch {
    // A proxy may throw at whoever looks at it.
    return false;
  }
}

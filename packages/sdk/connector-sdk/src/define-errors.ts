import {
  BpmnError,
  ConnectorError,
  type FailureOptions,
  RetryableError,
  type RetryOptions,
} from './connector-failure.ts';

/** A row of an error table: what a code means, and what the runtime does next. */
export interface ErrorRule {
  /**
   * Whether another attempt may help. A text says on what it depends, e.g.
   * `unless the store refused it for good`.
   */
  readonly retry: boolean | string;
  /**
   * Whether another attempt costs no retry, as after a rate limit: the service did nothing and asked to wait.
   * Only with `retry: true`. Default false.
   */
  readonly keepsRetries?: boolean;
  /** What happened, in the words of the README, e.g. `the server refused every recipient`. */
  readonly when?: string;
  /** What whoever sees it can do about it. */
  readonly advice: string;
  /**
   * A business outcome: a BPMN error, for a boundary event to catch. Only with `retry: false`. Default false.
   */
  readonly bpmn?: boolean;
}

/** A connector's codes with their rules: frozen, plain data. */
export type ErrorTable = Readonly<Record<string, ErrorRule>>;

/** What is known about one failure. */
export type ErrorFacts = Omit<FailureOptions, 'code'>;

/** What is known about one failure that is tried again. */
export type RetryFacts = Omit<RetryOptions, 'code'>;

/** What is known about one failure whose code leaves open whether it is tried again. */
export interface ChosenRetryFacts extends RetryFacts {
  readonly retry: boolean;
}

/** Makes the failure of one code, as its rule says. */
export type ErrorFactory<Rule extends ErrorRule> = Rule extends { readonly bpmn: true }
  ? (facts: ErrorFacts) => BpmnError
  : Rule extends { readonly retry: true }
    ? (facts: RetryFacts) => RetryableError
    : Rule extends { readonly retry: false }
      ? (facts: ErrorFacts) => ConnectorError
      : (facts: ChosenRetryFacts) => ConnectorError | RetryableError;

/**
 * A function for each code, and the table they come from. `4xx` stands for many codes and has no function.
 */
export type ErrorDefinition<Table extends ErrorTable> = {
  readonly [Code in keyof Table as Code extends `${number}xx` ? never : Code]: ErrorFactory<Table[Code]>;
} & { readonly table: Table };

/** The codes of a definition, e.g. `ErrorCodeOf<typeof chatErrors>`. */
export type ErrorCodeOf<Definition extends { readonly table: ErrorTable }> =
  `${Extract<keyof Definition['table'], string | number>}`;

/**
 * Defines all errors of a connector in one table. `errors.CODE({ message, variables, cause })` makes the
 * failure: with `retry: true` a `RetryableError` (which also takes `retryAfterMs` and `retriesLeft`), with
 * `retry: false` a `ConnectorError`, with `bpmn: true` a `BpmnError`; where `retry` is a text, the caller
 * decides with `retry: true` or `false`. A code is upper case (`CHAT_BUSY`) or a status of HTTP (`404`, or
 * `4xx` for all from 400 to 499 without a row of their own).
 * @throws Error that names each row that is wrong
 * @example
 * const errors = defineErrors({
 *   SMS_BUSY: { retry: true, advice: 'Nothing: it is tried again.' },
 *   SMS_REFUSED: { retry: false, advice: 'Correct the number.' },
 * });
 */
export function defineErrors<const Table extends ErrorTable>(table: Table): ErrorDefinition<Table>;
export function defineErrors(table: ErrorTable): object {
  const problems = Object.entries(table).flatMap(([code, rule]) =>
    listProblems(code, rule).map((problem) => `${code} ${problem}`),
  );
  if (problems.length > 0) throw new Error(`The error table is not valid: ${problems.join('; ')}`);
  const rules = Object.entries(table).map(([code, rule]) => [code, Object.freeze({ ...rule })] as const);
  const factories = rules
    .filter(([code]) => !code.endsWith('xx'))
    .map(([code, rule]) => [code, createFactory(code, rule)] as const);
  return Object.freeze({ ...Object.fromEntries(factories), table: Object.freeze(Object.fromEntries(rules)) });
}

const CODE = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[45](?:\d\d|xx))$/;

function listProblems(
  code: string,
  { retry, keepsRetries, when, advice, bpmn }: ErrorRule,
): readonly string[] {
  const problems: string[] = [];
  if (!CODE.test(code)) problems.push('must be written like CHAT_BUSY, 404 or 4xx');
  if (code === 'INPUT_INVALID') problems.push('belongs to InputError');
  if (advice.trim() === '') problems.push('has no advice');
  if (when?.trim() === '') problems.push('has a blank "when"');
  if (typeof retry === 'string' && retry.trim() === '') problems.push('has a blank "retry"');
  if (keepsRetries === true && retry !== true) problems.push('keeps retries, but is not always tried again');
  if (bpmn === true && retry !== false) problems.push('is a BPMN error, which is never tried again');
  return problems;
}

function createFactory(code: string, { retry, keepsRetries, bpmn }: ErrorRule) {
  if (bpmn === true) return (facts: ErrorFacts) => new BpmnError({ ...facts, code });
  if (retry === true) return (facts: RetryFacts) => new RetryableError({ keepsRetries, ...facts, code });
  if (retry === false) return (facts: ErrorFacts) => new ConnectorError({ ...facts, code });
  return ({ retry: mayPass, ...facts }: ChosenRetryFacts) =>
    mayPass ? new RetryableError({ ...facts, code }) : new ConnectorError({ ...facts, code });
}

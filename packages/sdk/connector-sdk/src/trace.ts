import { isConnectorFailure } from './connector-failure.ts';
import type { Destination } from './outbound-network.ts';

/** Attributes of a span by their names, e.g. `server.address`. */
export type TraceAttributes = Readonly<Record<string, string | number | boolean>>;

/**
 * Where a connector tells what it does, so that it is seen as part of the job's trace. The secrets of the job
 * are hidden in names and attributes; values of its variables do not belong there.
 */
export interface Trace {
  /** Whether anybody keeps spans. When not, skip what only makes attributes. */
  readonly isOn: boolean;
  /**
   * `traceparent` and `tracestate` for a call to this machine, so that what happens there joins the trace.
   * Empty: none is to be sent.
   * @see https://www.w3.org/TR/trace-context/
   */
  headersFor(destination: Pick<Destination, 'host' | 'port'>): Readonly<Record<string, string>>;
  /** Begins a span below this one; who begins it ends it. `runInSpan` does both. */
  start(name: string, attributes?: TraceAttributes): TraceSpan;
}

/** A span, and the place where those below it begin. */
export interface TraceSpan extends Trace {
  /** Adds attributes. */
  set(attributes: TraceAttributes): void;
  /** Ends it; a second time is nothing. A code marks it as failed; no message, which may hold data. */
  end(failureCode?: string): void;
}

const NO_HEADERS = Object.freeze({});

/** Nobody keeps spans: no header is sent, and nothing is spent. */
export const noTrace: TraceSpan = Object.freeze<TraceSpan>({
  isOn: false,
  headersFor: () => NO_HEADERS,
  start: () => noTrace,
  set: () => undefined,
  end: () => undefined,
});

/** Does the work within a span, which ends with it. */
export async function runInSpan<Answer>(
  trace: Trace,
  { name, attributes }: { readonly name: string; readonly attributes?: TraceAttributes },
  work: (span: TraceSpan) => Promise<Answer>,
): Promise<Answer> {
  const span = trace.start(name, attributes);
  try {
    const answer = await work(span);
    span.end();
    return answer;
  } catch (error) {
    span.end(toFailureCode(error));
    throw error;
  }
}

/** What a span may say of an error: its code, else its name. */
export function toFailureCode(error: unknown): string {
  try {
    if (isConnectorFailure(error)) return error.code;
    if (!(error instanceof Error)) return 'UNEXPECTED';
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  } catch {
    return 'UNEXPECTED';
  }
}

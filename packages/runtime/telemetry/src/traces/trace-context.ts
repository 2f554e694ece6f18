import { createTraceState, isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
/** A later version may add more, but not without a limit. */
const MAX_TRACEPARENT = 128;
const MAX_TRACESTATE = 512;

/**
 * Reads a trace context from a process variable: the text of a `traceparent`, or an object of `traceparent`
 * and `tracestate`. `undefined`: it is not one. Whoever started the process may have written anything.
 * @see https://www.w3.org/TR/trace-context/
 */
export function readTraceContext(value: JsonValue | undefined): SpanContext | undefined {
  const { traceparent, tracestate }: JsonObject = isJsonObject(value)
    ? value
    : { traceparent: value ?? null };
  if (typeof traceparent !== 'string' || traceparent.length > MAX_TRACEPARENT) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(traceparent) ?? [];
  if (version === undefined || (version === '00' && more !== undefined)) return undefined;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const found: SpanContext = { traceId, spanId, traceFlags, isRemote: true };
  if (!isSpanContextValid(found)) return undefined;
  return typeof tracestate === 'string' && tracestate.length <= MAX_TRACESTATE
    ? { ...found, traceState: createTraceState(tracestate) }
    : found;
}

/** The headers of a trace context. */
export function writeTraceContext({
  traceId,
  spanId,
  traceFlags,
  traceState,
}: SpanContext): Readonly<Record<string, string>> {
  const flags = (traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0');
  const traceparent = `00-${traceId}-${spanId}-${flags}`;
  const tracestate = traceState?.serialize() ?? '';
  return tracestate === '' ? { traceparent } : { traceparent, tracestate };
}

/**
 * The value to write back into the variable: an object where there is a `tracestate` or was an object,
 * otherwise the text.
 */
export function variableOf(context: SpanContext, before: JsonValue | undefined): string | JsonObject {
  const written = writeTraceContext(context);
  const { traceparent = '' } = written;
  return isJsonObject(before) || 'tracestate' in written ? { ...written } : traceparent;
}

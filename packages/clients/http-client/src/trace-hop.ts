import { toFailureCode, type Trace } from '@jobwright/connector-sdk';
import type { HopResponse } from './dispatch-hop.ts';
import type { HttpHop } from './http-hop.ts';

interface TraceOptions {
  readonly trace: Trace;
  /** How often the request was sent before. */
  readonly resends: number;
}

type Open = (hop: HttpHop, onEnd: (failure: Error | undefined) => void) => Promise<HopResponse>;

/**
 * Reports one request as a span, from before its connection to the end of its response, and adds the trace
 * context to its headers unless the model has set `traceparent`. The span contains neither credentials nor
 * the query.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export async function traceHop(
  hop: HttpHop,
  { trace, resends }: TraceOptions,
  open: Open,
): Promise<HopResponse> {
  const { method, target } = hop;
  const span = trace.start(method, {
    'http.request.method': method,
    'server.address': target.hostname,
    'server.port': target.port,
    'url.full': target.label,
    'url.scheme': target.isSecure ? 'https' : 'http',
    ...(resends > 0 && { 'http.request.resend_count': resends }),
  });
  const isGiven = hop.headers.some(([name]) => name.toLowerCase() === 'traceparent');
  const further = isGiven
    ? []
    : Object.entries(span.headersFor({ host: target.hostname, port: target.port }));
  // A short response may end before its head is processed here.
  let status: number | undefined;
  let isOver = false;
  const finish = (): void => {
    if (isOver && status !== undefined) span.end(status >= 400 ? String(status) : undefined);
  };
  const onEnd = (failure: Error | undefined): void => {
    if (failure !== undefined) return span.end(toFailureCode(failure));
    isOver = true;
    finish();
  };
  try {
    const response = await open({ ...hop, headers: [...hop.headers, ...further] }, onEnd);
    ({ status } = response);
    span.set({ 'http.response.status_code': status });
    finish();
    return response;
  } catch (error) {
    span.end(toFailureCode(error));
    throw error;
  }
}

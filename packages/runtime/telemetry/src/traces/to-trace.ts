import {
  isSpanContextValid,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace as api,
  type Tracer,
  type Context,
} from '@opentelemetry/api';
import { noTrace, type Trace, type TraceSpan } from '@jobwright/connector-sdk';
import { writeTraceContext } from './trace-context.ts';

/** Whether the trace context goes along to a machine. */
export type Propagates = (destination: { readonly host: string; readonly port: number }) => boolean;

interface TraceParts {
  readonly tracer: Tracer;
  readonly propagates: Propagates;
  /** Holds the span. */
  readonly context: Context;
}

/** The span of OpenTelemetry as connectors see it: what they begin are calls to others, below it. */
export function toTrace(span: Span, { tracer, propagates, context }: TraceParts): Trace {
  if (!isSpanContextValid(span.spanContext())) return noTrace;
  return {
    isOn: true,
    headersFor: (destination) =>
      propagates(destination) ? writeTraceContext(span.spanContext()) : noTrace.headersFor(destination),
    start(name, attributes = {}) {
      const child = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, context);
      return toTraceSpan(child, { tracer, propagates, context: api.setSpan(context, child) });
    },
  };
}

function toTraceSpan(span: Span, parts: TraceParts): TraceSpan {
  let isOver = false;
  return {
    ...toTrace(span, parts),
    set: (attributes) => void (isOver || span.setAttributes(attributes)),
    end(failureCode) {
      if (isOver) return;
      isOver = true;
      if (failureCode !== undefined) {
        span.setAttribute('error.type', failureCode);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}

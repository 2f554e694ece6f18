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

/** Whether calls to a machine carry the trace context. */
export type Propagates = (destination: { readonly host: string; readonly port: number }) => boolean;

interface TraceParts {
  readonly tracer: Tracer;
  readonly propagates: Propagates;
  /** Contains the span. */
  readonly context: Context;
}

/** A span of OpenTelemetry as connectors see it. The spans that they start are calls to others, below it. */
export function createTrace(span: Span, { tracer, propagates, context }: TraceParts): Trace {
  if (!isSpanContextValid(span.spanContext())) return noTrace;
  return {
    isOn: true,
    headersFor: (destination) =>
      propagates(destination) ? writeTraceContext(span.spanContext()) : noTrace.headersFor(destination),
    start(name, attributes = {}) {
      const child = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, context);
      return createTraceSpan(child, { tracer, propagates, context: api.setSpan(context, child) });
    },
  };
}

function createTraceSpan(span: Span, parts: TraceParts): TraceSpan {
  let isOver = false;
  return {
    ...createTrace(span, parts),
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

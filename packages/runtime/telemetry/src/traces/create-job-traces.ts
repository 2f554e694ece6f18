import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { isJsonObject, type JsonValue, parseJson } from '@jobwright/json';
import type { ActivatedJob, JobObserver } from '@jobwright/runtime';
import { toErrorCode } from '../to-error-code.ts';
import { type Propagates, toTrace } from './to-trace.ts';
import { readTraceContext, toVariable } from './trace-context.ts';

export interface JobTracesOptions {
  /**
   * The process variable that holds the trace context of whoever started the process, as a text (`traceparent`) or an object of
   * `traceparent` and `tracestate`. What is not of that form is ignored. Default: none, each job begins a trace.
   */
  readonly variable?: string;
  /** Whether a job that completes writes its own context into the variable, so that the next job goes on from there. Default false. */
  readonly writesVariable?: boolean;
  /** Which machines get `traceparent` and `tracestate` with a call. Default: all. */
  readonly propagatesTo?: Propagates;
  /** Default: the one of the global OpenTelemetry API. */
  readonly tracer?: Tracer;
}

/**
 * A span for each job, and one below it for each call of its connector to another machine. Nothing happens until the application has
 * set up an OpenTelemetry SDK, which also decides what is sampled.
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function createJobTraces(options: JobTracesOptions = {}): JobObserver {
  const tracer = options.tracer ?? trace.getTracer('@jobwright/telemetry');
  const { variable, writesVariable = false, propagatesTo: propagates = () => true } = options;
  return {
    ...(variable !== undefined && { variables: [variable] }),
    activated(job) {
      const given = readVariable(job, variable);
      const remote = readTraceContext(given);
      const parent = remote === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
      const span = tracer.startSpan(
        `process ${job.type}`,
        { kind: SpanKind.CONSUMER, attributes: toAttributes(job) },
        parent,
      );
      const spanContext = span.spanContext();
      if (!isSpanContextValid(spanContext)) return {};
      const active = trace.setSpan(parent, span);
      return {
        trace: toTrace(span, { tracer, propagates, context: active }),
        logFields: { trace_id: spanContext.traceId, span_id: spanContext.spanId },
        started: () => void span.addEvent('started'),
        run: (work) => context.with(active, work),
        secret: (name, result) => {
          span.addEvent('secret', { 'jobwright.secret.name': name, 'jobwright.secret.result': result });
        },
        completes: () =>
          variable === undefined || !writesVariable
            ? undefined
            : { [variable]: toVariable(spanContext, given) },
        ended({ outcome, reason, retries }) {
          span.setAttribute('jobwright.outcome', outcome);
          if (retries !== undefined) span.setAttribute('jobwright.retries_left', retries);
          setStatus(span, outcome, reason);
          span.end();
        },
      };
    },
  };
}

function setStatus(span: Span, outcome: string, reason: string | undefined): void {
  if (outcome === 'complete' || outcome === 'handedBack') return;
  if (outcome === 'throwError') {
    // The process handles it: no error of this job.
    if (reason !== undefined) span.setAttribute('jobwright.bpmn_error_code', reason);
    return;
  }
  span.setAttribute('error.type', toErrorCode(reason) ?? outcome);
  span.setStatus({
    code: SpanStatusCode.ERROR,
    ...(reason !== undefined && { message: withoutBody(reason) }),
  });
}

/** Of an answer of HTTP the status and its reason: what an incident shows of the body stays out of traces. */
const withoutBody = (reason: string): string => reason.replace(/^(\d{3}: [^:]*):[^]*$/, '$1');

const toAttributes = (job: ActivatedJob) => ({
  'messaging.system': 'camunda',
  'messaging.operation.type': 'process',
  'messaging.destination.name': job.type,
  'messaging.message.id': job.key,
  'camunda.process.id': job.bpmnProcessId,
  'camunda.process.instance_key': job.processInstanceKey,
  'camunda.process.definition_key': job.processDefinitionKey,
  'camunda.element.id': job.elementId,
  'camunda.element.instance_key': job.elementInstanceKey,
  'camunda.tenant.id': job.tenantId,
  'camunda.job.retries': job.retries,
});

function readVariable(job: ActivatedJob, variable: string | undefined): JsonValue | undefined {
  if (variable === undefined || !job.variables.includes(JSON.stringify(variable))) return undefined;
  const variables = parseJson(job.variables);
  return isJsonObject(variables) && Object.hasOwn(variables, variable) ? variables[variable] : undefined;
}

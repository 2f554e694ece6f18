import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { isJsonObject, parseJson } from '@jobwright/connector-sdk';
import type { ActivatedJob, JobObserver } from '@jobwright/runtime';

export interface JobTracesOptions {
  /**
   * The process variable that holds the trace context of whoever started the process, as a text (`traceparent`) or an object of
   * `traceparent` and `tracestate`. The connector's inputs must fetch it. Default: none, each job begins a trace.
   */
  readonly variable?: string;
  /** Default: the one of the global OpenTelemetry API. */
  readonly tracer?: Tracer;
}

/**
 * A span for each job, around the connector, so that what it calls becomes a child. Nothing happens until the application has
 * set up an OpenTelemetry SDK.
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function createJobTraces(options: JobTracesOptions = {}): JobObserver {
  const tracer = options.tracer ?? trace.getTracer('@jobwright/telemetry');
  return {
    activated(job) {
      const parent = toParent(job, options.variable);
      const span = tracer.startSpan(
        `process ${job.type}`,
        { kind: SpanKind.CONSUMER, attributes: toAttributes(job) },
        parent,
      );
      if (!span.isRecording()) return {};
      const active = trace.setSpan(parent, span);
      return {
        started: () => void span.addEvent('started'),
        run: (work) => context.with(active, work),
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
  span.setAttribute('error.type', reason?.split(':')[0] ?? outcome);
  span.setStatus({ code: SpanStatusCode.ERROR, ...(reason !== undefined && { message: reason }) });
}

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

function toParent(job: ActivatedJob, variable: string | undefined): Context {
  if (variable === undefined || !job.variables.includes(`"${variable}"`)) return ROOT_CONTEXT;
  const carrier = toCarrier(parseJson(job.variables), variable);
  return carrier === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, carrier);
}

function toCarrier(variables: unknown, name: string): Readonly<Record<string, string>> | undefined {
  const value = isJsonObject(variables) ? variables[name] : undefined;
  if (typeof value === 'string') return { traceparent: value };
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    ['traceparent', 'tracestate'].flatMap((key) => {
      const text = value[key];
      return typeof text === 'string' ? [[key, text]] : [];
    }),
  );
}

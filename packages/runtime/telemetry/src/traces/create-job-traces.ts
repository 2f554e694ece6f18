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
import { readErrorCode } from '../read-error-code.ts';
import { createTrace, type Propagates } from './create-trace.ts';
import { readTraceContext, variableOf } from './trace-context.ts';

/** How the traces of jobs are connected with others. */
export interface JobTracesOptions {
  /**
   * The process variable with the trace context of whoever started the process, as a text (`traceparent`) or
   * an object of `traceparent` and `tracestate`. A value of another form is ignored. Default: none, each job
   * starts a trace.
   */
  readonly variable?: string;
  /**
   * Whether a job that completes writes its own context into the variable, so that the next job continues
   * from there. Default false.
   */
  readonly writesVariable?: boolean;
  /** Which machines get `traceparent` and `tracestate` with a call. Default: all. */
  readonly propagatesTo?: Propagates;
  /** Default: that of the global OpenTelemetry API. */
  readonly tracer?: Tracer;
  /**
   * The name of the cluster: the attribute `jobwright.cluster` of each job's span. Default: none, or that of
   * `startConnectors` where there are several.
   */
  readonly cluster?: string;
}

/**
 * Creates an observer that makes a span for each job, and one below it for each call of its connector to
 * another machine. Nothing happens until the application has set up an OpenTelemetry SDK, which also decides
 * what is sampled.
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function createJobTraces(options: JobTracesOptions = {}): JobObserver {
  const tracer = options.tracer ?? trace.getTracer('@jobwright/telemetry');
  const { variable, cluster, writesVariable = false, propagatesTo: propagates = () => true } = options;
  return {
    ...(variable !== undefined && { variables: [variable] }),
    forCluster: (name) => createJobTraces({ ...options, cluster: name }),
    activated(job) {
      const given = readVariable(job, variable);
      const remote = readTraceContext(given);
      const parent = remote === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
      const span = tracer.startSpan(
        `process ${job.type}`,
        { kind: SpanKind.CONSUMER, attributes: attributesOf(job, cluster) },
        parent,
      );
      const spanContext = span.spanContext();
      if (!isSpanContextValid(spanContext)) return {};
      const active = trace.setSpan(parent, span);
      return {
        trace: createTrace(span, { tracer, propagates, context: active }),
        logFields: { trace_id: spanContext.traceId, span_id: spanContext.spanId },
        started: () => void span.addEvent('started'),
        run: (work) => context.with(active, work),
        secret: (name, result) => {
          span.addEvent('secret', { 'jobwright.secret.name': name, 'jobwright.secret.result': result });
        },
        completes: () =>
          variable === undefined || !writesVariable
            ? undefined
            : { [variable]: variableOf(spanContext, given) },
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
    // The process handles it: it is not an error of this job.
    if (reason !== undefined) span.setAttribute('jobwright.bpmn_error_code', reason);
    return;
  }
  span.setAttribute('error.type', readErrorCode(reason) ?? outcome);
  span.setStatus({
    code: SpanStatusCode.ERROR,
    ...(reason !== undefined && { message: withoutBody(reason) }),
  });
}

/**
 * Only the status and its reason of an HTTP answer: the part of the body that an incident shows stays out of
 * traces.
 */
const withoutBody = (reason: string): string => reason.replace(/^(\d{3}: [^:]*):[^]*$/, '$1');

const attributesOf = (job: ActivatedJob, cluster: string | undefined) => ({
  ...(cluster !== undefined && { 'jobwright.cluster': cluster }),
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
  ...(job.physicalTenantId !== undefined && { 'camunda.physical_tenant.id': job.physicalTenantId }),
  ...(job.priority !== undefined && { 'camunda.job.priority': job.priority }),
  ...(job.businessId !== undefined && { 'camunda.process.business_id': job.businessId }),
  ...(job.tags !== undefined && { 'camunda.process.tags': [...job.tags] }),
});

function readVariable(job: ActivatedJob, variable: string | undefined): JsonValue | undefined {
  if (variable === undefined || !job.variables.includes(JSON.stringify(variable))) return undefined;
  const variables = parseJson(job.variables);
  return isJsonObject(variables) && Object.hasOwn(variables, variable) ? variables[variable] : undefined;
}

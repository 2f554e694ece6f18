import {
  type Logger,
  noTrace,
  type Trace,
  type TraceAttributes,
  type TraceSpan,
} from '@jobwright/connector-sdk';
import type { Mask } from '../secrets/mask.ts';

/**
 * An observer's trace for a connector: secrets of the job are hidden in it, and no mistake in it reaches the
 * job.
 */
export function createJobTrace(trace: Trace, mask: Mask, logger: Logger): Trace {
  if (!trace.isOn) return noTrace;
  const safely = <Value>(report: () => Value, otherwise: Value): Value => {
    try {
      return report();
    } catch (error) {
      logger.error({ error }, 'Tracing failed');
      return otherwise;
    }
  };
  const hide = (attributes: TraceAttributes): TraceAttributes =>
    Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        typeof value === 'string' ? mask.text(value) : value,
      ]),
    );
  const wrap = (inner: Trace): Trace => ({
    isOn: true,
    headersFor: (destination) => safely(() => inner.headersFor(destination), noTrace.headersFor(destination)),
    start: (name, attributes = {}) =>
      safely(() => wrapSpan(inner.start(mask.text(name), hide(attributes))), noTrace),
  });
  const wrapSpan = (span: TraceSpan): TraceSpan => ({
    ...wrap(span),
    set: (attributes) => safely(() => span.set(hide(attributes)), undefined),
    end: (failureCode) =>
      safely(() => span.end(failureCode === undefined ? undefined : mask.code(failureCode)), undefined),
  });
  return wrap(trace);
}

import {
  type Logger,
  noTrace,
  type Trace,
  type TraceAttributes,
  type TraceSpan,
} from '@jobwright/connector-sdk';
import type { Mask } from '../secrets/mask.ts';

/** What a connector gets of an observer's trace: no secret of the job passes, and no mistake in it reaches the job. */
export function createJobTrace(trace: Trace, mask: Mask, logger: Logger): Trace {
  if (!trace.isOn) return noTrace;
  const safely = <Value>(tell: () => Value, otherwise: Value): Value => {
    try {
      return tell();
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

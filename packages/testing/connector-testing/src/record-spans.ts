import type { Trace, TraceAttributes } from '@jobwright/connector-sdk';
import type { JobObserver } from '@jobwright/runtime';

/** A span that a connector recorded. */
export interface RecordedSpan {
  readonly name: string;
  readonly attributes: TraceAttributes;
  /** Name of the span it is below; undefined: of the job itself. */
  readonly parent: string | undefined;
  /** `open`: nobody has ended it. */
  readonly state: 'open' | 'ended' | 'failed';
  /** Of one that failed. */
  readonly failureCode: string | undefined;
}

/** A trace that keeps its spans, to be looked at in a test. */
export interface SpanRecorder {
  /** For the option `observers`. */
  readonly observer: JobObserver;
  /** In the order of their beginnings. */
  readonly spans: readonly RecordedSpan[];
}

type Writable = { -readonly [Key in keyof RecordedSpan]: RecordedSpan[Key] };

/** Records the spans of a connector, to assert what they say and that they hold no secret. */
export function recordSpans(): SpanRecorder {
  const spans: Writable[] = [];
  const below = (parent: string | undefined): Trace => ({
    isOn: true,
    headersFor: () => ({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }),
    start(name, attributes = {}) {
      const span: Writable = { name, attributes, parent, state: 'open', failureCode: undefined };
      spans.push(span);
      return {
        ...below(name),
        set: (further) => {
          span.attributes = { ...span.attributes, ...further };
        },
        end(failureCode) {
          if (span.state !== 'open') return;
          span.state = failureCode === undefined ? 'ended' : 'failed';
          span.failureCode = failureCode;
        },
      };
    },
  });
  return { observer: { activated: () => ({ trace: below(undefined) }) }, spans };
}

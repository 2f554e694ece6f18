import { toError } from '../to-error.ts';
import { endsWithin } from '../waiting/ends-within.ts';

/** Lives as long as the runtime: what is opened in it is closed with it. Made by `createResourceScope`. */
export interface ResourceScope {
  /** Adds what has to be closed with the scope. @throws Error once the scope has been closed */
  onClose(close: () => Promise<void>): void;
}

/** A scope with its end: whoever made it closes it. */
export interface OwnedResourceScope extends ResourceScope {
  /** Closes all that was opened, whatever fails; never rejects. */
  close(options?: CloseOptions): Promise<void>;
}

/** For how long closing may take. */
export interface CloseOptions {
  /** Milliseconds; what is not closed by then is left alone. Default 5,000. */
  readonly timeoutMs?: number;
  /** Called with why something could not be closed, unless everything was. */
  readonly onFailures?: (failures: readonly Error[]) => void;
}

/** Makes a scope that holds pools and clients until it is closed, one for each runtime. */
export function createResourceScope(): OwnedResourceScope {
  const closers: (() => Promise<void>)[] = [];
  let isClosed = false;
  return {
    onClose(close) {
      // Nobody would close what is opened from now on.
      if (isClosed) throw new Error('The runtime has been shut down');
      closers.push(close);
    },
    async close({ timeoutMs = 5_000, onFailures } = {}) {
      isClosed = true;
      const closing = closers.splice(0).map((close) => Promise.resolve().then(close));
      const failures = await collectFailures(closing, timeoutMs);
      if (failures.length > 0) onFailures?.(failures);
    },
  };
}

async function collectFailures(
  closing: readonly Promise<void>[],
  timeoutMs: number,
): Promise<readonly Error[]> {
  const failures: Error[] = [];
  let open = closing.length;
  const all = closing.map((one) =>
    one
      .catch((reason: unknown) => failures.push(...listErrors(reason)))
      .finally(() => {
        open -= 1;
      }),
  );
  await endsWithin(timeoutMs, Promise.all(all));
  return open === 0 ? failures : [...failures, new Error(`${open} resources were not closed in time`)];
}

/** All errors behind a reason, those of an `AggregateError` one by one. */
export function listErrors(reason: unknown): readonly Error[] {
  if (reason instanceof AggregateError) return reason.errors.flatMap(listErrors);
  return [toError(reason)];
}

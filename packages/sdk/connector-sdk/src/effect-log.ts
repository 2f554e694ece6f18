import type { JsonObject } from '@jobwright/json';

/** What is known of the effect of one job. */
export interface EffectEntry {
  /** `started`: it may have happened. `done`: it has. `undone`: it has not, the other side said so. */
  readonly state: 'started' | 'done' | 'undone';
  /** What the connector has to know the next time; no secrets, and nothing personal. */
  readonly note: JsonObject;
  /** Counts the starts, from 1. */
  readonly attempt: number;
}

/**
 * Where a connector notes an effect that the other side cannot recognise as a repetition, such as a mail:
 * delivery is at least once, and what is noted here is not done again by the next delivery. Keys are
 * idempotency keys.
 */
export interface EffectLog {
  /** Whether entries outlive this process and are seen by the others that work on the same jobs. */
  readonly durable: boolean;
  find(key: string): Promise<EffectEntry | undefined>;
  /**
   * Notes that the effect is about to happen; kept for good once it resolves. Resolves to `undefined`, and
   * nothing is noted, when another delivery has begun since `after` was found.
   * @throws RetryableError `EFFECT_LOG_UNAVAILABLE`: then the effect must not happen
   */
  begin(
    key: string,
    options: { readonly note: JsonObject; readonly after: EffectEntry | undefined },
  ): Promise<EffectEntry | undefined>;
  /**
   * Notes how what was begun has ended.
   * @throws RetryableError `EFFECT_LOG_UNAVAILABLE`: it then counts as started
   */
  end(
    key: string,
    entry: EffectEntry,
    result: { readonly state: 'done' | 'undone'; readonly note: JsonObject },
  ): Promise<void>;
}

/** Remembers nothing: each delivery makes its effect again. */
export const noEffectLog: EffectLog = Object.freeze<EffectLog>({
  durable: false,
  find: () => Promise.resolve(undefined),
  begin: (_key, { note, after }) =>
    Promise.resolve({ state: 'started', note, attempt: (after?.attempt ?? 0) + 1 }),
  end: () => Promise.resolve(),
});

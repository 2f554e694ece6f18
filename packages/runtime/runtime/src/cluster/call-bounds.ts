/** How long a call may take, and what cancels it. */
export interface CallBounds {
  /** Of the whole call, including the wait for a token, in milliseconds; `Infinity` is no limit. */
  readonly timeoutMs: number;
  /** Cancels the call. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
}

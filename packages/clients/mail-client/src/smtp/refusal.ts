/** A recipient that the server did not take. */
export interface Refusal {
  readonly address: string;
  /** The server's words, without the login. */
  readonly response: string;
  /** How long to wait before the recipient may be taken; `undefined` when it never is. */
  readonly retryAfterMs: number | undefined;
}

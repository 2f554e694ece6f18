/** What the thread that asks says: which module does the work, and on what. */
export interface ToWorkThread {
  readonly module: string;
  readonly input: unknown;
}

/** What a thread says of its work: `begun` when it is loaded, then how it came out. */
export type FromWorkThread<Output> =
  | { readonly kind: 'begun' }
  | { readonly kind: 'done'; readonly output: Output }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };

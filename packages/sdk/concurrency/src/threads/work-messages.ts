/** To a worker thread: which module does the work, and its input. */
export interface ToWorkThread {
  readonly module: string;
  readonly input: unknown;
}

/** From a worker thread: `begun` when the module is loaded, then the result. */
export type FromWorkThread<Output> =
  | { readonly kind: 'begun' }
  | { readonly kind: 'done'; readonly output: Output }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };

/** What the engine has acknowledged so far. */
export interface Ledger {
  /** Process instance keys by order id. */
  readonly created: Map<string, string>;
  /** Keys of completed jobs. */
  readonly completed: Set<string>;
  /** The `charge` job that was acknowledged for an order. */
  readonly charged: Map<string, string>;
  /** Orders whose message was accepted. */
  readonly paid: Set<string>;
  /** Names of cluster variables. */
  readonly variables: Set<string>;
  /** Content by document reference. */
  readonly documents: Map<string, { readonly hash: string; readonly content: string }>;
  /** The version of the process that each file was deployed as. */
  readonly versions: Map<number, number>;
}

export const createLedger = (): Ledger => ({
  created: new Map(),
  completed: new Set(),
  charged: new Map(),
  paid: new Set(),
  variables: new Set(),
  documents: new Map(),
  versions: new Map(),
});

import type { JsonObject } from '@jobwright/json';

import type { Key } from './commands.ts';

/** A step to do within the running command. Instances that are gone by then are passed over. */
export type Work =
  | { readonly kind: 'activate'; readonly key: Key }
  | { readonly kind: 'complete'; readonly key: Key }
  /** Starts the listeners of a user task again. */
  | { readonly kind: 'listen'; readonly key: Key }
  /** Enters what waited in a scope for the end of others. */
  | { readonly kind: 'release'; readonly key: Key }
  /** Goes on with the end of an instance. */
  | { readonly kind: 'cancel'; readonly key: Key }
  | { readonly kind: 'terminate'; readonly key: Key }
  /** Does nothing itself: conditions are looked at after each step. */
  | { readonly kind: 'checkConditions'; readonly key: Key }
  /** Looks at the inclusive joins of a scope. */
  | { readonly kind: 'checkJoins'; readonly key: Key }
  /** An event happened to the instance: its own, or that of a boundary event on it. */
  | { readonly kind: 'trigger'; readonly key: Key; readonly nodeId: string; readonly variables: JsonObject };

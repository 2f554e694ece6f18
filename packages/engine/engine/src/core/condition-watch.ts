import type { JsonObject } from '@jobwright/json';
import type { ElementInstance } from './engine-state.ts';

/**
 * The variables of the element instances of one process instance, as its conditions last saw them. Derived
 * from the state.
 */
export type ConditionWatch = WeakMap<ElementInstance, JsonObject>;

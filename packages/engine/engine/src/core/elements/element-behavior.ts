import type { GraphNode } from '../../model/graph.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { Evaluation } from '../evaluate.ts';

/**
 * What comes after entering: the element waits, completes in a step of its own, or leaves at once, as
 * gateways do.
 */
export type Entered =
  | { readonly kind: 'waits' }
  /** For an execution listener: it enters again afterwards. */
  | { readonly kind: 'listens' }
  | { readonly kind: 'completes' }
  | { readonly kind: 'leaves'; readonly exit?: Exit };

/** Where the token goes: by some of the outgoing flows, or to another element. Default: by all flows. */
export type Exit = { readonly flowIds: readonly string[] } | { readonly targetId: string };

/** How one kind of element behaves. */
export interface ElementBehavior<Node extends GraphNode> {
  /**
   * What the element does once its input mappings are applied. What can fail comes first: an element that
   * stops with an incident has opened nothing and made nothing.
   */
  enter(engine: Engine, instance: ElementInstance, node: Node): Evaluation<Entered>;
}

export const waits: Evaluation<Entered> = { ok: true, value: { kind: 'waits' } };
export const listens: Evaluation<Entered> = { ok: true, value: { kind: 'listens' } };
export const completes: Evaluation<Entered> = { ok: true, value: { kind: 'completes' } };
export const leaves: Evaluation<Entered> = { ok: true, value: { kind: 'leaves' } };

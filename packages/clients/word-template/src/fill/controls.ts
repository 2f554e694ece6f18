import { WORD_LIMITS } from '../limits.ts';
import { WordError } from '../word-error.ts';
import type { Directive } from './directive.ts';

/** Items with the loops and conditions around them. */
export type Controlled<Item> =
  | { readonly kind: 'item'; readonly item: Item }
  | {
      readonly kind: 'each';
      readonly list: string;
      readonly as: string;
      readonly body: readonly Controlled<Item>[];
    }
  | {
      readonly kind: 'if';
      readonly condition: string;
      readonly then: readonly Controlled<Item>[];
      readonly otherwise: readonly Controlled<Item>[];
    };

/** An item, or a directive with what stands around it. */
export type ControlStep<Item> =
  { readonly item: Item } | { readonly directive: Directive; readonly around: string };

interface Open<Item> {
  readonly directive: Extract<Directive, { readonly kind: 'each' | 'if' }>;
  readonly around: string;
  readonly then: Controlled<Item>[];
  otherwise: Controlled<Item>[] | undefined;
}

/**
 * Puts loops and conditions around what stands between their directives.
 * @throws WordError `values` for one that is not closed, or closed and not opened
 */
export function parseControls<Item>(steps: Iterable<ControlStep<Item>>): readonly Controlled<Item>[] {
  const top: Controlled<Item>[] = [];
  const open: Open<Item>[] = [];
  const add = (node: Controlled<Item>): void => {
    const around = open.at(-1);
    (around === undefined ? top : (around.otherwise ?? around.then)).push(node);
  };
  for (const step of steps) {
    if ('item' in step) add({ kind: 'item', item: step.item });
    else if (step.directive.kind === 'each' || step.directive.kind === 'if') {
      if (open.length >= WORD_LIMITS.controlDepth)
        throw fail(step.around, `more than ${WORD_LIMITS.controlDepth} loops and conditions in each other`);
      open.push({ directive: step.directive, around: step.around, then: [], otherwise: undefined });
    } else if (step.directive.kind === 'else') startElse(open.at(-1), step.around);
    else add(close(open.pop(), step.directive.of, step.around));
  }
  const left = open.at(-1);
  if (left !== undefined) {
    const { kind } = left.directive;
    throw fail(
      left.around,
      `\${#${kind} …} has no \${/${kind}}: put both into one line of text, or each into a paragraph or row of its own, in the same cell, header or section`,
    );
  }
  return top;
}

function startElse<Item>(opened: Open<Item> | undefined, around: string): void {
  if (opened?.directive.kind !== 'if') throw fail(around, '${#else} stands in no ${#if …}');
  if (opened.otherwise !== undefined) throw fail(around, 'there are two ${#else} in one ${#if …}');
  opened.otherwise = [];
}

function close<Item>(opened: Open<Item> | undefined, of: 'each' | 'if', around: string): Controlled<Item> {
  if (opened?.directive.kind !== of) throw fail(around, `\${/${of}} closes no \${#${of} …}`);
  const { directive, then, otherwise = [] } = opened;
  return directive.kind === 'each'
    ? { kind: 'each', list: directive.list, as: directive.as, body: then }
    : { kind: 'if', condition: directive.condition, then, otherwise };
}

const fail = (around: string, message: string): WordError =>
  new WordError('values', `In "${around}": ${message}`);

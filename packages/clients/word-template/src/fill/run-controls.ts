import { holds, type Scope } from '@jobwright/text-values';
import { WordError } from '../word-error.ts';
import type { Controlled } from './controls.ts';

export interface ControlContext {
  readonly scope: Scope;
  /** Counts paragraphs, rows and passes of loops. @throws WordError `too-large` */
  readonly spend: () => void;
}

/** Items as often as loops and conditions say, each with the values that it may name. */
export function* runControls<Item>(
  nodes: readonly Controlled<Item>[],
  { scope, spend }: ControlContext,
): Generator<{ readonly item: Item; readonly scope: Scope }, void, undefined> {
  for (const node of nodes) {
    switch (node.kind) {
      case 'item':
        yield { item: node.item, scope };
        break;
      case 'if':
        yield* runControls(holds(scope, node.condition) ? node.then : node.otherwise, { scope, spend });
        break;
      case 'each':
        for (const [index, value] of findList(node.list, scope).entries()) {
          const inner = scope.with(node.as, value, scope.locate(`${node.list}.${index}`));
          spend();
          yield* runControls(node.body, { scope: inner.with(`${node.as}Number`, index + 1), spend });
        }
    }
  }
}

function findList(path: string, scope: Scope): readonly unknown[] {
  const value = scope.find(path);
  if (Array.isArray(value)) return value;
  throw new WordError(
    'values',
    `\${#each ${path}}: ${value === undefined ? `There is no ${path} in the data` : `${path} is not a list`}`,
  );
}

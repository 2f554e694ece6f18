import { dropEqualsSign } from '../drop-equals-sign.ts';
import { defaultVersion, type FeelVersion } from '../feel-version.ts';
import type { Node } from './node.ts';
import { parse } from './parse.ts';
import { findReferences, type VariableReference } from './references.ts';

/** A variable that an expression reads, and where in its result the value can end up. */
export interface LocatedReference extends VariableReference {
  /** The keys of the contexts around it, from the outermost on. */
  readonly at: readonly string[];
  /**
   * In a list, or in a context that only a branch of the expression makes: `at` does not lead to the value.
   */
  readonly isContained: boolean;
}

/**
 * The variables of an expression with their places in the result. Functions are not followed: what goes into
 * one counts as being where its result is. A leading `=` is dropped.
 * @throws FeelError `syntax`
 */
export function locateReferences(
  expression: string,
  { version = defaultVersion }: { readonly version?: FeelVersion } = {},
): readonly LocatedReference[] {
  return locate(
    parse({ text: dropEqualsSign(expression), grammar: 'expression', version, functionNames: [] }),
    [],
  );
}

function locate(node: Node, at: readonly string[]): readonly LocatedReference[] {
  switch (node.type) {
    case 'context':
      return node.entries.flatMap(([key, value]) => locate(value, [...at, key]));
    case 'list':
      return referencesIn(node, { at, isContained: true });
    case 'if':
      return [
        ...referencesIn(node.condition, { at, isContained: false }),
        ...[node.yes, node.no].flatMap((branch) => locateBranch(branch, at)),
      ];
    default:
      return referencesIn(node, { at, isContained: false });
  }
}

function locateBranch(node: Node, at: readonly string[]): readonly LocatedReference[] {
  if (node.type === 'if') return locate(node, at);
  return referencesIn(node, { at, isContained: node.type === 'context' || node.type === 'list' });
}

const referencesIn = (
  node: Node,
  place: Pick<LocatedReference, 'at' | 'isContained'>,
): readonly LocatedReference[] => findReferences(node).map((reference) => ({ ...reference, ...place }));

import { type SyntaxNode, readName } from './syntax-node.ts';
import { toSyntaxError } from './syntax-error.ts';

const number = /^(?:-\s*)?(?:\d+(?:\.\d+)?|\.\d+)$/;
const propertiesWithBlanks = new Set(['time offset', 'start included', 'end included']);

/**
 * Refuses what the evaluator's parser takes and the broker's does not.
 * @throws FeelError `syntax`
 */
export function checkNode(text: string, node: SyntaxNode): void {
  const { name, from, parent, prevSibling } = node;
  if (node.type.isError) throw toSyntaxError(text, from);
  const source = text.slice(from, node.to);
  if (name === 'NumericLiteral' && !number.test(source)) {
    throw toSyntaxError(text, from, `${JSON.stringify(source)} is not a number`);
  }
  if (name === 'ArithOp' && source === '+' && prevSibling === null) throw toSyntaxError(text, from);
  if (name === 'CompareOp' && isSecondComparison(node)) throw toSyntaxError(text, from);
  if (name === 'Key' && (source === '__proto__' || source === '"__proto__"')) {
    throw toSyntaxError(text, from, '"__proto__" cannot be the key of a context');
  }
  if (name === 'PathName' && !propertiesWithBlanks.has(readName(text, node))) checkSingleWord(text, node);
  if (name === 'VariableName' && parent?.name !== 'QualifiedName' && !isCallee(node))
    checkSingleWord(text, node);
}

/** Whether a name is called as a function; only such a name may hold blanks. */
export function isCallee(node: SyntaxNode): boolean {
  return node.parent?.name === 'FunctionInvocation' && node.prevSibling === null;
}

function isSecondComparison(operator: SyntaxNode): boolean {
  return operator.prevSibling?.name === 'Comparison' || operator.parent?.prevSibling?.name === 'CompareOp';
}

function checkSingleWord(text: string, node: SyntaxNode): void {
  const second = node.firstChild?.nextSibling;
  if (second) throw toSyntaxError(text, second.from);
}

import { parseExpression, parseUnaryTests } from 'feelin';
import { checkNode, isCallee } from './check-node.ts';
import { checkSize } from './check-size.ts';
import { type TextEdit, rewriteText } from './rewrite-text.ts';
import { type SyntaxNode, readName } from './syntax-node.ts';

export type Grammar = 'expression' | 'unary tests';

/** What an evaluation needs to know of a text that has been found correct. */
export interface ParsedFeel {
  readonly text: string;
  /** The text to evaluate: the same meaning in words the evaluator reads as the broker does. */
  readonly code: string;
  /** Names read as variables; may include names that are bound inside the expression. */
  readonly variables: readonly string[];
  /** Names called as functions. */
  readonly callees: readonly string[];
}

/**
 * Checks a text and finds the names it uses. `knownFunctions` are names that may hold keywords (`get or else`).
 * @throws FeelError `syntax`
 */
export function parseFeel(options: {
  readonly text: string;
  readonly grammar: Grammar;
  readonly knownFunctions: Readonly<Record<string, unknown>>;
}): ParsedFeel {
  const { text, grammar, knownFunctions } = options;
  checkSize(text);
  const parse = grammar === 'expression' ? parseExpression : parseUnaryTests;
  const variables = new Set<string>();
  const callees = new Set<string>();
  const edits: TextEdit[] = [];
  parse(text, knownFunctions, 'camunda').iterate({
    enter({ node }) {
      checkNode(text, node);
      edits.push(...toEdits(text, node));
      if (node.name === 'VariableName' && node.parent?.name !== 'QualifiedName') {
        (isCallee(node) ? callees : variables).add(readName(text, node));
      }
    },
  });
  return { text, code: rewriteText(text, edits), variables: [...variables], callees: [...callees] };
}

/** The evaluator takes any value but null for a true condition, and cannot read `- 5`. */
function toEdits(text: string, node: SyntaxNode): readonly TextEdit[] {
  const { name, from, to } = node;
  if (name === 'NumericLiteral') return [{ from, to, text: text.slice(from, to).replace(/\s/g, '') }];
  const condition = name === 'IfExpression' ? node.firstChild?.nextSibling : undefined;
  if (!condition) return [];
  return [
    { from: condition.from, to: condition.from, text: '((' },
    { from: condition.to, to: condition.to, text: ')=true)' },
  ];
}

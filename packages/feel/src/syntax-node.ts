import type { parseExpression } from 'feelin';

type Visitor = Parameters<ReturnType<typeof parseExpression>['iterate']>[0];

/** A node of the evaluator's syntax tree. */
export type SyntaxNode = Parameters<Visitor['enter']>[0]['node'];

export function readName(text: string, node: SyntaxNode): string {
  return text.slice(node.from, node.to).replaceAll('`', '').replace(/\s+/g, ' ');
}

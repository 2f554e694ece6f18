import { FeelError } from './feel-error.ts';

const firstToken = /^(?:[\p{L}_][\p{L}\p{N}_]*|\d+|"[^"]*"?|\S)/u;
const maxPieceLength = 40;

/**
 * The error for the text at `offset`: gives line and column, shows the offending part and says what was
 * expected.
 */
export function syntaxError(
  text: string,
  offset: number,
  reason?: string,
  expected: readonly string[] = [],
): FeelError {
  const rest = text.slice(offset);
  const start = offset + rest.length - rest.trimStart().length;
  const piece = (firstToken.exec(text.slice(start))?.[0] ?? '').slice(0, maxPieceLength);
  const before = text.slice(0, start).split('\n');
  const location = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, piece };
  const found = piece === '' ? 'the expression ends too early' : `unexpected ${JSON.stringify(piece)}`;
  const hint = expected.length === 0 ? '' : `, expected ${expected.join(' or ')}`;
  return new FeelError(
    'syntax',
    `Not a FEEL expression, line ${location.line}, column ${location.column}: ${reason ?? found}${hint}.`,
    { location },
  );
}

/**
 * The texts in quotes of an expression, in their order and as they are written: escapes stay. The rest is not
 * parsed, so that it may be FEEL of any version. A text without an end is none.
 */
export function listTexts(expression: string): readonly string[] {
  const texts: string[] = [];
  let position = 0;
  const skipTo = (end: string, length: number): void => {
    const index = expression.indexOf(end, position + length);
    position = index < 0 ? expression.length : index + end.length;
  };
  while (position < expression.length) {
    if (expression.startsWith('//', position)) skipTo('\n', 2);
    else if (expression.startsWith('/*', position)) skipTo('*/', 2);
    else if (expression[position] === '`') skipTo('`', 1);
    else if (expression[position] === '"') {
      const end = findEnd(expression, position + 1);
      if (end < expression.length) texts.push(expression.slice(position + 1, end));
      position = end + 1;
    } else position += 1;
  }
  return texts;
}

function findEnd(expression: string, start: number): number {
  let end = start;
  while (end < expression.length && expression[end] !== '"') end += expression[end] === '\\' ? 2 : 1;
  return Math.min(end, expression.length);
}

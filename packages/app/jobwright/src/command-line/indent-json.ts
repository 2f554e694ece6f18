/** Compact JSON text over several lines. Its numbers keep all their digits. */
export function indentJson(text: string): string {
  let depth = 0;
  const lines = (sign: string): string => `${sign}\n${'  '.repeat(depth)}`;
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]/g, (part) => {
    switch (part) {
      case '{':
      case '[':
        depth += 1;
        return lines(part);
      case '}':
      case ']':
        depth -= 1;
        return `\n${'  '.repeat(depth)}${part}`;
      case ',':
        return lines(part);
      case ':':
        return ': ';
      default:
        return part;
    }
  });
}

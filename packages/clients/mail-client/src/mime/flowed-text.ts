interface FlowedLine {
  readonly depth: number;
  readonly text: string;
}

/** Deeper quotes count as this deep. */
const MAX_DEPTH = 100;

/** Joins the lines of `format=flowed` text (RFC 3676). Quoted paragraphs keep one mark before them. */
export function decodeFlowed(text: string, { deletesSpace }: { readonly deletesSpace: boolean }): string {
  const paragraphs: string[] = [];
  let open: { readonly depth: number; readonly pieces: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined) paragraphs.push(quote(open.depth, open.pieces.join('')));
    open = undefined;
  };
  for (const { depth, text: line } of text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(readLine)) {
    const isSignature = line === '-- ';
    // A paragraph ends where the depth changes, whatever the line before says (4.5), and before a signature
    // (4.3).
    if (open !== undefined && (open.depth !== depth || isSignature)) close();
    open ??= { depth, pieces: [] };
    const isFlowed = line.endsWith(' ') && !isSignature;
    open.pieces.push(isFlowed && deletesSpace ? line.slice(0, -1) : line);
    if (!isFlowed) close();
  }
  close();
  return paragraphs.join('\n');
}

/** Marks are taken off first, then the space that was stuffed before a text that looks like one (4.4). */
function readLine(line: string): FlowedLine {
  let depth = 0;
  while (line[depth] === '>' && depth < MAX_DEPTH) depth += 1;
  const text = line.slice(depth);
  return { depth, text: text.startsWith(' ') ? text.slice(1) : text };
}

const quote = (depth: number, text: string): string =>
  depth === 0 ? text : `${'>'.repeat(depth)}${text === '' ? '' : ' '}${text}`;

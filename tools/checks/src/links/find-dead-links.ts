export interface DeadLink {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

export interface MarkdownFiles {
  /** Content by path from the root of the workspace. */
  readonly pages: ReadonlyMap<string, string>;
  readonly exists: (path: string) => boolean;
}

/** Relative links of Markdown files that lead to no file, or to no heading of one. */
export function findDeadLinks({ pages, exists }: MarkdownFiles): readonly DeadLink[] {
  const anchors = new Map([...pages].map(([file, text]) => [file, findAnchors(text)]));
  const isAlive = (file: string, target: string): boolean => {
    const { pathname, hash } = new URL(target, `file:///${file}`);
    const path = decodeURIComponent(pathname).replace(/^\/|\/$/g, '');
    if (!exists(path)) return false;
    if (hash === '') return true;
    const headings = anchors.get(path) ?? anchors.get(`${path}/README.md`);
    return headings === undefined || headings.has(decodeURIComponent(hash.slice(1)));
  };
  return [...pages].flatMap(([file, text]) =>
    withoutCode(text)
      .split('\n')
      .flatMap((line, index) =>
        findTargets(line)
          .filter((target) => !/^(?:[a-z]+:|\/\/)/.test(target) && !isAlive(file, target))
          .map((target) => ({ file, line: index + 1, target })),
      ),
  );
}

const findTargets = (line: string): readonly string[] =>
  [...line.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map(([, target = '']) => target);

/** Code has no links; the lines stay where they are. */
const withoutCode = (text: string): string =>
  text.replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '');

/** The anchors that GitHub gives headings. */
function findAnchors(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const fenceless = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  for (const [, heading = ''] of fenceless.matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = plain.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    let unique = anchor;
    for (let count = 1; found.has(unique); count += 1) unique = `${anchor}-${count}`;
    found.add(unique);
  }
  for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) found.add(id);
  return found;
}

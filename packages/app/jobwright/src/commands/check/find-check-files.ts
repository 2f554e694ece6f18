import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { wrongInputError } from '../../command-line/command-error.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { expandPath } from '../../command-line/expand-path.ts';
import type { FileKind } from './facts/model-facts.ts';
import { looksLikeTemplate } from './facts/read-json-facts.ts';

/** A file to check, not yet read. */
export interface CheckFile {
  /** As the user would write it. */
  readonly file: string;
  readonly path: string;
  readonly kind: FileKind;
  /** Other JSON files of a folder are passed over. */
  readonly isFromFolder: boolean;
}

const PATTERNS = ['**/*.{bpmn,bpmn20.xml,dmn,form,json}', '**/.camunda/element-templates/*.json'];
const MISSING = '.bpmn, .dmn or .form file and no element template: give another folder';
const MAX_FILES = 5_000;
const MAX_BYTES = 20_000_000;

const KINDS: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(?:bpmn|bpmn20\.xml|xml)$/i, 'bpmn'],
  [/\.dmn$/i, 'dmn'],
  [/\.form$/i, 'form'],
  [/\.json$/i, 'template'],
];

/**
 * Finds the BPMN, DMN and form files and element templates among files, folders and patterns.
 * @throws CommandError that names what does not exist
 */
export async function findCheckFiles(given: readonly string[], from: string): Promise<readonly CheckFile[]> {
  const found = new Map<string, CheckFile>();
  for (const one of given) {
    const { paths, isFolder } = await expandPath(one, { from, patterns: PATTERNS, missing: MISSING });
    for (const path of paths)
      if (!found.has(path)) found.set(path, describe(path, { from, isFromFolder: isFolder }));
  }
  if (found.size > MAX_FILES)
    throw wrongInputError(
      `There are ${found.size} files, at most ${MAX_FILES} are checked: name some of them`,
    );
  return [...found.values()];
}

function describe(
  path: string,
  { from, isFromFolder }: { readonly from: string; readonly isFromFolder: boolean },
): CheckFile {
  const below = relative(from, path);
  const file = below === '' || below.startsWith('..') ? path : below;
  const kind = KINDS.find(([ending]) => ending.test(path))?.[1];
  if (kind === undefined)
    throw wrongInputError(`${file} is not a .bpmn, .dmn, .form or .json file: give files that hold models`);
  return { file, path, kind, isFromFolder };
}

/** The text of a file, why it cannot be read, or nothing for a JSON file of a folder that is no template. */
export type FileText = { readonly content: string } | { readonly problem: string } | undefined;

/** Reads a file. */
export async function readCheckFile({ path, kind, isFromFolder }: CheckFile): Promise<FileText> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      return isFromFolder && kind === 'template'
        ? undefined
        : { problem: `The file has ${size} bytes, at most ${MAX_BYTES} are read` };
    const content = decode(await readFile(path));
    if (content === undefined) return { problem: 'The file is not UTF-8 text' };
    if (kind === 'template' && isFromFolder && !looksLikeTemplate(content)) return undefined;
    return { content };
  } catch (error) {
    return { problem: `The file cannot be read: ${describeError(error)}` };
  }
}

/** Files that declare another encoding of Latin letters are read as such. */
function decode(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["'](?:iso-8859-1|windows-1252|us-ascii)["']/i.test(head);
  try {
    return new TextDecoder(declared ? 'windows-1252' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

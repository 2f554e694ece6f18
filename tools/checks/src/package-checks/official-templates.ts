import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createTextSearch, type TextSearch } from './text-search.ts';

/** The vendor's element templates, which tests read and nothing of which is published. */
export const OFFICIAL_PACKAGE = '@camunda/connectors-element-templates';

/** Marks of the official templates. */
export interface OfficialTemplates {
  readonly ids: ReadonlySet<string>;
  /** Their sentences, expressions and pictures. */
  readonly texts: TextSearch;
}

/** Shorter texts and those without a blank are names that other templates need too. */
const MIN_LENGTH = 60;

/** Reads all versions of all templates of the installed package. */
export function readOfficialTemplates(): OfficialTemplates {
  const manifest = createRequire(import.meta.url).resolve(`${OFFICIAL_PACKAGE}/package.json`);
  const folder = join(dirname(manifest), 'src/element-templates');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return parseOfficialTemplates(
    files.map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  );
}

export function parseOfficialTemplates(contents: readonly unknown[]): OfficialTemplates {
  const texts = contents.flatMap(listTexts).flatMap((text) => text.split(/["'`\\\r\n]/));
  const telling = texts.filter((text) => text.length >= MIN_LENGTH && /[ ,]/.test(text));
  return { ids: new Set(contents.flatMap(listTemplateIds)), texts: createTextSearch(telling) };
}

/** What of the official templates is in a file, one sentence each. */
export function findOfficialParts(
  { path, content }: { readonly path: string; readonly content: Buffer },
  official: OfficialTemplates,
): readonly string[] {
  if (path.includes(`${OFFICIAL_PACKAGE}/`)) return [`${path} is of ${OFFICIAL_PACKAGE}`];
  const ids = path.endsWith('.json') ? listTemplateIds(parseJson(content)) : [];
  const text = official.texts(content);
  return [
    ...ids.filter((id) => official.ids.has(id)).map((id) => `${path} is the official template ${id}`),
    ...(text === undefined
      ? []
      : [`${path} has a text of the official templates: ${text.slice(0, MIN_LENGTH)}`]),
  ];
}

function listTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listTexts);
}

/** Of a template, or of a list of them. */
function listTemplateIds(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(listTemplateIds);
  if (typeof value !== 'object' || value === null) return [];
  const { id, properties }: { id?: unknown; properties?: unknown } = value;
  return typeof id === 'string' && Array.isArray(properties) ? [id] : [];
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

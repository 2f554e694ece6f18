import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import { parseDocument } from 'yaml';
import { createNodeBudget } from './node-budget.ts';

const MAX_BYTES = 10_000_000;
/** A list of names for the same text in YAML can stand for more than fits into a computer. */
const MAX_ALIASES = 100;

/**
 * A document with what its references to other files hold. Only files beside it and below are read, no other
 * hosts are asked, and what is too large, or holds itself, is refused.
 * @throws Error
 */
export async function readSource(file: string): Promise<unknown> {
  const folder = dirname(resolve(file));
  return SwaggerParser.bundle(file, {
    resolve: {
      http: false,
      file: {
        order: 1,
        canRead: ({ url }: { readonly url: string }) => isBelow(folder, pathOf(url)),
        read: ({ url }: { readonly url: string }) => readText(folder, pathOf(url)),
      },
    },
    parse: {
      json: false,
      text: false,
      binary: false,
      yaml: { order: 1, canParse: true, parse: ({ data }: { readonly data: unknown }) => parseText(data) },
    },
  });
}

const pathOf = (url: string): string =>
  url.startsWith('file:') ? fileURLToPath(url) : resolve(decodeURIComponent(url));

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return (
    path !== '' && !path.startsWith('..') && resolve(folder, path) === file && /\.(json|ya?ml)$/i.test(file)
  );
}

async function readText(folder: string, file: string): Promise<string> {
  // A link could lead elsewhere.
  if (!isBelow(await realpath(folder), await realpath(file)))
    throw new Error(`${file} is not beside the document`);
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw new Error(`${file} has more than ${MAX_BYTES} bytes`);
  return readFile(file, 'utf8');
}

/** JSON is YAML. Each name for a text gets its own copy, so that nothing holds itself. */
function parseText(data: unknown): unknown {
  const parsed = parseDocument(String(data), { logLevel: 'error' });
  const [problem] = parsed.errors;
  if (problem !== undefined) throw problem;
  return copyWithin(parsed.toJS({ maxAliasCount: MAX_ALIASES }), createNodeBudget());
}

function copyWithin(value: unknown, budget: ReturnType<typeof createNodeBudget>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return budget.within(() =>
    Array.isArray(value)
      ? value.map((each) => copyWithin(each, budget))
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyWithin(each, budget)])),
  );
}

import type { JsonObject } from '@jobwright/json';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { pdf } from '@jobwright/connector-pdf';
import { afterAll, expect, test } from 'vitest';
import { allDocuments } from './documents/all-documents.ts';
import { NORDLICHT } from './documents/parties.ts';

const harness = createConnectorHarness(pdf);
afterAll(() => harness.close());

const reference = {
  'camunda.document.type': 'camunda',
  storeId: 's',
  documentId: 'd',
  metadata: {},
};
/** What no other document has. */
const rest: JsonObject = {
  title: 'Rest',
  margin: { top: 30, right: 30, bottom: 30, left: 30 },
  header: { first: { left: 'x' }, rest: { content: [{ type: 'rule' }] } },
  colors: { accent: '#7a1f4e' },
  fonts: { Mine: { regular: reference } },
  attachments: [{ document: reference, fileName: 'a.txt' }],
  data: {},
  content: [
    { type: 'repeat', each: 'items', content: [{ type: 'pageBreak' }] },
    { type: 'table', columns: [{ header: 'A' }], rows: { each: 'items', as: 'row', cells: ['x'] } },
    { type: 'table', columns: [{ header: 'A' }], rows: { document: reference, format: 'csv' } },
    { type: 'insert', from: 'text' },
  ],
};
const certificate = allDocuments['certificate'] as { readonly data: JsonObject };
const documents: Readonly<Record<string, JsonObject>> = {
  ...allDocuments,
  rest,
  'certificate of somebody': { ...certificate, data: { ...certificate.data, recipient: NORDLICHT.name } },
};

/** Blocks and texts list what they may have; the author names these, or they come from elsewhere. */
const isFree = (path: readonly string[], { source }: JsonObject): boolean =>
  path.length === 0 ||
  (path[0] === 'data' && source !== 'template') ||
  ['styles', 'colors', 'fonts', 'labels'].includes(path.join('.')) ||
  'camunda.document.type' === path.at(-1);

interface Place {
  readonly path: readonly string[];
  readonly variables: JsonObject;
}

/** The document once for each object in it, with one key more. */
function* addUnknownKeys(
  value: unknown,
  variables: JsonObject,
  path: readonly string[] = [],
): Generator<Place> {
  if (typeof value !== 'object' || value === null || 'camunda.document.type' in value) return;
  for (const [key, child] of Object.entries(value)) yield* addUnknownKeys(child, variables, [...path, key]);
  if (Array.isArray(value) || isFree(path, variables)) return;
  yield { path, variables: put(variables, path) as JsonObject };
}

function put(value: unknown, [key, ...further]: readonly string[]): unknown {
  if (key === undefined) return { ...(value as object), surprise: 1 };
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? put(item, further) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: put(object[key], further) };
}

const toText = (path: readonly string[]): string =>
  path.reduce(
    (text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );

test.each(Object.keys(documents))('an unknown key anywhere in %s is named with its path', async (name) => {
  const document = documents[name]!;
  const places = [...addUnknownKeys(document, document)];
  expect(places.length).toBeGreaterThan(0);
  for (const { path, variables } of places) {
    const { outcome } = await harness.run(variables);
    const { error } = outcome.variables as {
      readonly error: { readonly code: string; readonly message: string };
    };
    // The data of ready templates names the key itself, with what may have been meant.
    const told = [
      `${toText(path)}: Unrecognized key: "surprise"`,
      `${toText([...path, 'surprise'])}: is unknown: `,
    ];
    expect(error.code).toBe('INPUT_INVALID');
    expect(
      told.some((part) => error.message.includes(part)),
      `${toText(path)}: ${error.message}`,
    ).toBe(true);
  }
});

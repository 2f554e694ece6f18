import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const propertySchema = z.object({
  id: z.string().optional(),
  choices: z.array(z.object({ value: z.string() })).default([]),
  binding: z.object({ type: z.string(), name: z.string().optional(), key: z.string().optional() }),
});
const templateSchema = z.object({
  id: z.string(),
  version: z.number().default(0),
  properties: z.array(propertySchema),
});
export type OfficialTemplate = z.output<typeof templateSchema>;

/** An input of the official templates of a connector. */
export interface OfficialInput {
  readonly name: string;
  /** Of its properties: an input that several options have has several. */
  readonly ids: readonly string[];
  /** Of the newest version that has it. */
  readonly choices: readonly string[];
  /** The first and the last version of the template that has it. */
  readonly versions: readonly [first: number, last: number];
}

/** Where the official template of each of our connectors is. */
export const OFFICIAL_FILES: ReadonlyMap<string, { readonly file: string; readonly id: string }> = new Map([
  ['io.camunda:http-json:1', { file: 'http-json-connector.json', id: 'io.camunda.connectors.HttpJson.v2' }],
  [
    'io.camunda:connector-graphql:1',
    { file: 'graphql-outbound-connector.json', id: 'io.camunda.connectors.GraphQL.v1' },
  ],
  ['io.camunda:email:1', { file: 'email-outbound-connector.json', id: 'io.camunda.connectors.email.v1' }],
]);

/** Every published version, the oldest first. */
export async function readOfficialTemplates(jobType: string): Promise<readonly OfficialTemplate[]> {
  const official = OFFICIAL_FILES.get(jobType);
  if (official === undefined) return [];
  const manifest = createRequire(import.meta.url).resolve(
    '@camunda/connectors-element-templates/package.json',
  );
  const path = join(dirname(manifest), 'src', 'element-templates', official.file);
  const templates = z.array(templateSchema).parse(JSON.parse(await readFile(path, 'utf8')));
  return templates.filter(({ id }) => id === official.id).sort((one, other) => one.version - other.version);
}

/** Inputs and headers of all versions, those of the newest first. */
export function listOfficialInputs(templates: readonly OfficialTemplate[]): readonly OfficialInput[] {
  const inputs = new Map<string, OfficialInput>();
  for (const { version, properties } of [...templates].reverse()) {
    for (const { id, choices, binding } of properties) {
      const name = binding.name ?? (binding.key === undefined ? undefined : `header ${binding.key}`);
      if (name === undefined) continue;
      const known = inputs.get(name);
      const offered = choices.map(({ value }) => value);
      inputs.set(name, {
        name,
        ids: unite(known?.ids, id === undefined ? [] : [id]),
        choices:
          known?.versions[0] === version || known === undefined
            ? unite(known?.choices, offered)
            : known.choices,
        versions: [version, known?.versions[1] ?? version],
      });
    }
  }
  return [...inputs.values()];
}

const unite = (one: readonly string[] = [], other: readonly string[]): readonly string[] => [
  ...new Set([...one, ...other]),
];

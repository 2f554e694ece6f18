// Runs in a process of its own: draws what it is told to and prints how it ended and what memory that took.
import { readFile } from 'node:fs/promises';
import { json } from 'node:stream/consumers';
import type { JsonObject } from '@jobwright/json';
import { openStudio } from './draw.ts';

const { orders, files } = (await json(process.stdin)) as {
  /** `{ "file": "name" }` in them stands for a document in the store. */
  readonly orders: readonly JsonObject[];
  readonly files: Readonly<Record<string, string>>;
};
const studio = openStudio({ threads: 1 });
const kept = new Map<string, JsonObject>();
for (const [name, path] of Object.entries(files))
  kept.set(name, await studio.keep(await readFile(path), name));
const fill = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(fill);
  if ('file' in value && typeof value.file === 'string') return kept.get(value.file);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
};
await studio.run({ content: [{ type: 'paragraph', text: 'Warm' }] });
const beforeBytes = process.resourceUsage().maxRSS * 1024;
const endings: unknown[] = [];
for (const variables of orders) {
  const ending = await studio.run(fill(variables) as JsonObject);
  endings.push({ kind: ending.kind, message: 'message' in ending ? ending.message : undefined });
}
await studio.close();
const grownBytes = process.resourceUsage().maxRSS * 1024 - beforeBytes;
process.stdout.write(JSON.stringify({ endings, grownBytes }));

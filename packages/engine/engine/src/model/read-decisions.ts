import { type DmnModel, parseDmn } from '@jobwright/dmn';
import type { ParsedResource, Resource } from './deployable.ts';
import { FEEL_VERSION } from './feel-version.ts';
import { formatProblems } from './problem.ts';

/** As long as ids and names may be in a broker by default. */
const MAX_LENGTH = 255;

function findTooLong({ name }: Resource, model: DmnModel): string | undefined {
  const named = [
    { what: 'a DRG', id: model.id, name: model.name },
    ...model.decisions.map((decision) => ({ what: 'a decision', id: decision.id, name: decision.name })),
  ];
  for (const one of named)
    for (const part of ['ID', 'name'] as const) {
      const text = part === 'ID' ? one.id : one.name;
      if (text.length > MAX_LENGTH)
        return `The ${part} of ${one.what} must not be longer than the configured max-${part.toLowerCase()}-length of ${MAX_LENGTH} characters, but was '${text}' in resource '${name}'`;
    }
  return undefined;
}

/** The decisions of a DMN file, or the reason to refuse it: every problem with its decision. */
export async function readDecisions(resource: Resource): Promise<ParsedResource> {
  const parsed = await parseDmn(resource.content, { version: FEEL_VERSION });
  if (!parsed.ok) return { ok: false, reason: formatProblems(resource.name, parsed.problems) };
  const { model } = parsed;
  const tooLong = findTooLong(resource, model);
  if (tooLong !== undefined) return { ok: false, reason: tooLong };
  return { ok: true, deployables: [{ kind: 'decisions', model }], warnings: [] };
}

import { type DmnModel, parseDmn } from '@jobwright/dmn';
import type { Problem } from '@jobwright/bpmn-model';
import type { ParsedResource, Resource } from './deployable.ts';
import { describeTooLong } from './describe-too-long.ts';
import { FEEL_VERSION } from './feel-version.ts';
import { formatProblems } from './problem.ts';

function findTooLong({ name: resourceName }: Resource, model: DmnModel): string | undefined {
  const named = [
    { owner: 'a DRG', id: model.id, name: model.name },
    ...model.decisions.map((decision) => ({ owner: 'a decision', id: decision.id, name: decision.name })),
  ];
  for (const { owner, id, name } of named) {
    const tooLong =
      describeTooLong(id, { part: 'ID', owner, resourceName }) ??
      describeTooLong(name, { part: 'name', owner, resourceName });
    if (tooLong !== undefined) return tooLong;
  }
  return undefined;
}

type DecisionsReading =
  | { readonly ok: true; readonly model: DmnModel }
  | { readonly ok: false; readonly reason: string; readonly problems: readonly Problem[] };

/** Reads the decisions of a DMN file, with everything that is wrong with it. */
export async function readDecisionFile(resource: Resource): Promise<DecisionsReading> {
  const parsed = await parseDmn(resource.content, { version: FEEL_VERSION });
  if (!parsed.ok) {
    const { problems } = parsed;
    return { ok: false, reason: formatProblems(resource.name, problems), problems };
  }
  const { model } = parsed;
  const tooLong = findTooLong(resource, model);
  if (tooLong === undefined) return { ok: true, model };
  return { ok: false, reason: tooLong, problems: [{ path: 'definitions', message: tooLong }] };
}

/** The decisions of a DMN file, or the reason to refuse it: every problem with its decision. */
export async function readDecisions(resource: Resource): Promise<ParsedResource> {
  const reading = await readDecisionFile(resource);
  if (!reading.ok) return { ok: false, reason: reading.reason };
  return { ok: true, deployables: [{ kind: 'decisions', model: reading.model }], warnings: [] };
}

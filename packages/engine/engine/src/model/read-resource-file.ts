import type { ParsedResource, Resource } from './deployable.ts';
import { readIdentity } from './json-resource.ts';

/** What a decoder puts where bytes are not UTF-8. */
const UNDECODABLE = '\uFFFD';

/** A form: JSON with an id. */
export function readForm(resource: Resource): ParsedResource {
  const reading = readIdentity(resource, 'form');
  if (!reading.ok) return reading;
  return { ok: true, deployables: [{ kind: 'form', ...reading.identity }], warnings: [] };
}

/** An RPA script: JSON with an id. */
export function readScript(resource: Resource): ParsedResource {
  const reading = readIdentity(resource, 'resource');
  if (!reading.ok) return reading;
  return { ok: true, deployables: [{ kind: 'resource', ...reading.identity }], warnings: [] };
}

/** Any other file of text: its name is its id. */
export function readOtherFile({ name, content }: Resource): ParsedResource {
  if (content.includes(UNDECODABLE))
    return {
      ok: false,
      reason: `'${name}': a file that is not UTF-8 text is not supported by this development engine: leave it out, or deploy it to a Camunda 8 cluster`,
    };
  return { ok: true, deployables: [{ kind: 'resource', id: name }], warnings: [] };
}

import type { Definition } from '../core/deployment-records.ts';
import type { EngineSnapshot } from '../core/snapshot.ts';
import type { ParsedResource } from '../model/deployable.ts';
import { openParser } from '../model/open-parser.ts';

type Parse = (name: string, content: string) => Promise<ParsedResource | undefined>;

/**
 * Another version of Jobwright may have another form of what it reads from a file; a file that it refuses
 * today keeps the old one.
 */
async function readAgain(
  definition: Definition,
  text: string | undefined,
  parse: Parse,
): Promise<Definition> {
  const parsed = text === undefined ? undefined : await parse(definition.resourceName, text);
  const found = parsed?.ok
    ? parsed.deployables.find((one) => one.kind === 'process' && one.graph.id === definition.bpmnProcessId)
    : undefined;
  return found?.kind === 'process' ? { ...definition, graph: found.graph } : definition;
}

/** The snapshot with its processes read from their files again. */
export async function readDefinitionsAgain(snapshot: EngineSnapshot): Promise<EngineSnapshot> {
  const texts = new Map(snapshot.resources.map(({ checksum, content }) => [checksum, content]));
  const parser = openParser();
  const parsed = new Map<string, ParsedResource | undefined>();
  const parse: Parse = async (name, content) => {
    const known = parsed.get(content);
    if (known) return known;
    const [result] = await parser.parse([{ name, content }]);
    parsed.set(content, result);
    return result;
  };
  const definitions: Definition[] = [];
  try {
    for (const definition of snapshot.definitions)
      definitions.push(await readAgain(definition, texts.get(definition.checksum), parse));
  } finally {
    parser.close();
  }
  return { ...snapshot, definitions };
}

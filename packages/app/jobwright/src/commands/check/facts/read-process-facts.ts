import {
  type ModdleElement,
  ModelError,
  readBpmn,
  readElements,
  readFlag,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import { checkResource } from '@jobwright/engine/core';
import type { ElementFacts, FileFacts, MadeFor, PartFacts } from './model-facts.ts';
import { readExecutionPlatform } from './platform-extensions.ts';
import { readElementFacts } from './read-element-facts.ts';

const DOCUMENTATION =
  /^bpmn:(?:DataObject|DataObjectReference|DataStoreReference|TextAnnotation|Association|Group)$/;
/** Other engines than Camunda 8 do not look into its namespace. */
const FOREIGN_TO_7 = 'unparsable content <zeebe:';
/** More than a real file has: each becomes a part of the report. */
const MAX_ELEMENTS = 20_000;

/**
 * Reads what a BPMN file holds for each platform.
 * @throws ModelError
 */
export async function readProcessFacts(name: string, content: string): Promise<FileFacts> {
  const document = await readBpmn(content);
  if (!document.ok) throw new ModelError(document.message);
  const { definitions } = document;
  const parts = readElements(definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Process')
    .map(readProcess);
  const elements = parts.flatMap((part) => part.elements);
  if (elements.length > MAX_ELEMENTS)
    throw new ModelError(`The file has ${elements.length} elements, at most ${MAX_ELEMENTS} are checked`);
  return {
    kind: 'bpmn',
    madeFor: findMadeFor(definitions, elements),
    parts,
    broken: document.problems
      .filter(({ message }) => !message.startsWith(FOREIGN_TO_7))
      .map(({ path, message }) => ({ elementId: path, message })),
    engine: await checkResource({ name: name.replace(/(?:\.bpmn)?$/i, '.bpmn'), content }),
  };
}

function readProcess(process: ModdleElement): PartFacts {
  const name = readText(process, 'name');
  return {
    kind: 'process',
    id: readId(process),
    ...(name !== undefined && name !== '' && { name }),
    isExecutable: readFlag(process, 'isExecutable') === true,
    elements: [process, ...listElements(process)].map(readElementFacts),
  };
}

/** In the order of the file, what a sub-process holds after it. */
function listElements(holder: ModdleElement): readonly ModdleElement[] {
  const found: ModdleElement[] = [];
  const open = [...readElements(holder, 'flowElements')].reverse();
  for (let element = open.pop(); element; element = open.pop()) {
    if (DOCUMENTATION.test(element.$type)) continue;
    found.push(element);
    open.push(...[...readElements(element, 'flowElements')].reverse());
  }
  return found;
}

function findMadeFor(definitions: ModdleElement, elements: readonly ElementFacts[]): readonly MadeFor[] {
  const uses8 = elements.some(({ zeebe }) => zeebe.tags.length > 0);
  const uses7 = elements.some(
    ({ camunda7 }) => Object.keys(camunda7.attributes).length + camunda7.tags.length > 0,
  );
  if (uses8 || uses7)
    return [...(uses8 ? ['camunda8' as const] : []), ...(uses7 ? ['camunda7' as const] : [])];
  const platform = readExecutionPlatform(definitions);
  return platform === undefined ? [] : [platform];
}

import type { BpmnModel, ElementModel, InputMapping } from './bpmn-model.ts';
import { checkXml } from './check-xml.ts';
import { ModelError } from './model-error.ts';
import {
  type ModdleElement,
  readElements,
  readExtensions,
  readFlag,
  readId,
  readText,
  toLocalName,
} from './moddle-element.ts';
import { readBpmn } from './read-bpmn.ts';
import { mayHaveCamunda7, readCamunda7 } from './read-camunda7.ts';

/** A cluster takes no file of this size by far. */
const MAX_CHARACTERS = 10_000_000;

/** Limits for reading a model. */
export interface ReadModelOptions {
  /** Default 10,000,000. */
  readonly maxCharacters?: number;
}

/**
 * Reads the processes of a BPMN file: their elements with input mappings and task headers. Equal ids and
 * unknown elements by the thousand take time that grows with the square of their number: a file of others is
 * read where it can be ended.
 * @throws ModelError
 */
export async function readModel(xml: string, options: ReadModelOptions = {}): Promise<BpmnModel> {
  const { maxCharacters = MAX_CHARACTERS } = options;
  if (xml.length > maxCharacters)
    throw new ModelError(`The file has ${xml.length} characters, at most ${maxCharacters} are read`);
  checkXml(xml);
  const document = await readBpmn(xml);
  if (!document.ok) throw new ModelError(document.message);
  const processes = readElements(document.definitions, 'rootElements').filter(
    ({ $type }) => $type === 'bpmn:Process',
  );
  const hasCamunda7 = mayHaveCamunda7(xml);
  return {
    processes: processes.map((process) => ({
      id: readId(process),
      isExecutable: readFlag(process, 'isExecutable') ?? false,
      elements: listElements(process).map((element) => readElementModel(element, hasCamunda7)),
    })),
  };
}

function listElements(process: ModdleElement): readonly ModdleElement[] {
  const found: ModdleElement[] = [];
  const open: ModdleElement[] = [process];
  for (let holder = open.pop(); holder; holder = open.pop()) {
    for (const element of readElements(holder, 'flowElements')) {
      if (element.$type === 'bpmn:SequenceFlow') continue;
      found.push(element);
      open.push(element);
    }
  }
  return found;
}

/** Reads what one element of a parsed file says of its job, on Camunda 7 only if the file may be for that. */
export function readElementModel(element: ModdleElement, hasCamunda7: boolean): ElementModel {
  const camunda7 = hasCamunda7 ? readCamunda7(element) : undefined;
  const [definition] = readExtensions(element, 'zeebe:TaskDefinition');
  const jobType = definition && readText(definition, 'type');
  return {
    id: readId(element),
    type: toLocalName(element.$type),
    ...(jobType !== undefined && { jobType }),
    inputs: readExtensions(element, 'zeebe:IoMapping').flatMap(readInputs),
    headers: readHeaders(element),
    ...(camunda7 && { camunda7 }),
  };
}

const readInputs = (ioMapping: ModdleElement): readonly InputMapping[] =>
  readElements(ioMapping, 'inputParameters').flatMap((entry) => {
    const source = readText(entry, 'source');
    const target = readText(entry, 'target');
    return source === undefined || target === undefined ? [] : [{ source, target }];
  });

function readHeaders(element: ModdleElement): Readonly<Record<string, string>> {
  const headers = readExtensions(element, 'zeebe:TaskHeaders').flatMap((list) =>
    readElements(list, 'values'),
  );
  return Object.fromEntries(
    headers.flatMap((header) => {
      const key = readText(header, 'key');
      const value = readText(header, 'value');
      return key && value ? [[key, value] as const] : [];
    }),
  );
}

import {
  type BpmnModel,
  type ElementModel,
  type InputMapping,
  listInputTexts,
  type ProcessModel,
} from '@jobwright/bpmn-model';
import { listTexts } from '@jobwright/feel';
import { listNames } from './placeholders.ts';

/** Well beyond real models: time and memory grow with them. */
const MAX_ELEMENTS = 10_000;
const MAX_MAPPED_NAMES = 20_000;

/**
 * The names of secrets that stand literally in the source of an input mapping. In FEEL only string literals
 * count, not names that an expression puts together.
 */
export const listLiteralNames = (source: string): readonly string[] =>
  (source.startsWith('=') ? listTexts(source.slice(1)) : [source]).flatMap(listNames);

export type LiteralNames =
  | { readonly kind: 'read'; readonly model: BpmnModel }
  | { readonly kind: 'refused'; readonly reason: string };

/** The inputs of an element, whichever engine the model is for. */
const inputsOf = ({ inputs, camunda7 }: ElementModel): readonly InputMapping[] =>
  camunda7 === undefined
    ? inputs
    : [
        ...inputs,
        ...listInputTexts(camunda7.inputs).map(({ path, text }) => {
          const keys = path.filter((key) => typeof key === 'string');
          return { source: text, target: keys.join('.'), path: keys };
        }),
      ];

/** A model reduced to its elements and the secrets that their input mappings name. */
export function pickLiteralNames({ processes }: BpmnModel): LiteralNames {
  let elements = 0;
  let mappedNames = 0;
  const reduceInput = ({ source, target, path }: InputMapping): readonly InputMapping[] => {
    const names = [...new Set(listLiteralNames(source))];
    if (names.length === 0) return [];
    mappedNames += names.length + target.split('.').length;
    return [{ source: names.map((name) => `{{secrets.${name}}}`).join(''), target, ...(path && { path }) }];
  };
  const reduceProcess = (process: ProcessModel): ProcessModel => {
    elements += process.elements.length;
    return {
      ...process,
      elements: process.elements.map((element) => ({
        id: element.id,
        type: element.type,
        inputs: inputsOf(element).flatMap(reduceInput),
        headers: {},
      })),
    };
  };
  const model = { processes: processes.map(reduceProcess) };
  if (elements > MAX_ELEMENTS)
    return { kind: 'refused', reason: `it has ${elements} elements, at most ${MAX_ELEMENTS} are read` };
  if (mappedNames > MAX_MAPPED_NAMES)
    return { kind: 'refused', reason: `it names secrets in more than ${MAX_MAPPED_NAMES} places` };
  return { kind: 'read', model };
}

import { type BpmnModel, type Camunda7Element, listInputTexts } from '@jobwright/bpmn-model';

/** FEEL in an input parameter, as it stands in the model. */
export interface FeelField {
  /** From the value of the parameter to the text: keys of maps, and positions in lists. */
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** An input parameter of an element in the deployed model. */
export interface ElementInput {
  readonly name: string;
  /** Nothing stands in it: modelers write fields that nobody filled in. */
  readonly isEmpty: boolean;
  readonly feel: readonly FeelField[];
}

/** The input parameters of the elements of a model. */
export interface ModelInputs {
  /** Of elements that have any, by the ids of processes and elements. */
  readonly processes: ReadonlyMap<string, ReadonlyMap<string, readonly ElementInput[]>>;
  /** Characters that it takes in memory, roughly. */
  readonly weight: number;
}

/** What an entry takes beside its texts. */
const ENTRY_CHARACTERS = 100;

/** Picks what the runtime needs of a model to complete the inputs of its tasks. */
export function pickModelInputs({ processes }: BpmnModel): ModelInputs {
  let weight = 0;
  const pick = (element: Camunda7Element): readonly ElementInput[] =>
    pickInputs(element).map((input) => {
      const texts = input.feel.reduce((sum, { text }) => sum + text.length + ENTRY_CHARACTERS, 0);
      weight += input.name.length + ENTRY_CHARACTERS + texts;
      return input;
    });
  const picked = processes.map(({ id, elements }) => {
    const withInputs = elements.flatMap((element) =>
      element.camunda7 === undefined || element.camunda7.inputs.length === 0
        ? []
        : [[element.id, pick(element.camunda7)] as const],
    );
    return [id, new Map(withInputs)] as const;
  });
  return { processes: new Map(picked), weight };
}

/** Of two parameters with one name the later one counts, as in the engine. */
function pickInputs({ inputs }: Camunda7Element): readonly ElementInput[] {
  const last = new Map(inputs.map((input) => [input.name, input]));
  return inputs
    .filter((input) => last.get(input.name) === input)
    .map((input) => ({
      name: input.name,
      isEmpty: input.value.kind === 'empty',
      feel: listInputTexts([{ ...input, name: '' }]).flatMap(({ path, text }) =>
        text.startsWith('=') ? [{ path: path.slice(1), text }] : [],
      ),
    }));
}

import type { Camunda7Parameter, Camunda7Value } from './camunda7-model.ts';

/** A text in an input parameter of Camunda 7, and where its value is in the inputs. */
export interface InputText {
  /** Keys of objects, and positions in lists. The dots in the name of a parameter part keys. */
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/**
 * The texts in input parameters, in their order, those in maps and lists among them; scripts are none. Of two
 * parameters with one name the later one counts.
 */
export function listInputTexts(inputs: readonly Camunda7Parameter[]): readonly InputText[] {
  const last = new Map(inputs.map((input) => [input.name, input]));
  return inputs
    .filter((input) => last.get(input.name) === input)
    .flatMap(({ name, value }) => listTexts(value, name.split('.')));
}

function listTexts(value: Camunda7Value, path: InputText['path']): readonly InputText[] {
  switch (value.kind) {
    case 'text':
      return [{ path, text: value.text }];
    case 'map':
      return value.entries.flatMap((entry) => listTexts(entry.value, [...path, entry.key]));
    case 'list':
      return value.items.flatMap((item, index) => listTexts(item, [...path, index]));
    case 'script':
    case 'empty':
      return [];
  }
}

import type { FeelMode, Field } from '@jobwright/connector-sdk';
import { chooseControl, listChoices } from '../choose-control.ts';
import { INPUT_GROUP } from '../input-base.ts';
import { describe } from '../to-description.ts';
import { toLabel } from '../to-label.ts';
import { labelField } from './describe-use.ts';
import { type InputField, useOf } from './input-field.ts';

/** What a description says about FEEL, for which modelers of Camunda 7 have no switch. */
const FEEL_HINTS: Readonly<Record<FeelMode, string | undefined>> = {
  none: undefined,
  optional: 'Text, or FEEL that begins with =.',
  required: 'FEEL that begins with =.',
  static: 'FEEL that begins with =, e.g. =20.',
};

/** Label, hint and group of an input; where it is several things, the hint says when it is which. */
export function describeInput(input: InputField) {
  const { first } = input;
  const labels = new Set(input.alike.map(labelOf));
  return {
    label: [...labels].join(' / '),
    ...describe(describeAll(input, labels.size > 1)),
    group: first.metadata.group ?? INPUT_GROUP.id,
  };
}

const labelOf = (field: Field): string => labelField([field]) ?? toLabel(field.path);

const hintOf = ({ chooses, metadata, description }: Field): string | undefined =>
  chooses ? metadata.discriminator?.description : description;

function describeAll({ alike, first, use, names }: InputField, labelled: boolean): string | undefined {
  const meanings = new Map<string, Field[]>();
  for (const field of alike) {
    const meaning = JSON.stringify([labelOf(field), hintOf(field)]);
    meanings.set(meaning, [...(meanings.get(meaning) ?? []), field]);
  }
  const sentences =
    meanings.size === 1
      ? [hintOf(first), use === undefined ? undefined : `Used only if ${use}.`]
      : [...meanings.values()].flatMap((fields) => describeMeaning(fields, useOf(fields, names), labelled));
  const all = joinSentences([...sentences, describeDefault(first, use), describeFeel(first)]);
  return all === '' ? undefined : all;
}

function describeMeaning([first]: readonly Field[], use: string | undefined, labelled: boolean) {
  if (first === undefined) return [];
  const what = joinSentences([labelled ? labelOf(first) : undefined, hintOf(first)]);
  return use === undefined ? [what] : [`If ${use}: ${what === '' ? labelOf(first) : what}`];
}

/** What a field that starts empty is then. */
function describeDefault(field: Field, use: string | undefined): string | undefined {
  const { defaultValue } = field;
  if (use === undefined || isChosen(field)) return undefined;
  const isScalar = typeof defaultValue === 'string' || typeof defaultValue === 'number';
  return isScalar && defaultValue !== '' ? `Default: ${defaultValue}.` : undefined;
}

function describeFeel(field: Field): string | undefined {
  const { feel } = chooseControl(field);
  return feel === undefined || isChosen(field) ? undefined : FEEL_HINTS[feel];
}

const isChosen = (field: Field): boolean =>
  listChoices(field.schema) !== undefined || chooseControl(field).type === 'Boolean';

/** Texts in a row, each as a sentence. */
const joinSentences = (texts: readonly (string | undefined)[]): string =>
  texts
    .flatMap((text) => (text === undefined || text === '' ? [] : [text]))
    .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ');

import type { Connector } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { describeChoice, describeDefault, describeField, renderCode } from './describe-field.ts';
import { groupBy } from './group-by.ts';
import { type Conditions, type InputOccurrence, listOccurrences } from './input-occurrence.ts';
import { mergeConditions } from './merge-conditions.ts';

/** A row of the table of inputs. */
export interface InputRow {
  readonly path: string;
  readonly value: string;
  readonly default: string;
  /** When it counts; empty for always. */
  readonly counts: string;
}

/** The inputs of all operations, each once for each thing it means. */
export function listInputs(connector: Connector): readonly InputRow[] {
  const occurrences = listOccurrences(connector);
  const choices = listChoices(connector, occurrences);
  return groupBy(withoutUnused(occurrences), rowKey).map((same) => {
    const [first] = same;
    const isChoice = readLiteral(first) !== undefined;
    return {
      path: first.field.path,
      value: isChoice ? describeChoices(same) : describeField(first.field),
      default: isChoice ? describeChoiceDefault(first) : describeDefault(first.field),
      counts: describeConditions(same, connector, choices),
    };
  });
}

/** An input that is offered under some conditions does nothing under those where it is hidden. */
function withoutUnused(occurrences: readonly InputOccurrence[]): readonly InputOccurrence[] {
  const keyOf = ({ field }: InputOccurrence): string => [field.path, field.label].join('\n');
  const isHidden = ({ field }: InputOccurrence): boolean => field.metadata.hidden === true;
  const offered = new Set(occurrences.filter((each) => !isHidden(each)).map(keyOf));
  return occurrences.filter((each) => !isHidden(each) || !offered.has(keyOf(each)));
}

/** The same input with the same meaning is one row; the literals that choose an option are one row in all. */
function rowKey(occurrence: InputOccurrence): string {
  const { field } = occurrence;
  if (readLiteral(occurrence) !== undefined) return field.path;
  return [field.path, describeField(field), describeDefault(field)].join('\n');
}

function readLiteral({ field: { schema } }: InputOccurrence): readonly string[] | undefined {
  if (!(schema instanceof z.core.$ZodLiteral)) return undefined;
  return schema._zod.def.values.filter((value) => typeof value === 'string');
}

function describeChoices(same: readonly [InputOccurrence, ...InputOccurrence[]]): string {
  const choices = new Map<string, string | undefined>();
  for (const occurrence of same) {
    const label = occurrence.field.chooses ? occurrence.field.label : undefined;
    for (const value of readLiteral(occurrence) ?? []) choices.set(value, choices.get(value) ?? label);
  }
  const title = same[0].field.metadata.discriminator?.title;
  const list = [...choices].map(([value, label]) => describeChoice(value, label)).join('; ');
  return title === undefined ? list : `${title}. ${list}`;
}

function describeChoiceDefault({ field }: InputOccurrence): string {
  const value = field.metadata.discriminator?.value;
  const mayBeLeftOut = field.isOptionalWithin || field.metadata.discriminator?.addedLater === true;
  return mayBeLeftOut && value !== undefined ? renderCode(value) : field.required ? 'required' : 'none';
}

/** All values of each input that chooses. */
function listChoices({ operations }: Connector, occurrences: readonly InputOccurrence[]): Conditions {
  const choices = new Map<string, string[]>();
  const add = (path: string, value: string): void => {
    const values = choices.get(path) ?? [];
    if (!values.includes(value)) choices.set(path, [...values, value]);
  };
  for (const occurrence of occurrences) {
    if (!occurrence.field.chooses) continue;
    for (const value of readLiteral(occurrence) ?? []) add(occurrence.field.path, value);
  }
  for (const { when = {} } of operations.values())
    for (const [path, value] of Object.entries(when)) add(path, value);
  return choices;
}

function describeConditions(
  same: readonly InputOccurrence[],
  { operations }: Connector,
  choices: Conditions,
): string {
  const names = [...new Set(same.map(({ operation }) => operation))];
  const conditions = mergeConditions(
    same.map((each) => each.conditions),
    choices,
  );
  const texts = conditions.map(describeAlternative).join(' or ');
  if (names.length === operations.size) return texts;
  const chosen = describeOperations(names, operations);
  return texts === '' ? chosen : `${chosen}; ${texts}`;
}

const describeAlternative = (conditions: Conditions): string =>
  [...conditions]
    .map(([path, values]) => `${renderCode(path)} ${values.map(renderCode).join(', ')}`)
    .join(' and ');

/** By one input that chooses exactly these operations, else by their names. */
function describeOperations(names: readonly string[], operations: Connector['operations']): string {
  const paths = new Set([...operations.values()].flatMap(({ when = {} }) => Object.keys(when)));
  for (const path of paths) {
    const valueOf = (name: string): string | undefined => operations.get(name)?.when?.[path];
    const values = new Set(names.map(valueOf));
    if (values.has(undefined)) continue;
    const chosen = [...operations.keys()].filter((name) => values.has(valueOf(name)));
    if (chosen.length === names.length)
      return `${renderCode(path)} ${[...values].map((value) => renderCode(value)).join(', ')}`;
  }
  return names.map(renderCode).join(', ');
}

import { feelTypeOf, toPlainJson } from '@jobwright/feel';
import type { DecisionTable } from './dmn-model.ts';
import type { RuleOutputs } from './rule-outputs.ts';

/** What has no priority comes after what has one. */
const NO_PRIORITY = '_';

/**
 * Sorts the outputs of rules by the position of their values in the output values of the table. As in
 * Camunda's engine, the positions of several outputs are written one after the other and compared as text:
 * with more than ten values the eleventh comes before the third.
 */
export function sortByPriority(
  { outputs }: DecisionTable,
  all: readonly RuleOutputs[],
): readonly RuleOutputs[] {
  const columns = outputs.map(({ name = '', values = '' }) => ({
    name,
    priorities: new Map(
      values.split(',').map((value, position) => [value.trim().replaceAll(/["']/g, ''), String(position)]),
    ),
  }));
  const keyOf = (rule: RuleOutputs): string =>
    columns.map(({ name, priorities }) => priorities.get(textOf(rule.get(name))) ?? NO_PRIORITY).join('');
  return all
    .map((rule) => ({ rule, key: keyOf(rule) }))
    .sort((first, second) => (first.key < second.key ? -1 : first.key > second.key ? 1 : 0))
    .map(({ rule }) => rule);
}

/** Only texts and numbers have a priority. */
function textOf(value: unknown): string {
  const type = feelTypeOf(value);
  if (type !== 'string' && type !== 'number') return '';
  return String(toPlainJson(value));
}

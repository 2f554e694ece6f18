import { isDeepStrictEqual } from 'node:util';
import type { DecisionAnswer, DecisionCase } from './decision-case.ts';

interface Found {
  readonly chosen: DecisionCase;
  readonly own: DecisionAnswer;
  readonly theirs: DecisionAnswer;
}

interface KnownDecisionDifference {
  readonly name: string;
  readonly reason: string;
  readonly matches: (found: Found) => boolean;
}

/** What Camunda 8 does otherwise than Camunda 7 in decisions. */
export const knownDecisionDifferences: readonly KnownDecisionDifference[] = [
  {
    name: 'a count of no rules',
    reason:
      'Without a matching rule the result is null in Camunda 8; Camunda 7 gives a count that its REST API cannot write.',
    matches: ({ chosen: { table }, own, theirs }) =>
      table.aggregation === 'COUNT' && theirs.failed && !own.failed && own.result === null,
  },
  {
    name: 'the rules of ANY',
    reason: 'Camunda 8 reports every rule that matched, Camunda 7 the first of those with the same outputs.',
    matches: ({ chosen, own, theirs }) =>
      [chosen.table, chosen.required].some((table) => table?.hitPolicy === 'ANY') &&
      !own.failed &&
      !theirs.failed &&
      isDeepStrictEqual(own.result, theirs.result) &&
      theirs.rules.every((rule) => own.rules.includes(rule)),
  },
];

export const isKnownDifference = (found: Found): boolean =>
  knownDecisionDifferences.some(({ matches }) => matches(found));

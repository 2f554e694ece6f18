import type { EngineCall } from '@jobwright/servers/operaton';
import { z } from 'zod';
import type { DecisionAnswer, DecisionCase, Table, Variables } from './decision-case.ts';
import { requiredIdOf } from './render-decisions.ts';

const results = z.array(z.record(z.string(), z.object({ value: z.unknown() })));
const history = z.array(
  z.object({ id: z.string(), outputs: z.array(z.object({ ruleId: z.string().nullable() })) }),
);
/** What the engine itself answers to a decision that fails. */
const FAILED = /: (?:400|500) /;

const typeOf = (value: Variables[string]): string =>
  typeof value === 'number'
    ? 'Double'
    : typeof value === 'boolean'
      ? 'Boolean'
      : typeof value === 'string'
        ? 'String'
        : 'Null';

/** The rows of a table as Camunda 8 gives its result: a single output is the value itself. */
export function asResult(
  { hitPolicy, aggregation, outputs }: Table,
  rows: z.output<typeof results>,
): unknown {
  const values = rows.map((row): unknown => {
    const plain = Object.entries(row).map(([name, { value }]) => [name, value] as const);
    const [only] = plain;
    return outputs.length === 1 ? (only?.[1] ?? null) : Object.fromEntries(plain);
  });
  const isList = aggregation === undefined && (hitPolicy === 'RULE ORDER' || hitPolicy === 'COLLECT');
  return isList && values.length > 0 ? values : (values[0] ?? null);
}

/** What Operaton gives for each of the values of a decision that is deployed there. */
export async function evaluateOnOperaton(
  call: EngineCall,
  id: string,
  { table, required, contexts }: DecisionCase,
): Promise<readonly DecisionAnswer[]> {
  const keys = required ? [requiredIdOf(id), id] : [id];
  const seen = new Set<string>();
  const listNewRules = async (): Promise<readonly string[]> => {
    const rules: string[] = [];
    for (const key of keys)
      for (const instance of await call(
        history,
        `/history/decision-instance?decisionDefinitionKey=${key}&includeOutputs=true`,
      )) {
        if (seen.has(instance.id)) continue;
        seen.add(instance.id);
        rules.push(...new Set(instance.outputs.flatMap(({ ruleId }) => ruleId ?? [])));
      }
    return rules.sort();
  };
  const answers: DecisionAnswer[] = [];
  for (const context of contexts) {
    const variables = Object.fromEntries(
      Object.entries(context).map(([name, value]) => [name, { value, type: typeOf(value) }]),
    );
    try {
      const rows = await call(results, `/decision-definition/key/${id}/evaluate`, {
        method: 'POST',
        json: { variables },
      });
      answers.push({ failed: false, result: asResult(table, rows), rules: await listNewRules() });
    } catch (error) {
      if (!(error instanceof Error) || !FAILED.test(error.message)) throw error;
      answers.push({ failed: true });
      await listNewRules();
    }
  }
  return answers;
}

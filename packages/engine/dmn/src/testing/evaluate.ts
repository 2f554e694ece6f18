import { createDecisionEngine, type DecisionEngine, type DecisionEngineOptions } from '../decision-engine.ts';
import { parseDmn } from '../parse-dmn.ts';
import { decision, definitions } from './dmn.ts';

export async function engineOf(xml: string, options?: DecisionEngineOptions): Promise<DecisionEngine> {
  const parsed = await parseDmn(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return createDecisionEngine(parsed.model, options);
}

export async function problemsOf(xml: string): Promise<readonly string[]> {
  const parsed = await parseDmn(xml);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

/** The output of a decision that is the only one of its file. */
export async function outputOf(logic: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const engine = await engineOf(definitions(decision('d', logic)));
  const result = engine.evaluate('d', variables);
  return result.ok ? result.output : { failure: result.failureMessage };
}

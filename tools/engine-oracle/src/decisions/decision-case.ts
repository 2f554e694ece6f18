/** What the two engines both know of types; each has its own name for numbers. */
export type ColumnType = 'number' | 'string' | 'boolean';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export interface Rule {
  readonly tests: readonly string[];
  readonly outputs: readonly string[];
}

/** A decision table that both engines evaluate: hit policies that only Camunda 8 has are not among them. */
export interface Table {
  readonly hitPolicy: 'UNIQUE' | 'FIRST' | 'ANY' | 'RULE ORDER' | 'COLLECT';
  readonly aggregation?: 'SUM' | 'MIN' | 'MAX' | 'COUNT';
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
  readonly rules: readonly Rule[];
}

export type Variables = Readonly<Record<string, number | string | boolean | null>>;

/** A decision with the values it is evaluated with. */
export interface DecisionCase {
  readonly table: Table;
  /** A decision whose result is a further input of the table. */
  readonly required?: Table;
  readonly contexts: readonly Variables[];
}

/** The name of the required decision, of its output, and of the input that reads it. */
export const REQUIRED = 'before';

/** What a decision gave: its result and the rules that matched, or that it failed. */
export type DecisionAnswer =
  | { readonly failed: true }
  | { readonly failed: false; readonly result: unknown; readonly rules: readonly string[] };

export const ruleIdOf = (decisionId: string, index: number): string => `${decisionId}_rule${index + 1}`;

/** The decisions of a DMN file as plain data: a decision requirements graph. */
export interface DmnModel {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  /** In the order of the file. */
  readonly decisions: readonly DecisionModel[];
  /** Business knowledge models, in the order of the file. */
  readonly knowledge: readonly KnowledgeModel[];
}

/** A decision, with what it requires. */
export interface DecisionModel {
  readonly id: string;
  readonly name: string;
  /** From `zeebe:versionTag`. */
  readonly versionTag?: string;
  /** The name under which decisions that require it see its result: that of its variable, else its id. */
  readonly resultName: string;
  /** The type of its variable. A result of another type is an error. */
  readonly resultType?: string;
  readonly requiredDecisionIds: readonly string[];
  readonly requiredKnowledgeIds: readonly string[];
  readonly logic: DecisionLogic;
}

/** A business knowledge model: a function that decisions call by its name. */
export interface KnowledgeModel {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly FormalParameter[];
  readonly requiredKnowledgeIds: readonly string[];
  /** Without it the function returns null. */
  readonly logic?: DecisionLogic;
}

/** A parameter of a function. An argument of another type makes the call fail. */
export interface FormalParameter {
  readonly name: string;
  readonly type?: string;
}

/** How a decision or a business knowledge model gets its result. */
export type DecisionLogic =
  DecisionTable | LiteralExpression | BoxedContext | BoxedList | Relation | Invocation | BoxedFunction;

/** Which of the matching rules count. */
export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
/** What is made of the outputs of the matching rules. */
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

/** A decision table. */
export interface DecisionTable {
  readonly kind: 'decisionTable';
  readonly hitPolicy: HitPolicy;
  /** Of the hit policy `COLLECT`; without it the result is a list. */
  readonly aggregation?: Aggregation;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

/** A column of conditions. */
export interface TableInput {
  readonly id: string;
  readonly label?: string;
  /** FEEL. */
  readonly expression: string;
}

/** A column of results. */
export interface TableOutput {
  readonly id: string;
  /** The entry of the result; a single output needs none. */
  readonly name?: string;
  readonly label?: string;
  /** Its possible values in the order of their priority, as unary tests. */
  readonly values?: string;
  /** FEEL; the result when no rule matches. */
  readonly defaultEntry?: string;
}

/** A row of a decision table. */
export interface TableRule {
  readonly id: string;
  /** Unary tests, one for each input; an empty one is satisfied. */
  readonly tests: readonly string[];
  /** FEEL, one for each output. */
  readonly outputs: readonly string[];
}

/** FEEL. */
export interface LiteralExpression {
  readonly kind: 'literalExpression';
  readonly text: string;
}

/** A context; each entry sees those before it. */
export interface BoxedContext {
  readonly kind: 'context';
  readonly entries: readonly { readonly name: string; readonly logic: DecisionLogic }[];
  /** The result in place of the context. */
  readonly result?: DecisionLogic;
}

/** A list. */
export interface BoxedList {
  readonly kind: 'list';
  readonly items: readonly DecisionLogic[];
}

/** A list of contexts with the same entries. */
export interface Relation {
  readonly kind: 'relation';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly DecisionLogic[])[];
}

/** A call of a business knowledge model. */
export interface Invocation {
  readonly kind: 'invocation';
  readonly knowledgeName: string;
  readonly bindings: readonly { readonly name: string; readonly expression: string }[];
}

/** A function in a context. */
export interface BoxedFunction {
  readonly kind: 'function';
  readonly parameters: readonly FormalParameter[];
  /** FEEL. */
  readonly expression: string;
}

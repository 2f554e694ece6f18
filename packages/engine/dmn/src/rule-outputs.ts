/** The outputs of a rule by name. */
export type RuleOutputs = ReadonlyMap<string, unknown>;

export { createDecisionEngine, type DecisionEngine, type DecisionEngineOptions } from './decision-engine.ts';
export type {
  DecisionEvaluation,
  DecisionType,
  EvaluatedDecision,
  EvaluatedInput,
  EvaluatedOutput,
  MatchedRule,
} from './decision-evaluation.ts';
export type {
  Aggregation,
  BoxedContext,
  BoxedFunction,
  BoxedList,
  DecisionLogic,
  DecisionModel,
  DecisionTable,
  DmnModel,
  FormalParameter,
  HitPolicy,
  Invocation,
  KnowledgeModel,
  LiteralExpression,
  Relation,
  TableInput,
  TableOutput,
  TableRule,
} from './dmn-model.ts';
export { parseDmn, type ParsedDmn, type ParseDmnOptions } from './parse-dmn.ts';

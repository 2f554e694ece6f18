import type { DecisionModel, DmnModel, KnowledgeModel } from './dmn-model.ts';

/** The decisions and business knowledge models of a file by id and by name. */
export interface Requirements {
  decision(id: string): DecisionModel | undefined;
  knowledge(id: string): KnowledgeModel | undefined;
  knowledgeNamed(name: string): KnowledgeModel | undefined;
}

export function createRequirements({ decisions, knowledge }: DmnModel): Requirements {
  const decisionById = new Map(decisions.map((decision) => [decision.id, decision]));
  const knowledgeById = new Map(knowledge.map((one) => [one.id, one]));
  const knowledgeByName = new Map(knowledge.toReversed().map((one) => [one.name, one]));
  return {
    decision: (id) => decisionById.get(id),
    knowledge: (id) => knowledgeById.get(id),
    knowledgeNamed: (name) => knowledgeByName.get(name),
  };
}

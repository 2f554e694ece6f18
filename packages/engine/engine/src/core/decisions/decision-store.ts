import { createDecisionEngine, type DecisionEngine } from '@jobwright/dmn/engine';
import { FEEL_VERSION } from '../../model/feel-version.ts';
import type { Clock, Key } from '../commands.ts';
import type { EngineState } from '../engine-state.ts';
import { createVersionIndex, type VersionIndex } from '../version-index.ts';
import type { DecisionRecord, DecisionRequirementsRecord } from './decision-records.ts';

/** Decisions by id and version, ready to be evaluated. Derived from the state. */
export interface DecisionStore {
  readonly decisions: VersionIndex<DecisionRecord>;
  readonly requirements: VersionIndex<DecisionRequirementsRecord>;
  /** The decisions of a DMN file, prepared when they are first evaluated. */
  engineOf(requirementsKey: Key): DecisionEngine | undefined;
  /** The decisions of a DMN file by id. */
  decisionsOf(requirementsKey: Key): ReadonlyMap<string, DecisionRecord>;
  add(requirements: DecisionRequirementsRecord, decisions: readonly DecisionRecord[]): void;
  /** Forgets a version of a DMN file with its decisions. */
  remove(requirements: DecisionRequirementsRecord): void;
}

/** `now()` and `today()` in decisions go by the clock. */
export function createDecisionStore(state: EngineState, clock: Pick<Clock, 'now'>): DecisionStore {
  const decisions = createVersionIndex<DecisionRecord>(({ id, versionTag }) => ({ id, versionTag }));
  const requirements = createVersionIndex<DecisionRequirementsRecord>(({ id }) => ({ id }));
  const engines = new Map<Key, DecisionEngine>();
  const byRequirements = new Map<Key, Map<string, DecisionRecord>>();
  const addDecision = (decision: DecisionRecord): void => {
    decisions.add(decision);
    const others = byRequirements.get(decision.requirementsKey);
    if (others) others.set(decision.id, decision);
    else byRequirements.set(decision.requirementsKey, new Map([[decision.id, decision]]));
  };
  for (const record of state.decisionRequirements.values()) requirements.add(record);
  for (const record of state.decisions.values()) addDecision(record);
  return {
    decisions,
    requirements,
    engineOf(requirementsKey) {
      const record = state.decisionRequirements.get(requirementsKey);
      if (!record) return undefined;
      const engine =
        engines.get(requirementsKey) ?? createDecisionEngine(record.model, { clock, version: FEEL_VERSION });
      engines.set(requirementsKey, engine);
      return engine;
    },
    decisionsOf: (requirementsKey) => byRequirements.get(requirementsKey) ?? new Map(),
    add(record, added) {
      state.decisionRequirements.set(record.key, record);
      requirements.add(record);
      for (const decision of added) {
        state.decisions.set(decision.key, decision);
        addDecision(decision);
      }
    },
    remove(record) {
      for (const decision of byRequirements.get(record.key)?.values() ?? []) {
        state.decisions.delete(decision.key);
        decisions.remove(decision);
      }
      byRequirements.delete(record.key);
      engines.delete(record.key);
      state.decisionRequirements.delete(record.key);
      requirements.remove(record);
    },
  };
}

import type { DeployableDecisions } from '../../model/deployable.ts';
import type { Key } from '../commands.ts';
import type { DecisionRecord, DecisionRequirementsRecord } from '../decisions/decision-records.ts';
import type { Engine } from '../engine.ts';
import { nextKey } from '../engine-state.ts';
import type { Deployed } from './deployed.ts';
import { type NewDeployable, type PlannedDeployable, uniqueId } from './planned-deployable.ts';

const deployedDecision = (decision: DecisionRecord): Deployed => ({
  kind: 'decision',
  decision: {
    dmnDecisionId: decision.id,
    dmnDecisionName: decision.name,
    version: decision.version,
    decisionKey: decision.key,
    dmnDecisionRequirementsId: decision.requirementsId,
    decisionRequirementsKey: decision.requirementsKey,
    tenantId: decision.tenantId,
  },
});

function deployed(
  record: DecisionRequirementsRecord,
  decisions: Iterable<DecisionRecord>,
): readonly Deployed[] {
  const { key, id, name, version, resourceName, tenantId } = record;
  const requirements: Deployed = {
    kind: 'decisionRequirements',
    decisionRequirements: {
      dmnDecisionRequirementsId: id,
      dmnDecisionRequirementsName: name,
      version,
      decisionRequirementsKey: key,
      resourceName,
      tenantId,
    },
  };
  return [requirements, ...[...decisions].map(deployedDecision)];
}

/**
 * The latest version of the file, when it is the same and the latest versions of its decisions are those in
 * it.
 */
function findUnchanged(
  { decisions: store }: Engine,
  { deployable: { model }, resourceName, checksum, tenantId }: NewDeployable<DeployableDecisions>,
): readonly Deployed[] | undefined {
  const latest = store.requirements.latest({ tenantId, id: model.id });
  if (latest?.resourceName !== resourceName || latest.checksum !== checksum) return undefined;
  const decisions = model.decisions.map(({ id }) => store.decisions.latest({ tenantId, id }));
  const known = decisions.filter((decision) => decision?.requirementsKey === latest.key);
  if (known.length < decisions.length) return undefined;
  return deployed(
    latest,
    known.filter((decision) => decision !== undefined),
  );
}

function addDecisions(
  engine: Engine,
  { deployable: { model }, resourceName, checksum, content, tenantId }: NewDeployable<DeployableDecisions>,
  deploymentKey: Key,
): readonly Deployed[] {
  const { decisions: store, state } = engine;
  const { id, name } = model;
  const latest = store.requirements.latest({ tenantId, id });
  // Unlike those of processes and forms, the numbers of deleted versions are used again, as in a broker.
  const version = (latest?.version ?? 0) + 1;
  const file = { resourceName, checksum, tenantId, deploymentKey };
  const requirements = { key: nextKey(state), id, name, version, ...file, model };
  const decisions = model.decisions.map((decision): DecisionRecord => {
    const before = store.decisions.latest({ tenantId, id: decision.id });
    return {
      key: nextKey(state),
      id: decision.id,
      name: decision.name,
      version: (before?.version ?? 0) + 1,
      ...(decision.versionTag !== undefined && { versionTag: decision.versionTag }),
      requirementsKey: requirements.key,
      requirementsId: id,
      tenantId,
      deploymentKey,
    };
  });
  store.add(requirements, decisions);
  state.resources.set(checksum, content);
  return deployed(requirements, decisions);
}

/** A DMN file and each of its decisions get a new version. */
export function planDecisions(engine: Engine, wanted: NewDeployable<DeployableDecisions>): PlannedDeployable {
  const { model } = wanted.deployable;
  return {
    ids: [
      uniqueId('decision requirements', model.id),
      ...model.decisions.map(({ id }) => uniqueId('decision', id)),
    ],
    unchanged: findUnchanged(engine, wanted),
    add: (deploymentKey) => addDecisions(engine, wanted, deploymentKey),
  };
}

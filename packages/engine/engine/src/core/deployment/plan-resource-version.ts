import type { DeployableFile } from '../../model/deployable.ts';
import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { nextKey, type ResourceVersion } from '../engine-state.ts';
import { resourceIndexId } from '../resource-index.ts';
import { nextVersion } from '../used-versions.ts';
import type { Deployed } from './deployed.ts';
import { type NewDeployable, type PlannedDeployable, uniqueId } from './planned-deployable.ts';

function deployed({ kind, key, id, version, resourceName, tenantId }: ResourceVersion): readonly Deployed[] {
  const common = { version, resourceName, tenantId };
  return kind === 'form'
    ? [{ kind, form: { formId: id, formKey: key, ...common } }]
    : [{ kind, resource: { resourceId: id, resourceKey: key, ...common } }];
}

/** The name of a form counts as part of it; that of another file does not. */
function isSame(latest: ResourceVersion, { checksum, resourceName }: NewDeployable): boolean {
  return latest.checksum === checksum && (latest.kind === 'resource' || latest.resourceName === resourceName);
}

/** A form or another file gets a new version. */
export function planResourceVersion(
  engine: Engine,
  wanted: NewDeployable<DeployableFile>,
): PlannedDeployable {
  const { deployable, content, ...file } = wanted;
  const { kind, id } = deployable;
  const { tenantId } = file;
  const latest = engine.resourceIndex.latest({ tenantId, id: resourceIndexId(deployable) });
  const add = (deploymentKey: Key): readonly Deployed[] => {
    const key = nextKey(engine.state);
    const version = nextVersion(engine.state, { kind, tenantId, id }, latest);
    const added: ResourceVersion = { ...deployable, ...file, key, version, deploymentKey };
    engine.state.resourceVersions.set(key, added);
    engine.state.resources.set(file.checksum, content);
    engine.resourceIndex.add(added);
    return deployed(added);
  };
  return {
    ids: [uniqueId(kind, id)],
    unchanged: latest && isSame(latest, wanted) ? deployed(latest) : undefined,
    add,
  };
}

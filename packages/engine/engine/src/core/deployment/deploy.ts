import type { Resource } from '../../model/deployable.ts';
import type { Deployment, Result } from '../commands.ts';
import { DEFAULT_TENANT_ID } from '../defaults.ts';
import type { Engine } from '../engine.ts';
import { nextKey } from '../engine-state.ts';
import { reject, succeed } from '../result.ts';
import { noteDeployment } from '../audit/note-deployment.ts';
import { checkDeploymentBindings } from './check-deployment-bindings.ts';
import type { NewDeployable, PlannedDeployable } from './planned-deployable.ts';
import { planDeployable } from './plan-deployable.ts';

interface ParsedAll {
  readonly reasons: readonly string[];
  readonly found: readonly NewDeployable[];
  readonly warnings: readonly string[];
}

interface DeployCommand {
  readonly resources: readonly Resource[];
  readonly tenantId?: string;
}

async function parseAll(
  engine: Engine,
  { resources, tenantId = DEFAULT_TENANT_ID }: DeployCommand,
): Promise<ParsedAll> {
  const reasons: string[] = [];
  const found: NewDeployable[] = [];
  const warnings: string[] = [];
  // Loaded with the first deployment.
  const { createHash } = process.getBuiltinModule('node:crypto');
  for (const [index, parsed] of (await engine.parse(resources)).entries()) {
    if (!parsed.ok) {
      reasons.push(parsed.reason);
      continue;
    }
    const { name: resourceName = '', content = '' } = resources[index] ?? {};
    const checksum = createHash('sha256').update(content).digest('hex');
    const file = { resourceName, checksum, content, tenantId };
    found.push(...parsed.deployables.map((deployable) => ({ ...file, deployable })));
    warnings.push(...parsed.warnings.map((warning) => `${resourceName}: ${warning}`));
  }
  return { reasons, found, warnings };
}

interface Planned {
  readonly deployable: NewDeployable;
  readonly plan: PlannedDeployable;
}

function findDuplicate(planned: readonly Planned[]): string | undefined {
  const names = new Map<string, string>();
  for (const { deployable, plan } of planned)
    for (const { address, duplicateReason } of plan.ids) {
      const earlier = names.get(address);
      if (earlier !== undefined) return duplicateReason(earlier, deployable.resourceName);
      names.set(address, deployable.resourceName);
    }
  return undefined;
}

/** Reasons to refuse what is each for itself in order. */
function checkTogether(planned: readonly Planned[]): readonly string[] {
  const duplicate = findDuplicate(planned);
  return duplicate === undefined ? checkDeploymentBindings(planned) : [duplicate];
}

/** Deploys all resources or none. When none has changed, returns the existing versions. */
export async function deploy(engine: Engine, command: DeployCommand): Promise<Result<Deployment>> {
  if (command.resources.length === 0)
    return reject('INVALID_ARGUMENT', 'CREATE', 'Expected to deploy at least one resource, but none given');
  const parsed = await parseAll(engine, command);
  return engine.recorder.record({
    name: 'deploy',
    argument: command,
    run: () => deployParsed(engine, command, parsed),
    hasEffect: ({ ok }) => ok,
  });
}

function deployParsed(
  engine: Engine,
  { tenantId = DEFAULT_TENANT_ID }: DeployCommand,
  parsed: ParsedAll,
): Result<Deployment> {
  const { reasons, found, warnings } = parsed;
  const planned = found.map((deployable) => ({ deployable, plan: planDeployable(engine, deployable) }));
  const all = reasons.length > 0 ? reasons : checkTogether(planned);
  if (all.length > 0)
    return reject(
      'INVALID_ARGUMENT',
      'CREATE',
      `Expected to deploy new resources, but encountered the following errors:\n${all.join('\n')}`,
    );
  const key = nextKey(engine.state);
  const unchanged = planned.map(({ plan }) => plan.unchanged).filter((one) => one !== undefined);
  const deployed =
    unchanged.length === planned.length ? unchanged.flat() : planned.flatMap(({ plan }) => plan.add(key));
  warnings.forEach(engine.onWarning);
  const deployment = {
    key,
    tenantId,
    processes: deployed.filter((one) => one.kind === 'process').map(({ process }) => process),
    decisions: deployed.filter((one) => one.kind === 'decision').map(({ decision }) => decision),
    decisionRequirements: deployed
      .filter((one) => one.kind === 'decisionRequirements')
      .map(({ decisionRequirements }) => decisionRequirements),
    forms: deployed.filter((one) => one.kind === 'form').map(({ form }) => form),
    resources: deployed.filter((one) => one.kind === 'resource').map(({ resource }) => resource),
  };
  if (unchanged.length < planned.length) noteDeployment(engine, deployment);
  return succeed(deployment);
}

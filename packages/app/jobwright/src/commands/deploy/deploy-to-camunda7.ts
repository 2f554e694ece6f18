import type { Camunda7Engine } from '@jobwright/camunda7';
import { ClusterCallError } from '@jobwright/camunda8';
import { z } from 'zod';
import { type CommandError, wrongInputError } from '../../command-line/command-error.ts';
import { connectEngine, engineError } from '../../cluster/connect-engine.ts';
import { parseEngineAnswer } from '../../cluster/parse-engine-answer.ts';
import type { Camunda7Cluster } from '../../configuration/list-clusters.ts';
import type { Deployed, DeployedFile, Deployment } from './deployment.ts';
import type { FoundResource } from './find-resources.ts';

/** The engine compares files with the last ones that were deployed under this name. */
const NAME = 'jobwright';
const PATH = '/deployment/create';

const definition = z.object({
  id: z.string(),
  key: z.string(),
  version: z.number(),
  resource: z.string().nullish(),
  tenantId: z.string().nullish(),
});
const definitions = z.record(z.string(), definition).nullish();
const answerSchema = z.object({
  deployedProcessDefinitions: definitions,
  deployedCaseDefinitions: definitions,
  deployedDecisionDefinitions: definitions,
  deployedDecisionRequirementsDefinitions: definitions,
});

/** @throws CommandError that says what is wrong and what to do */
export async function deployToCamunda7(target: Camunda7Cluster, deployment: Deployment): Promise<Deployed> {
  const { resources, tenantId, onConnect } = deployment;
  const engine = await connectEngine(target, deployment);
  try {
    onConnect(engine.address);
    const created = await create(engine, deployment).catch((error: unknown) => {
      throw refusalError(error) ?? engineError(error, engine);
    });
    const named = new Set(created.map(({ resourceName }) => resourceName));
    const others = resources.filter(({ name }) => !named.has(name));
    return { address: engine.address, resources: [...created, ...others.map(otherFile(tenantId))] };
  } finally {
    await engine.close();
  }
}

async function create(
  engine: Camunda7Engine,
  { resources, tenantId, timeoutMs, signal }: Deployment,
): Promise<readonly DeployedFile[]> {
  const form = new FormData();
  form.set('deployment-name', NAME);
  form.set('deployment-source', NAME);
  // A file that has not changed keeps its version.
  form.set('enable-duplicate-filtering', 'true');
  form.set('deploy-changed-only', 'true');
  if (tenantId !== undefined) form.set('tenant-id', tenantId);
  resources.forEach(({ name, content }, index) => {
    form.set(`file-${index}`, new Blob([new Uint8Array(content)]), name);
  });
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  const answer = await engine.send(
    {
      method: 'POST',
      path: PATH,
      headers: [['Content-Type', contentType]],
      body: new Uint8Array(await encoded.arrayBuffer()),
    },
    { timeoutMs, signal },
  );
  const found = parseEngineAnswer(answer, { path: PATH, schema: answerSchema });
  return [
    ...listFiles('process', found.deployedProcessDefinitions),
    ...listFiles('case', found.deployedCaseDefinitions),
    ...listFiles('decision', found.deployedDecisionDefinitions),
    ...listFiles('decision requirements', found.deployedDecisionRequirementsDefinitions),
  ];
}

const listFiles = (kind: string, found: z.output<typeof definitions>): readonly DeployedFile[] =>
  Object.values(found ?? {}).map(({ id, key, version, resource, tenantId }) => ({
    kind,
    id: key,
    version,
    key: id,
    tenantId: tenantId ?? '',
    resourceName: resource ?? '',
  }));

/** The engine does not list files that have not changed, nor those that are not models, such as forms. */
const otherFile =
  (tenantId = '') =>
  ({ name }: FoundResource): DeployedFile => ({
    kind: /\.(bpmn|dmn|cmmn)$/i.test(name) ? 'unchanged' : 'resource',
    id: name,
    version: undefined,
    key: '',
    tenantId,
    resourceName: name,
  });

/** The engine lists problems, each with its file and line, below a line that says that there are some. */
function refusalError(error: unknown): CommandError | undefined {
  // An engine answers 500 where it cannot read a file at all.
  const isRefusal =
    error instanceof ClusterCallError &&
    (error.failure === 'refused' || error.failure === 'unexpected') &&
    /^ENGINE-\d+/.test(error.message);
  if (!isRefusal) return undefined;
  const [first = '', ...problems] = error.message.split(/\n\* /);
  const reasons = problems.length === 0 ? [first] : problems.map(placeFirst);
  return wrongInputError(`Nothing was deployed, correct this: ${reasons.join('; ')}`, { cause: error });
}

/** `Invalid destination | resource order.bpmn | line 5 | column 59` begins with its place. */
function placeFirst(problem: string): string {
  const place = /^(.*?)\s*\| resource (.*?) \| line (\d+) \| column (\d+)\s*$/s.exec(problem);
  if (place === null) return problem.replaceAll(/\s+/g, ' ').trim();
  const [, text = '', file, line, column] = place;
  return `${file}:${line}:${column}: ${text.replaceAll(/\s+/g, ' ').trim()}`;
}

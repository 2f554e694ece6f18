import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import type { Connector, DocumentStore } from '@jobwright/connector-sdk';
import { createMemoryDocumentStore, createStaticSecrets } from '@jobwright/runtime';
import { toModelledProcess } from './apply-template.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { ACCESS_TOKEN, AUTHENTICATION_SECRETS } from './authentication-cases.ts';
import { fillIn, type OfficialTemplate } from './official-templates.ts';
import { connectTarget } from './target.ts';
import { startWireBackend, type WireAnswer, type WireRequest } from './wire-backend.ts';

export interface OfficialRun {
  readonly template: OfficialTemplate;
  /** What is typed into the fields, by the name of the input. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Where the backend answers, e.g. `api`; the path is `/KIND/NAME`. */
  readonly kind?: string;
}

export interface OfficialRunResult {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requests: readonly WireRequest[];
  readonly tokenRequests: readonly WireRequest[];
  readonly path: string;
}

/** An engine with a connector, and what it talks to: applies a template, deploys the process, runs it. */
export interface OfficialStage {
  readonly documents: DocumentStore;
  run(run: OfficialRun): Promise<OfficialRunResult>;
  close(): Promise<void>;
}

export async function startOfficialStage(
  connector: Connector,
  { prefix, answer }: { readonly prefix: string; readonly answer: WireAnswer },
): Promise<OfficialStage> {
  const documents = createMemoryDocumentStore();
  const backend = await startWireBackend((request) =>
    request.path.startsWith('/token/')
      ? { body: JSON.stringify({ access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 3600 }) }
      : answer(request),
  );
  const secure = await startWireBackend(answer, {
    ...LOCALHOST_TLS,
    ca: LOCALHOST_TLS.cert,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const target = await connectTarget();
  const workers: ConnectorWorkers = await startConnectors({
    connectors: [connector],
    clusters: [camunda8({ settings: target.configuration })],
    documents,
    secrets: { provider: createStaticSecrets({ ...AUTHENTICATION_SECRETS, CLIENT_KEY: LOCALHOST_TLS.key }) },
  });
  let count = 0;
  return {
    documents,
    async run({ template, values, variables = {}, kind = 'api' }) {
      count += 1;
      const name = `${prefix}-${count}`;
      const path = `/${kind}/${name}`;
      const processId = `official-${name}-${process.pid}`;
      const model = await toModelledProcess({ processId, template: fillIn(template, values), values: {} });
      await target.client.deployResource({ process: Buffer.from(model), name: `${processId}.bpmn` });
      const result = await target.client.createProcessInstanceWithResult({
        bpmnProcessId: processId,
        variables: { base: backend.url, secureBase: secure.url, path, name, ...variables } as never,
        requestTimeout: 40_000,
      });
      return {
        path,
        variables: result.variables,
        requests: [...backend.requestsOf(path), ...secure.requestsOf(path)],
        tokenRequests: backend.requestsOf(`/token/${name}`),
      };
    },
    async close() {
      await workers.close({ timeoutMs: 0 });
      await target.close();
      await backend.close();
      await secure.close();
    },
  };
}

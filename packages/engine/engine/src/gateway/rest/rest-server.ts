import type { IncomingMessage, ServerResponse } from 'node:http';
import multipart from '@fastify/multipart';
import { toErrorMessage } from '@jobwright/concurrency';
import { isFromPage } from '@jobwright/loopback';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';
import { DataDirectoryFullError } from '../../durability/data-directory-error.ts';
import type { Clock } from '../../core/commands.ts';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { PhysicalTenant } from '../../physical-tenants.ts';
import { addAdHocRoutes } from './ad-hoc-routes.ts';
import { addBusinessIdRoutes } from './business-id-routes.ts';
import { addClusterSearchRoutes } from './cluster-search-routes.ts';
import { addClusterRoutes } from './cluster-routes.ts';
import { addClusterVariableRoutes } from './cluster-variable-routes.ts';
import { addConditionalRoutes } from './conditional-routes.ts';
import { addDecisionRoutes } from './decision-routes.ts';
import type { DocumentLimits } from './content-budget.ts';
import { addDeploymentRoutes } from './deployment-routes.ts';
import { addDocumentRoutes } from './document-routes.ts';
import { createDocumentStore } from './document-store.ts';
import { openFolderDocumentStorage } from './folder-document-storage.ts';
import { createMemoryDocumentStorage } from './memory-document-storage.ts';
import { addExpressionRoutes } from './expression-routes.ts';
import { addIdentityRoutes } from './identity-routes.ts';
import { invalidRequest } from './invalid-request.ts';
import { readJsonBodies } from './json-body.ts';
import { answerMissingRoutes } from './missing-routes.ts';
import { addPhysicalTenantRoutes } from './physical-tenant-routes.ts';
import { pathOf, Problem, toProblemBody } from './problem.ts';
import { addProcessDefinitionRoutes } from './process-definition-routes.ts';
import { createRestTenantCheck } from './check-tenant.ts';
import { answerWhenPersisted, notPersistedProblem } from './answer-when-persisted.ts';
import { addBatchRoutes } from './batch-routes.ts';
import { addClockRoutes } from './clock-routes.ts';
import { addIncidentAndJobRoutes } from './incident-and-job-routes.ts';
import { addJobActivationRoute } from './job-activation-route.ts';
import { addJobSettlementRoutes } from './job-settlement-routes.ts';
import { addMessageRoutes } from './message-routes.ts';
import { addProcessInstanceCreation } from './process-instance-creation.ts';
import { addProcessInstanceRoutes } from './process-instance-routes.ts';
import { addResourceRoutes } from './resource-routes.ts';
import { addSearchRoutes } from './search-routes.ts';
import { addSignalRoutes } from './signal-routes.ts';
import { addSystemRoutes } from './system-routes.ts';
import { addTopologyRoute } from './topology-route.ts';
import { addUserTaskRoutes } from './user-task-routes.ts';

const MAX_FILES = 100;
const MAX_ID_CHARACTERS = 500;

interface RestApiOptions {
  readonly core: SearchableCore;
  /** Resolves when everything up to now is on disk. Without it answers wait for no disk. */
  readonly persisted?: (() => Promise<void>) | undefined;
  readonly clock: Clock;
  /** Tenants besides the default one. */
  readonly tenantIds?: readonly string[] | undefined;
  readonly documents: DocumentLimits;
  /** Where documents are kept; without it they are in memory. */
  readonly documentDirectory?: string | undefined;
  /** Where the gRPC gateway is, for the topology. */
  readonly gateway: { readonly host: string; readonly port: number };
}

export interface RestServerOptions extends RestApiOptions {
  /** Physical tenants besides the default one. */
  readonly others: readonly PhysicalTenant[];
}

/** Answers requests that others received. */
export interface RestServer {
  answer(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

export async function createRestServer({ others, ...options }: RestServerOptions): Promise<RestServer> {
  const physicalTenantIds = others.map(({ id }) => id);
  const server = await createRestApi({ ...options, physicalTenantIds });
  const apis = new Map<string, FastifyInstance>();
  addPhysicalTenantRoutes(server, apis);
  for (const { id, core, tenantIds, documentDirectory } of others) {
    const api = await createRestApi({ ...options, core, tenantIds, documentDirectory, physicalTenantIds });
    apis.set(id, api);
    await api.ready();
  }
  await server.ready();
  return { answer: (request, response) => server.routing(request, response), close: () => server.close() };
}

async function createRestApi(
  options: RestApiOptions & { readonly physicalTenantIds: readonly string[] },
): Promise<FastifyInstance> {
  const { core, clock, tenantIds, documents, documentDirectory, gateway, physicalTenantIds } = options;
  const server = fastify({
    frameworkErrors: (error, request, reply) => void sendProblem(reply, error, request.url),
    routerOptions: { maxParamLength: MAX_ID_CHARACTERS },
  });
  if (options.persisted) answerWhenPersisted(server, options.persisted);
  closeToPages(server);
  readOnlyMultipart(server);
  await server.register(multipart, {
    limits: { fileSize: Infinity, files: MAX_FILES, parts: MAX_FILES + 1 },
  });
  server.setErrorHandler((error, request, reply) => sendProblem(reply, error, request.url));
  answerMissingRoutes(server);
  addSystemRoutes(server, core, tenantIds);
  addIdentityRoutes(server);
  addTopologyRoute(server, gateway);
  addClusterRoutes(server, gateway, physicalTenantIds);
  addProcessDefinitionRoutes(server, core);
  const checkTenant = createRestTenantCheck(tenantIds);
  addDeploymentRoutes(server, core, checkTenant);
  await server.register((scoped, _options, done) => {
    readJsonBodies(scoped);
    addProcessInstanceRoutes(scoped, core);
    addProcessInstanceCreation(scoped, core, checkTenant);
    addSearchRoutes(scoped, core);
    addMessageRoutes(scoped, core, checkTenant);
    addBatchRoutes(scoped, core);
    addIncidentAndJobRoutes(scoped, core);
    addJobActivationRoute(scoped, core, checkTenant);
    addJobSettlementRoutes(scoped, core);
    addClockRoutes(scoped, core);
    addResourceRoutes(scoped, core);
    addUserTaskRoutes(scoped, core);
    addSignalRoutes(scoped, core, checkTenant);
    addExpressionRoutes(scoped, core, checkTenant);
    addDecisionRoutes(scoped, core, checkTenant);
    addAdHocRoutes(scoped, core);
    addConditionalRoutes(scoped, core, checkTenant);
    addBusinessIdRoutes(scoped, core);
    addClusterSearchRoutes(scoped, core);
    addClusterVariableRoutes(scoped, { core, tenantIds });
    done();
  });
  const storage =
    documentDirectory === undefined
      ? createMemoryDocumentStorage()
      : await openFolderDocumentStorage(documentDirectory);
  addDocumentRoutes(server, createDocumentStore({ clock, limits: documents, storage }));
  return server;
}

/** The engine serves programs on this machine, not pages in a browser. */
function closeToPages(server: FastifyInstance): void {
  const refusal = new Problem(
    403,
    'The embedded engine takes nothing from pages in a browser: call it as localhost, without Origin',
  );
  server.addHook('onRequest', ({ headers }, _reply, done) => done(isFromPage(headers) ? refusal : undefined));
}

/** No other body is read; the SDK labels empty bodies as JSON, which must not be parsed. */
function readOnlyMultipart(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, body, done) => {
    body.resume();
    done(null);
  });
}

function sendProblem(reply: FastifyReply, error: unknown, url: string): FastifyReply {
  const problem = toProblem(error);
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(toProblemBody(problem, pathOf(url)));
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DataDirectoryFullError) return notPersistedProblem(error);
  if (error instanceof z.ZodError) return invalidRequest(error);
  const reason = toErrorMessage(error);
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  return new Problem(status, reason);
}

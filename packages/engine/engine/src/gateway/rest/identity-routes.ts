import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/** What the REST API has for a cluster with security, and the engine has not. */
const closedApis = [
  { name: 'Users', paths: ['/v2/users', '/v2/setup/user'] },
  { name: 'Groups', paths: ['/v2/groups'] },
  { name: 'Roles', paths: ['/v2/roles'] },
  { name: 'Mapping rules', paths: ['/v2/mapping-rules'] },
  { name: 'Authorizations', paths: ['/v2/authorizations', '/v2/authentication/me/authorizations'] },
  { name: 'Tenants', paths: ['/v2/tenants'] },
] as const;

const TENANTS_ADVICE =
  'The embedded engine has the tenants that it was started with: startEngine({ tenantIds }).';
const USERS_ADVICE = 'The embedded engine has no security: everyone may do everything.';

function refuse(server: FastifyInstance, api: (typeof closedApis)[number], path: string): void {
  const advice = api.name === 'Tenants' ? TENANTS_ADVICE : USERS_ADVICE;
  const refusal = ({ url }: { readonly url: string }): never => {
    const [asked = url] = url.split('?', 1);
    throw new Problem(
      403,
      `${asked} endpoint is not accessible: ${api.name} API is disabled. ${advice}`,
      'Access issue',
    );
  };
  server.all(path, refusal);
  server.all(`${path}/*`, refusal);
}

/**
 * The endpoints of users, groups, roles, mapping rules, authorizations and tenants: they are off, as security
 * is.
 */
export function addIdentityRoutes(server: FastifyInstance): void {
  for (const api of closedApis) for (const path of api.paths) refuse(server, api, path);
}

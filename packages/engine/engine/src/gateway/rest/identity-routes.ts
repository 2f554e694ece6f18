import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';
import { refusePath } from './refuse-path.ts';

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

function closedProblem(name: (typeof closedApis)[number]['name'], path: string): Problem {
  const advice = name === 'Tenants' ? TENANTS_ADVICE : USERS_ADVICE;
  const detail = `${path} endpoint is not accessible: ${name} API is disabled. ${advice}`;
  return new Problem(403, detail, 'Access issue');
}

/**
 * The endpoints of users, groups, roles, mapping rules, authorizations and tenants: they are off, as security
 * is.
 */
export function addIdentityRoutes(server: FastifyInstance): void {
  for (const { name, paths } of closedApis)
    for (const path of paths) refusePath(server, path, (requested) => closedProblem(name, requested));
}

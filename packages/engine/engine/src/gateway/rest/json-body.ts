import { toErrorMessage } from '@jobwright/concurrency';
import { parseJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import type { Result } from '../../core/commands.ts';
import { Problem } from './problem.ts';

/** As large as the gateway's messages. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

const statuses = {
  INVALID_ARGUMENT: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  INVALID_STATE: 409,
} as const;

/** Reads bodies that are JSON; an empty one is an empty object. */
export function readJsonBodies(server: FastifyInstance): void {
  const options = { parseAs: 'string', bodyLimit: MAX_BODY_BYTES } as const;
  server.addContentTypeParser<string>('application/json', options, (_request, body, done) => {
    try {
      done(null, body.trim() === '' ? {} : parseJson(body));
    } catch (error) {
      done(new Problem(400, `Request body is not valid JSON: ${toErrorMessage(error)}`));
    }
  });
}

/**
 * The value of an accepted command. @throws Problem of a rejection, with the status and title that the REST
 * API gives it
 */
export function acceptedOrProblem<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, intent, reason } = result.rejection;
  throw new Problem(statuses[code], `Command '${intent}' rejected with code '${code}': ${reason}`, code);
}

import { type Answer, type SeenRequest, startServer } from '@jobwright/test-servers/vitest';

/** A connection as a model gives it; the secrets that it names. */
export const connectionTo = (url: string) => ({ url, token: '{{secrets.TOKEN}}' });
export const secrets = { TOKEN: 'MARKER-s3cret' };

/** A server in place of the service, with the requests that reached it. */
export const startService = (answer?: Answer) => startServer(answer);

/** Whether a request came with the credentials. */
export const isAuthorized = ({ headers }: SeenRequest): boolean =>
  headers.authorization === 'Bearer MARKER-s3cret';

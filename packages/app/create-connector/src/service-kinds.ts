/** How a service is called: with a token, with OAuth 2.0 client credentials, or with AWS signatures. */
export type ServiceKind = 'rest' | 'oauth' | 'signed';

/** An input of the connection, as README, example process and `.env` show it. */
export interface ConnectionInput {
  /** Path of the input, such as `connection.token`. */
  readonly target: string;
  /** Row of the README: label and description, as the schema has them. */
  readonly row: string;
  /** Source in the README; default: the secret. Without both it is optional, and no example gives it. */
  readonly example?: string;
  /** Source in the example process, escaped for XML. Default: the example, or the secret. */
  readonly dev?: string;
  /** End of the name of a secret, such as `TOKEN` of `SLACK_TOKEN`. */
  readonly secret?: string;
}

interface KindFacts {
  /** For a list of choices. */
  readonly title: string;
  readonly inputs: readonly ConnectionInput[];
}

const url: ConnectionInput = {
  target: 'connection.url',
  row: 'Service URL. Starts with http:// or https://',
  example: 'https://api.example.com',
  dev: '=echoUrl',
};

export const serviceKinds: Readonly<Record<ServiceKind, KindFacts>> = {
  rest: {
    title: 'REST with a token',
    inputs: [
      url,
      { target: 'connection.token', row: 'Token. Sent as bearer token. Use a secret', secret: 'TOKEN' },
    ],
  },
  oauth: {
    title: 'REST with OAuth 2.0 (client credentials)',
    inputs: [
      url,
      {
        target: 'connection.tokenUrl',
        row: 'Token URL. Where access tokens come from. Starts with http:// or https://',
        example: 'https://login.example.com/token',
        dev: '=echoUrl + &quot;/token&quot;',
      },
      { target: 'connection.clientId', row: 'Client ID', example: 'my-client' },
      { target: 'connection.clientSecret', row: 'Client secret. Use a secret', secret: 'CLIENT_SECRET' },
      { target: 'connection.scopes', row: 'Scopes. With a blank between two' },
    ],
  },
  signed: {
    title: 'signed requests (AWS Signature Version 4)',
    inputs: [
      url,
      { target: 'connection.region', row: 'Region. E.g. `eu-central-1`', example: 'eu-central-1' },
      { target: 'connection.accessKeyId', row: 'Access key ID. Use a secret', secret: 'ACCESS_KEY_ID' },
      {
        target: 'connection.secretAccessKey',
        row: 'Secret access key. Use a secret',
        secret: 'SECRET_ACCESS_KEY',
      },
      { target: 'connection.sessionToken', row: 'Session token. Of temporary credentials. Use a secret' },
    ],
  },
};

/**
 * Reads a kind of service from text.
 * @throws Error that says which kinds there are
 */
export function parseServiceKind(text: string): ServiceKind {
  if (text === 'rest' || text === 'oauth' || text === 'signed') return text;
  const kinds = Object.entries(serviceKinds).map(([kind, { title }]) => `${kind} (${title})`);
  throw new Error(`The service ${JSON.stringify(text)} is not known: use ${kinds.join(', ')}`);
}

/** The kind of service of a generated connector, by the text of its `connection.schema.ts`. */
export function detectServiceKind(connectionSchema: string): ServiceKind {
  if (connectionSchema.includes('awsAccessInput')) return 'signed';
  return connectionSchema.includes('tokenUrl') ? 'oauth' : 'rest';
}

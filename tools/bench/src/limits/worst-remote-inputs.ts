import type { WorstInput } from './worst-input.ts';

const REST = 'io.camunda:http-json:1';
const authentication = { type: 'noAuth' };
const documentReturnFormat = { choice: 'JSON', maxBytes: 10_000_000 };

/** PBES2 with 100,000,000 rounds of PBKDF2; it contains no key. */
const COSTLY_KEY = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIIA4DBaBgkqhkiG9w0BBQ0wTTAsBgkqhkiG9w0BBQwwHwQIAQEBAQEBAQECBQAF
9eEAMAwGCCqGSIb3DQILBQAwHQYJYIZIAWUDBAEqBBABAQEBAQEBAQEBAQEBAQEB
BIIAgAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
-----END ENCRYPTED PRIVATE KEY-----
`;

/** What a remote answers, and what a call to it is given. */
export const remoteInputs: readonly WorstInput[] = [
  {
    name: 'REST: a plain call, for what the rest of the machine takes',
    jobType: REST,
    toVariables: ({ url }) => ({ authentication, method: 'GET', url: `${url}/ok` }),
  },
  {
    name: 'REST: a Link header of 60,000 brackets',
    jobType: REST,
    toVariables: ({ url }) => ({
      authentication,
      method: 'GET',
      url: `${url}/links`,
      pagination: { type: 'nextLink', items: '[1]' },
    }),
  },
  {
    name: 'REST: a number of 9.9 MB',
    jobType: REST,
    toVariables: ({ url }) => ({ authentication, method: 'GET', url: `${url}/nines`, documentReturnFormat }),
  },
  {
    name: 'REST: 300 MB of zeros, folded',
    jobType: REST,
    toVariables: ({ url }) => ({ authentication, method: 'GET', url: `${url}/zeros`, documentReturnFormat }),
  },
  {
    name: 'REST: a body folded 500 times',
    jobType: REST,
    toVariables: ({ url }) => ({ authentication, method: 'GET', url: `${url}/folds` }),
  },
  {
    name: 'REST: a key of 100,000,000 rounds',
    jobType: REST,
    toVariables: ({ url }) => ({
      authentication,
      method: 'GET',
      url: `${url}/ok`,
      clientTls: { clientCertificate: 'x', clientPrivateKey: COSTLY_KEY, privateKeyPassword: 'x' },
    }),
  },
  {
    name: 'GraphQL: a query of strings without end',
    jobType: 'io.camunda:connector-graphql:1',
    toVariables: ({ url }) => ({
      authentication,
      graphql: { method: 'post', url: `${url}/ok`, query: `{ a(b: "${'\\"'.repeat(500_000)}` },
    }),
  },
  {
    name: 'REST: 33,000 numbers of 299 digits',
    jobType: REST,
    toVariables: ({ url }) => ({
      authentication,
      method: 'GET',
      url: `${url}/numbers`,
      documentReturnFormat,
    }),
  },
];

import { z } from 'zod';
import { credential } from './credential.ts';

const file = z.string().min(1);
const text = z.string().min(1);
const naming = {
  prefix: text.describe('Prefix of every name').exactOptional(),
  bundle: text.describe('Name of one secret that holds all others, as JSON').exactOptional(),
  physicalTenantAware: z
    .boolean()
    .describe('Whether the physical tenant is part of the name')
    .exactOptional(),
  tenantAware: z.boolean().describe('Whether the tenant is part of the name').exactOptional(),
  processAware: z.boolean().describe('Whether the process ID is part of the name').exactOptional(),
};

const metadata = z.url().describe('Address of the metadata service; default: the usual one').exactOptional();

const vaultLogin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), token: credential.describe('Token of Vault') }),
  z.strictObject({
    kind: z.literal('tokenFile'),
    file: file.describe('File with a token, read again when it changes, as Vault Agent maintains one'),
  }),
  z.strictObject({
    kind: z.literal('kubernetes'),
    role: text.describe('Role of Vault to log in as'),
    mount: text.describe('Path of the login method; default: kubernetes').exactOptional(),
    tokenFile: file
      .describe('Token of the service account; default: where Kubernetes mounts it')
      .exactOptional(),
  }),
]);

const azureApp = {
  tenantId: text.describe('Tenant of Microsoft Entra ID'),
  clientId: text.describe('Application (client) ID'),
  authority: z.url().describe('Where to log in; default: https://login.microsoftonline.com').exactOptional(),
};
const azureLogin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clientSecret'),
    clientSecret: credential.describe('Client secret of the application'),
    ...azureApp,
  }),
  z.strictObject({
    kind: z.literal('workloadIdentity'),
    tokenFile: file.describe('Federated token, as AKS mounts it'),
    ...azureApp,
  }),
  z.strictObject({
    kind: z.literal('managedIdentity'),
    clientId: text
      .describe('Client ID of a user-assigned identity; default: the identity of the machine')
      .exactOptional(),
    endpoint: metadata,
  }),
]);

const awsLogin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keys'),
    accessKeyId: credential.describe('Access key ID'),
    secretAccessKey: credential.describe('Secret access key'),
    sessionToken: credential.describe('Session token of temporary keys').exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('webIdentity'),
    roleArn: text.describe('ARN of the role to assume'),
    tokenFile: file.describe('Token of the service account, as EKS mounts it'),
    endpoint: z.url().describe('Address of STS; default: that of the region').exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('container'),
    url: z.url().describe('Where the container gets its credentials: AWS_CONTAINER_CREDENTIALS_FULL_URI'),
    token: credential.describe('Token for that address').exactOptional(),
    tokenFile: file.describe('File with that token, read at each use').exactOptional(),
  }),
  z.strictObject({ kind: z.literal('instance'), endpoint: metadata }),
]);

const googleLogin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyFile'), file: file.describe('Key file (JSON) of a service account') }),
  z.strictObject({ kind: z.literal('metadata'), endpoint: metadata }),
]);

const provider = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('environment'),
      prefix: text.describe('Prefix of the variables that are secrets').default('SECRET_'),
      physicalTenantAware: naming.physicalTenantAware,
      tenantAware: naming.tenantAware,
      processAware: naming.processAware,
    }),
    z.strictObject({
      type: z.literal('files'),
      directory: file.describe('Folder with one file for each secret, named like it'),
      ...naming,
    }),
    z.strictObject({
      type: z.literal('vault'),
      address: z.url().describe('Address of Vault or OpenBao'),
      login: vaultLogin.describe('How to log in to Vault'),
      mount: text.describe('Path of the KV engine, version 2; default: secret').exactOptional(),
      namespace: text.describe('Namespace of Vault Enterprise').exactOptional(),
      ...naming,
    }),
    z.strictObject({
      type: z.literal('aws'),
      region: text.describe('Region of AWS Secrets Manager'),
      login: awsLogin.describe('How to log in to AWS'),
      endpoint: z
        .url()
        .describe('Address of AWS Secrets Manager; default: that of the region')
        .exactOptional(),
      ...naming,
    }),
    z.strictObject({
      type: z.literal('google'),
      project: text.describe('Project of Google Cloud'),
      login: googleLogin.describe('How to log in to Google Cloud'),
      endpoint: z
        .url()
        .describe('Address of Secret Manager; default: https://secretmanager.googleapis.com')
        .exactOptional(),
      ...naming,
    }),
    z.strictObject({
      type: z.literal('azure'),
      vaultUrl: z.url().describe('Address of the key vault'),
      login: azureLogin.describe('How to log in to Azure'),
      ...naming,
    }),
    z.strictObject({
      type: z.literal('module'),
      path: file.describe('Module that exports createSecretProvider(options)'),
      options: z.unknown().describe('Passed to createSecretProvider as it is'),
    }),
  ])
  .describe('Kind of store');

/** Where secrets such as `{{secrets.NAME}}` come from. */
export const secretsSchema = z.strictObject({
  providers: z
    .array(provider)
    .describe('Asked in this order; the first that has the secret is used')
    .default([{ type: 'environment', prefix: 'SECRET_' }]),
  cacheSeconds: z
    .number()
    .min(0)
    .describe('How long a secret is cached, and so the longest that a rotation goes unnoticed')
    .default(60),
  scope: z
    .enum(['model', 'any'])
    .describe(
      'model: a secret is replaced only where an input mapping of the deployed model names it literally; any: also where process data names it',
    )
    .default('model'),
  models: z
    .array(file)
    .min(1)
    .describe('Folders with the deployed .bpmn files, for a cluster that cannot return them')
    .exactOptional(),
  allowed: z
    .record(z.string(), z.array(z.string()))
    .describe(
      'Maps a job type to the names of secrets that its connector may use; other job types may use all',
    )
    .exactOptional(),
  audit: z.boolean().describe('Whether to log which process used which secret').default(false),
});

export type SecretsConfiguration = z.output<typeof secretsSchema>;
export type SecretProviderConfiguration = z.output<typeof provider>;

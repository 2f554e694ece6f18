import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAws, startAzure, startGoogle, startVault } from '@jobwright/servers/secret-stores';

/** One way to reach a store, by an example of the documentation. */
export interface StoreCase {
  /** Of docs/secrets.md. */
  readonly example: string;
  /** What of the example is of this machine: addresses and files. */
  readonly provider?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** Writes the secret that `{{secrets.TOKEN}}` means. */
  readonly put: (value: string) => unknown;
  /** The same with credentials that are refused, and what the log says of it. */
  readonly refused?: {
    readonly provider?: object;
    readonly environment?: Readonly<Record<string, string>>;
    readonly says: RegExp;
  };
}

export interface StoreCases {
  readonly cases: readonly StoreCase[];
  /** Keys of a user who may read no secrets. */
  readonly powerlessAws: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts all stores. */
export async function startStoreCases(): Promise<StoreCases> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-store-cases-'));
  const [vault, aws, google, azure] = await Promise.all([
    startVault(),
    startAws(),
    startGoogle(),
    startAzure(),
  ]);
  const write = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const file = {
    pod: await write('pod-token', await vault.issuePodToken('connectors')),
    otherPod: await write('other-pod-token', await vault.issuePodToken('default')),
    eks: await write('eks-token', aws.podToken),
    wrongEks: await write('wrong-eks-token', 'of another pod'),
    google: await write('google.json', google.keyFile),
    wrongGoogle: await write('wrong-google.json', google.wrongKeyFile),
    aks: await write('aks-token', azure.federatedToken),
    wrongAks: await write('wrong-aks-token', 'of another app'),
  };
  const putVault = (value: string) => vault.put('jobwright/TOKEN', { value });
  const putAws = (value: string) => aws.put('jobwright/TOKEN', value);
  const putGoogle = (value: string) => google.put('TOKEN', value);
  const putAzure = (value: string) => azure.put('TOKEN', value);
  const toAwsEnvironment = (keys: typeof aws.keys) => ({
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  });
  const azureApp = { vaultUrl: azure.vaultUrl, login: { authority: azure.authority } };

  const cases: StoreCase[] = [
    {
      example: 'files',
      provider: { directory: folder },
      put: (value) => write('TOKEN', `${value}\n`),
    },
    {
      example: 'vault, kubernetes',
      provider: { address: vault.address, login: { tokenFile: file.pod } },
      put: putVault,
      refused: {
        provider: { login: { tokenFile: file.otherPod } },
        says: /Vault refuses the login of the service account as role connectors \(403\): check the role's bound service accounts/,
      },
    },
    {
      example: 'vault, token',
      provider: { address: vault.address },
      environment: { VAULT_TOKEN: vault.token },
      put: putVault,
      refused: {
        environment: { VAULT_TOKEN: 's.wrong' },
        says: /Vault refuses to read jobwright\/TOKEN \(403\): check the token and its policy/,
      },
    },
    {
      example: 'aws, web identity',
      provider: {
        endpoint: aws.endpoint,
        login: { endpoint: aws.podEndpoint, roleArn: aws.roleArn, tokenFile: file.eks },
      },
      put: putAws,
      refused: {
        provider: { login: { tokenFile: file.wrongEks } },
        says: /AWS refuses to assume the role arn:aws:iam::\d+:role\/connectors \(400\): check the role/,
      },
    },
    {
      example: 'aws, keys',
      provider: { endpoint: aws.endpoint },
      environment: toAwsEnvironment(aws.keys),
      put: putAws,
      refused: {
        environment: toAwsEnvironment({ ...aws.keys, secretAccessKey: 'wrong' }),
        says: /AWS Secrets Manager refuses to read jobwright\/TOKEN \(403.*\): check secretsmanager:GetSecretValue/,
      },
    },
    {
      example: 'google, metadata',
      provider: { endpoint: google.endpoint, login: { endpoint: google.endpoint } },
      put: putGoogle,
    },
    {
      example: 'google, key file',
      provider: { endpoint: google.endpoint, login: { file: file.google } },
      put: putGoogle,
      refused: {
        provider: { login: { file: file.wrongGoogle } },
        says: /Google Cloud issued no token \(400\): check the service account/,
      },
    },
    {
      example: 'azure, workload identity',
      provider: { ...azureApp, login: { ...azureApp.login, tokenFile: file.aks } },
      put: putAzure,
      refused: {
        provider: { login: { tokenFile: file.wrongAks } },
        says: /Azure issued no token \(401\): check the identity/,
      },
    },
    {
      example: 'azure, client secret',
      provider: azureApp,
      environment: { AZURE_CLIENT_SECRET: azure.clientSecret },
      put: putAzure,
      refused: {
        environment: { AZURE_CLIENT_SECRET: 'wrong' },
        says: /Azure issued no token \(401\): check the identity/,
      },
    },
  ];
  return {
    cases,
    powerlessAws: toAwsEnvironment(aws.powerlessKeys),
    async stop() {
      google.stop();
      azure.stop();
      await Promise.all([vault.stop(), aws.stop(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

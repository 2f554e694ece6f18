import { signAws } from '@jobwright/aws-signature';
import { createTokenSource } from '@jobwright/http-client';
import { timeoutSignal } from '@jobwright/concurrency';
import type { SecretProvider } from '@jobwright/runtime';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { createStoreHttp, readAnswer, type StoreHttpOptions } from '../store/call-store.ts';
import { createStoreSecrets, type SecretNaming } from '../store/create-store-secrets.ts';
import { type AwsCredentials, type AwsLogin, fetchAwsCredentials } from './aws-credentials.ts';

/** Which region of AWS secrets come from, and how this workload logs in. */
export interface AwsSecretsOptions extends SecretNaming, StoreHttpOptions {
  readonly region: string;
  readonly login: AwsLogin;
  /** The URL of Secrets Manager. Default: that of the region. */
  readonly endpoint?: string;
}

const secretAnswer = z.union([
  z.object({ SecretString: z.string() }),
  z.object({ SecretBinary: z.string() }),
]);
const errorAnswer = z.object({ __type: z.string() });

/**
 * Secrets of AWS Secrets Manager, their current version.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function createAwsSecrets(options: AwsSecretsOptions): SecretProvider {
  const http = createStoreHttp(options);
  const { region } = options;
  const { href: url } = new URL(options.endpoint ?? `https://secretsmanager.${region}.amazonaws.com/`);
  const question = {
    method: 'POST',
    url,
    headers: [
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['X-Amz-Target', 'secretsmanager.GetSecretValue'],
    ],
  } as const;
  const credentials = createTokenSource(() => fetchAwsCredentials(options.login, { http, region }));

  const ask = async (id: string, shown: AwsCredentials) =>
    http.call(
      await signAws(
        { ...question, body: JSON.stringify({ SecretId: id }) },
        { service: 'secretsmanager', region, credentials: shown, signal: timeoutSignal(SIGN_MS) },
      ),
    );

  return createStoreSecrets(
    {
      title: 'AWS Secrets Manager',
      separator: '/',
      async read(id) {
        const answer = await credentials.use({
          work: (shown) => ask(id, shown),
          isRefused: ({ json }) => EXPIRED.has(errorTypeOf(json)),
        });
        const type = errorTypeOf(answer.json);
        if (type === 'ResourceNotFoundException') return undefined;
        if (answer.status !== 200) {
          throw new SecretStoreError(
            `AWS Secrets Manager refuses to read ${id} (${answer.status}${type === '' ? '' : `, ${type}`}): check secretsmanager:GetSecretValue of this workload's role, and the region ${region}`,
          );
        }
        const found = readAnswer(secretAnswer, answer, 'AWS Secrets Manager');
        return 'SecretString' in found
          ? found.SecretString
          : Buffer.from(found.SecretBinary, 'base64').toString('utf8');
      },
    },
    options,
  );
}

const SIGN_MS = 5_000;
const EXPIRED = new Set([
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
]);

/** An error type comes with or without its namespace: `com.amazonaws...#Type`. */
function errorTypeOf(json: unknown): string {
  const parsed = errorAnswer.safeParse(json);
  return parsed.success ? (parsed.data.__type.split('#').at(-1) ?? '') : '';
}

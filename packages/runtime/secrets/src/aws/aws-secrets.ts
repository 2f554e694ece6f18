import { createTokenSource } from '@jobwright/http-client';
import type { SecretProvider } from '@jobwright/runtime';
import aws4 from 'aws4';
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
  const endpoint = new URL(options.endpoint ?? `https://secretsmanager.${region}.amazonaws.com/`);
  const credentials = createTokenSource(() => fetchAwsCredentials(options.login, { http, region }));

  const ask = (id: string, shown: AwsCredentials) =>
    http.call({
      method: 'POST',
      url: endpoint.href,
      ...signed({ id, endpoint, region, credentials: shown }),
    });

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

interface RequestParts {
  readonly id: string;
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: AwsCredentials;
}

function signed({ id, endpoint, region, credentials }: RequestParts) {
  const body = JSON.stringify({ SecretId: id });
  const { headers = {} } = aws4.sign(
    {
      service: 'secretsmanager',
      region,
      host: endpoint.host,
      path: endpoint.pathname,
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'secretsmanager.GetSecretValue',
      },
      body,
    },
    credentials,
  );
  return {
    body,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      OWN_HEADERS.has(name.toLowerCase()) ? [] : [[name, String(value)] as const],
    ),
  };
}

/** The HTTP client writes these from the URL and the body, which are the ones that were signed. */
const OWN_HEADERS = new Set(['host', 'content-length']);

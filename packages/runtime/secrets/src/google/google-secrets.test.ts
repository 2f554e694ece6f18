import { generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { anyProcess, startStore } from '../testing/start-store.ts';
import { makeFile } from '../testing/write-file.ts';
import { createGoogleSecrets } from './google-secrets.ts';

const startSecrets = (token: () => string) =>
  startStore(({ url, headers }) => {
    if (headers.authorization !== `Bearer ${token()}`) return { status: 401 };
    if (url !== '/v1/projects/my-project/secrets/jobwright-crm/versions/latest:access')
      return { status: 404 };
    return { json: { payload: { data: Buffer.from('plüm').toString('base64') } } };
  });

describe('Google Secret Manager', () => {
  test('a machine asks its metadata service for a token', async () => {
    let issued = 0;
    const metadata = await startStore(({ headers }) => {
      if (headers['metadata-flavor'] !== 'Google') return { status: 403 };
      issued += 1;
      return { json: { access_token: `t${issued}`, expires_in: 3600 } };
    });
    // The first token is refused, as after a change of rights.
    const google = await startSecrets(() => 't2');
    const secrets = createGoogleSecrets({
      project: 'my-project',
      prefix: 'jobwright-',
      endpoint: google.origin,
      login: { kind: 'metadata', endpoint: metadata.origin },
    });
    expect(await secrets.getSecret('crm', anyProcess)).toBe('plüm');
    expect(await secrets.getSecret('none', anyProcess)).toBeUndefined();
    expect(issued).toBe(2);
  });

  test('a key file signs for its service account', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const assertions: string[] = [];
    const tokens = await startStore(({ body }) => {
      assertions.push(new URLSearchParams(body).get('assertion') ?? '');
      return { json: { access_token: 't', expires_in: 3600 } };
    });
    const file = await makeFile(
      JSON.stringify({
        type: 'service_account',
        client_email: 'jobwright@my-project.iam.gserviceaccount.com',
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
        private_key_id: 'k1',
        token_uri: tokens.origin,
      }),
    );
    const google = await startSecrets(() => 't');
    const secrets = createGoogleSecrets({
      project: 'my-project',
      endpoint: google.origin,
      login: { kind: 'keyFile', file },
    });
    expect(await secrets.getSecret('jobwright-crm', anyProcess)).toBe('plüm');
    const { payload, protectedHeader } = await jwtVerify(assertions[0] ?? '', publicKey);
    expect(protectedHeader.kid).toBe('k1');
    expect(payload).toMatchObject({
      iss: 'jobwright@my-project.iam.gserviceaccount.com',
      aud: tokens.origin,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
    });
  });

  test('a file that is not a key is named, and nothing of it quoted', async () => {
    const file = await makeFile('{"type": "service_account", "private_key": "hush"');
    const secrets = createGoogleSecrets({ project: 'p', login: { kind: 'keyFile', file } });
    const failed = secrets.getSecret('crm', anyProcess);
    await expect(failed).rejects.toThrow(`${file} is not a key file of a Google service account`);
    await expect(failed).rejects.not.toThrow(/hush/);
  });
});

import type { OperationContext } from '@jobwright/connector-sdk';
import { encodePathSegment, readHeader, toBody } from '@jobwright/http-client';
import { type PutObjectInput, putObjectOutput, type PutObjectOutput } from './put-object.schema.ts';
import { callS3 } from './s3-client.ts';

/**
 * Put object.
 * @throws ConnectorError, RetryableError by the table in `errors.ts`, and those of the HTTP client
 */
export async function putObject(
  { connection, key, document }: PutObjectInput,
  context: OperationContext,
): Promise<PutObjectOutput> {
  const content = await toBody(document, context);
  const { contentType = 'application/octet-stream' } = content;
  const path = key.split('/').map((part) => encodePathSegment(part, 'key'));
  return callS3(
    {
      connection,
      method: 'PUT',
      path: `/${path.join('/')}`,
      content,
      headers: [['Content-Type', contentType]],
      answer: putObjectOutput,
      read: ({ headers }) => ({ etag: readHeader(headers, 'etag') }),
    },
    context,
  );
}

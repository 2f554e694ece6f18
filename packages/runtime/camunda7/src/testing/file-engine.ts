import type { OpenHttpResponse } from '@jobwright/http-client';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import type { EngineRequest, EngineRequests } from '../engine/engine-request.ts';

/** A file, or an object, as it was sent. */
export interface SentFile {
  readonly content: Buffer;
  readonly fileName?: string | undefined;
  readonly contentType: string;
  /** Of the variable: `File`, or a Java class. */
  readonly type: string;
}

/** The files of an engine by execution and name, such as `i1/contract`. */
export function createFileEngine(
  texts: Readonly<Record<string, string>> = {},
): EngineRequests & { readonly files: Map<string, SentFile> } {
  const files = new Map<string, SentFile>(
    Object.entries(texts).map(([key, text]) => [
      key,
      { content: Buffer.from(text), contentType: 'text/plain', type: 'File' },
    ]),
  );
  const keyOf = ({ path }: EngineRequest): string => {
    const [, execution, name] =
      /^\/process-instance\/([^/]+)\/variables\/([^/]+?)(?:\/data)?$/.exec(path) ?? [];
    return `${decodeURIComponent(execution ?? '')}/${decodeURIComponent(name ?? '')}`;
  };
  return {
    address: 'http://engine',
    files,
    async send(request) {
      if (request.method === 'GET') {
        if (!files.has(keyOf(request))) throw notThere();
        return JSON.stringify({ type: files.get(keyOf(request))?.type });
      }
      if (request.method === 'DELETE') files.delete(keyOf(request));
      else files.set(keyOf(request), await readMultipart(request));
      return '';
    },
    async open(request): Promise<OpenHttpResponse> {
      const file = files.get(keyOf(request));
      if (file === undefined) throw notThere();
      return {
        status: 200,
        reason: '',
        url: '',
        headers: { 'content-type': file.contentType, 'content-length': String(file.content.byteLength) },
        body: {
          readUpTo: () => Promise.resolve(file.content),
          cancel: () => undefined,
          async *[Symbol.asyncIterator]() {
            yield file.content;
          },
        },
      };
    },
  };
}

const notThere = (): ClusterCallError =>
  new ClusterCallError('refused', 'does not exist', { httpStatus: 404 });

async function readMultipart({ body }: EngineRequest): Promise<SentFile> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array)
    throw new Error('Expected a body that is sent as it comes');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open({ signal: new AbortController().signal })) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('latin1');
  const [boundary = ''] = text.split('\r\n', 1);
  const [, file = '', type = ''] = text.split(boundary);
  const [head = '', ...content] = file.split('\r\n\r\n');
  return {
    content: Buffer.from(content.join('\r\n\r\n').slice(0, -2), 'latin1'),
    contentType: /Content-Type: (.*)/.exec(head)?.[1] ?? '',
    fileName: Buffer.from(/filename="([^"\r\n]*)"/.exec(head)?.[1] ?? '', 'latin1').toString(),
    type: type.split('\r\n\r\n')[1]?.trim() ?? '',
  };
}

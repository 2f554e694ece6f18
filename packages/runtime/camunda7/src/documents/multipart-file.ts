import { randomUUID } from 'node:crypto';
import { isMediaType } from '@jobwright/connector-sdk';
import type { BodySource, HeaderLine } from '@jobwright/http-client';

/** A body of `multipart/form-data`, as the engine takes files and objects. */
export interface MultipartBody {
  readonly headers: readonly HeaderLine[];
  readonly body: BodySource;
}

/** A part with a file. */
export interface FilePart {
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly contentType: string;
}

const LINE = '\r\n';
/** They would end the name in the header line, or the line. */
const UNSAFE = /[\u0000-\u001f\u007f"\\/]/g;
const MAX_NAME_CHARACTERS = 200;
/** Half of a character is none in UTF-8. */
const HALF_CHARACTER = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A file that becomes a variable of type `File`. Its content is sent as it comes, which is possible once. */
export function multipartFile({ content, fileName, contentType }: FilePart): MultipartBody {
  const name = fileName.replace(UNSAFE, '_').slice(0, MAX_NAME_CHARACTERS).replace(HALF_CHARACTER, '_');
  const type = isMediaType(contentType) ? contentType : 'application/octet-stream';
  return multipart({
    head: `name="data"; filename="${name.trim() === '' ? 'document' : name}"`,
    type,
    content,
    last: ['valueType', 'File'],
  });
}

/** A text that becomes an object of a Java class: it has no limit of length in the database. */
export const multipartText = (text: string): MultipartBody =>
  multipart({
    head: 'name="data"',
    type: 'application/json',
    content: Buffer.from(JSON.stringify(text)),
    last: ['type', 'java.lang.String'],
  });

interface Parts {
  readonly head: string;
  readonly type: string;
  readonly content: FilePart['content'];
  readonly last: readonly [name: string, value: string];
}

function multipart({ head, type, content, last: [name, value] }: Parts): MultipartBody {
  const boundary = `jobwright-${randomUUID()}`;
  const start = `--${boundary}${LINE}Content-Disposition: form-data; ${head}${LINE}Content-Type: ${type}${LINE}${LINE}`;
  const end = `${LINE}--${boundary}${LINE}Content-Disposition: form-data; name="${name}"${LINE}Content-Type: text/plain${LINE}${LINE}${value}${LINE}--${boundary}--${LINE}`;
  let isSent = false;
  return {
    headers: [['Content-Type', `multipart/form-data; boundary=${boundary}`]],
    body: {
      async *open() {
        if (isSent && !(content instanceof Uint8Array)) throw new Error('The content has been sent already');
        isSent = true;
        yield Buffer.from(start);
        if (content instanceof Uint8Array) yield content;
        else yield* content;
        yield Buffer.from(end);
      },
    },
  };
}

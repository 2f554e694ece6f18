import { type JsonValue, parseJson } from '@jobwright/json';
import type { EngineVariable } from '../engine/engine-variable.ts';
import { readEngineDate } from './engine-date.ts';
import { JavaStreamError } from './java/java-stream-error.ts';
import { javaToJson } from './java/java-to-json.ts';
import { readJavaStream } from './java/read-java-stream.ts';

/** What a typed variable is for a connector. */
export type ReadVariable =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'file'; readonly fileName: string | undefined; readonly contentType: string | undefined }
  /** An object of a class that only the engine can give as JSON. */
  | { readonly kind: 'unread'; readonly className: string };

export const JAVA_FORMAT = 'application/x-java-serialized-object';
export const JSON_FORMAT = 'application/json';

/**
 * Reads a typed variable so that nothing of it is lost: numbers keep their digits, dates become the text of a
 * FEEL date and time, bytes stay Base64. `NaN` and the infinities, which JSON does not have, are texts.
 */
export function readVariable({ type, value, valueInfo = {} }: EngineVariable): ReadVariable {
  if (type === 'File')
    return {
      kind: 'file',
      fileName: textOf(valueInfo['filename']),
      contentType: textOf(valueInfo['mimeType']),
    };
  if (typeof value !== 'string') return valueOf(value);
  switch (type) {
    case 'Date':
      return valueOf(readEngineDate(value));
    case 'Json':
      return valueOf(readJson(value));
    case 'Object':
      return readObject(value, {
        format: textOf(valueInfo['serializationDataFormat']),
        className: textOf(valueInfo['objectTypeName']) ?? 'unknown',
      });
    default:
      return valueOf(value);
  }
}

function readObject(
  value: string,
  { format, className }: { readonly format: string | undefined; readonly className: string },
): ReadVariable {
  if (format === JSON_FORMAT) return valueOf(readJson(value));
  if (format !== JAVA_FORMAT) return valueOf(value);
  try {
    const stream = Buffer.from(value, 'base64');
    return valueOf(javaToJson(readJavaStream(stream), { bytes: stream.byteLength }));
  } catch (error) {
    if (error instanceof JavaStreamError) return { kind: 'unread', className };
    throw error;
  }
}

/** The engine takes any text for JSON, and looks at it only when it is used there. */
function readJson(text: string): JsonValue {
  try {
    return parseJson(text, { hugeNumbers: 'text' });
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

const valueOf = (value: JsonValue): ReadVariable => ({ kind: 'value', value });

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

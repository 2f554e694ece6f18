import { isJsonObject, type JsonValue, type Logger, type LogMethod } from '@jobwright/connector-sdk';

const HIDDEN = '***';

/** Hides the secrets a job used in what leaves the runtime: as they are, URL-encoded, in base64, and escaped in JSON. */
export interface Mask {
  hide(secret: string): void;
  text(text: string): string;
  /** A copy with every text and key masked. Errors become name, message, stack and cause; cycles and great depth are cut. */
  value(value: unknown): JsonValue;
}

export function createMask(): Mask {
  const needles = new Set<string>();
  let pattern: RegExp | undefined;
  const text = (original: string): string => {
    if (needles.size === 0) return original;
    pattern ??= new RegExp(
      [...needles]
        .sort((a, b) => b.length - a.length)
        .map(escapeRegExp)
        .join('|'),
      'g',
    );
    return original.replaceAll(pattern, HIDDEN);
  };
  return {
    hide(secret) {
      for (const form of toForms(secret)) needles.add(form);
      pattern = undefined;
    },
    text,
    value: (value) => maskValue(value, text, { depth: 0, path: [] }),
  };
}

function toForms(secret: string): string[] {
  if (secret === '') return [];
  const bytes = Buffer.from(secret, 'utf8');
  const wellFormed = bytes.toString('utf8');
  return [
    secret,
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Walk {
  readonly depth: number;
  readonly path: readonly object[];
}

function maskValue(value: unknown, text: (original: string) => string, walk: Walk): JsonValue {
  if (typeof value === 'string') return text(value);
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value !== 'object') return `[${typeof value}]`;
  if (walk.depth > 20 || walk.path.includes(value)) return '[cut]';
  const next = { depth: walk.depth + 1, path: [...walk.path, value] };
  if (Array.isArray(value)) return value.map((child) => maskValue(child, text, next));
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value);
  return Object.fromEntries(entries.map(([key, child]) => [text(key), maskValue(child, text, next)]));
}

function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  return Object.entries({ name, message, code, stack, cause }).filter(([, value]) => value !== undefined);
}

/** A logger through which no secret of the job passes. `toBindings` gives what each line carries. */
export function createMaskedLogger(
  logger: Logger,
  mask: Mask,
  toBindings: () => Readonly<Record<string, string>>,
): Logger {
  const through =
    (log: LogMethod): LogMethod =>
    (fields, message) => {
      const masked = mask.value(fields);
      log({ ...toBindings(), ...(isJsonObject(masked) ? masked : {}) }, mask.text(message));
    };
  return {
    debug: through(logger.debug.bind(logger)),
    info: through(logger.info.bind(logger)),
    warn: through(logger.warn.bind(logger)),
    error: through(logger.error.bind(logger)),
  };
}

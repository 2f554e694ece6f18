import type { z } from 'zod';
import { InputError, type InputIssue } from './connector-failure.ts';

/**
 * Validates against a schema. Values are never repeated in the message: they may be secrets.
 * @throws InputError with the path of each wrong field
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(parsed.error.issues.flatMap((issue) => flattenIssue(issue, [])));
}

function flattenIssue(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): InputIssue[] {
  const path = [...parent, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0 || issue.message !== 'Invalid input') {
    return [{ path: toPath(path), message: messageOf(issue) }];
  }
  const closest = issue.errors.find((option) => option.every(({ path }) => path.length > 0));
  if (closest !== undefined) return closest.flatMap((inner) => flattenIssue(inner, path));
  const messages = new Set(issue.errors.flatMap((option) => option.map(({ message }) => message)));
  return [{ path: toPath(path), message: [...messages].join(', or ') }];
}

function messageOf(issue: z.core.$ZodIssue): string {
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return missing ? `is missing: expected ${issue.expected}` : issue.message;
}

/** `['headers', 2, 'a b']` becomes `headers[2]["a b"]`. */
export function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const text = String(part);
      if (!/^[\w$]+$/.test(text)) return `[${JSON.stringify(text)}]`;
      return index === 0 ? text : `.${text}`;
    })
    .join('');
}

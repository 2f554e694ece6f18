import { z } from 'zod';

/**
 * A value of one of several shapes, told apart by looking at it: the issues are those of the one shape that
 * was meant, each with its whole path. `pick` gives the schema, or says what was expected.
 */
export function switchSchema<Output>(pick: (value: unknown) => z.ZodType<Output> | string) {
  return z.unknown().transform((value, context): Output => {
    const schema = pick(value);
    if (typeof schema === 'string') {
      context.issues.push({ code: 'custom', message: schema, input: value });
      return z.NEVER;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const { path } = issue;
      context.issues.push({ code: 'custom', path: [...path], message: describeIssue(issue), input: value });
    }
    return z.NEVER;
  });
}

/** What a schema has against a value, in words. */
export const describeIssue = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    ? `is missing: expected ${issue.expected}`
    : issue.message;

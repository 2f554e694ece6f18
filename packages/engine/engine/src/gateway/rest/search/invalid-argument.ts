import { Problem } from '../problem.ts';

/** The answer to a request that names a field or value it may not have. */
export const invalidArgument = (detail: string): Problem => new Problem(400, detail, 'INVALID_ARGUMENT');

/** The answer to a text that is none of the known ones. */
export const unexpectedValue = (value: unknown, field: string, values: readonly string[]): Problem =>
  new Problem(
    400,
    `Unexpected value '${String(value)}' for enum field '${field}'. Use any of the following values: [${values.join(', ')}]`,
  );

/** The answer to a value of a type that a property cannot have. */
export const unreadableProperty = (property: string): Problem =>
  new Problem(400, `Request property [${property}] cannot be parsed`);

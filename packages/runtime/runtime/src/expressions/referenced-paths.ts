import { compile, FeelError } from '@jobwright/feel';

/** The longest expression that is looked into for a message. */
const MAX_CHARACTERS = 10_000;

/** The variables that an expression reads, each with the path into it; none where it cannot be read. */
export function referencedPaths(expression: string): readonly (readonly string[])[] {
  if (expression.length > MAX_CHARACTERS) return [];
  try {
    const { references } = compile(expression);
    return references.filter(({ name }) => name !== 'camunda').map(({ path }) => path);
  } catch (error) {
    if (error instanceof FeelError) return [];
    throw error;
  }
}

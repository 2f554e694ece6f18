const JUEL = /^[$#]\{([^{}]*)\}$/;
/** The blanks in a longer text take the patterns below very long. */
const MAX_LENGTH = 1_000;
/** Calls, negations and the like mean something else in FEEL, or nothing. */
const TOO_MUCH = /[!?()[\]]|\bempty\b|\bnot\b|\bdiv\b|\bmod\b|%/;

/** Whether a text has an expression of Camunda 7 in it. */
export const isJuel = (text: string): boolean => /[$#]\{/.test(text);

/** The FEEL expression that says the same as a simple `${...}`; undefined where it takes a person. */
export function suggestFeel(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const inner = JUEL.exec(text.trim())?.[1]?.trim();
  if (inner === undefined || inner === '' || TOO_MUCH.test(inner)) return undefined;
  const feel = inner
    .replaceAll("'", '"')
    .replaceAll(/\s*(?:==|\beq\b)\s*/g, ' = ')
    .replaceAll(/\s*(?:&&|\band\b)\s*/g, ' and ')
    .replaceAll(/\s*(?:\|\||\bor\b)\s*/g, ' or ')
    .replaceAll(/\s+gt\s+/g, ' > ')
    .replaceAll(/\s+lt\s+/g, ' < ')
    .replaceAll(/\s+ge\s+/g, ' >= ')
    .replaceAll(/\s+le\s+/g, ' <= ');
  return `=${feel}`;
}

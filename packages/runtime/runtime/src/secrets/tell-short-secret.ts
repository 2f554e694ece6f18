import type { Logger } from '@jobwright/connector-sdk';

const MAX_TOLD = 1_000;
const told = new WeakMap<Logger, Set<string>>();

/** Says once of each secret or input that its value is too short to be found in other texts. */
export function tellShortSecret(logger: Logger, facts: Readonly<Record<string, string>>): void {
  const known = told.get(logger) ?? new Set();
  told.set(logger, known);
  const key = JSON.stringify(facts);
  if (known.has(key) || known.size >= MAX_TOLD) return;
  known.add(key);
  logger.warn(
    facts,
    'A secret of less than 4 characters cannot be hidden within other texts, only where it stands alone: take a longer one',
  );
}

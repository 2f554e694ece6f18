import type { Logger } from '@jobwright/connector-sdk';

const MAX_REPORTED = 1_000;
const reported = new WeakMap<Logger, Set<string>>();

/** Warns once of each secret or input whose value is too short to be found in other texts. */
export function warnOfShortSecret(logger: Logger, facts: Readonly<Record<string, string>>): void {
  const known = reported.get(logger) ?? new Set();
  reported.set(logger, known);
  const key = JSON.stringify(facts);
  if (known.has(key) || known.size >= MAX_REPORTED) return;
  known.add(key);
  logger.warn(
    facts,
    'A secret of fewer than 4 characters can be hidden only where it stands alone, not within other text: use a longer one',
  );
}

import { createLruCache } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import type { CompiledExpression, FeelResult } from '@jobwright/feel';
import type { ActivatedJob } from '../job.ts';

/** Reports names that a result expression reads and that do not exist, each once for an element. */
export interface MissingNames {
  report(names: readonly string[], to: { readonly job: ActivatedJob; readonly logger: Logger }): void;
}

/** What is reported is remembered for that many names. */
const MAX_REMEMBERED = 10_000;

export function createMissingNames(): MissingNames {
  const reported = createLruCache<true>({ maxEntries: MAX_REMEMBERED });
  return {
    report(names, { job, logger }) {
      const unreported = names.filter((name) => {
        const address = `${job.processDefinitionKey} ${job.elementId} ${name}`;
        if (reported.get(address)) return false;
        reported.set(address, true);
        return true;
      });
      if (unreported.length > 0)
        logger.warn(
          { names: unreported },
          'The result expression reads names that do not exist: each gives null',
        );
    },
  };
}

/** The start of the warnings about a name; what follows may quote data. */
const NAME = /^No (variable found with name|context entry found with key) '([^']+)'/;

/**
 * The names in an expression that its evaluation did not find, as `response.body.prise`. Names that are not
 * in the text of the expression come from data, and are left out.
 */
export function findMissingNames(
  { text, references }: Pick<CompiledExpression, 'text' | 'references'>,
  warnings: FeelResult['warnings'],
): readonly string[] {
  const found = new Set<string>();
  for (const { type, message } of warnings) {
    if (type !== 'NO_VARIABLE_FOUND' && type !== 'NO_CONTEXT_ENTRY_FOUND') continue;
    const name = NAME.exec(message)?.[2];
    if (name === undefined || !text.includes(name)) continue;
    const path = references
      .map((reference) => reference.path.slice(0, reference.path.indexOf(name) + 1))
      .find((keys) => keys.length > 0);
    found.add(path?.join('.') ?? name);
  }
  return [...found];
}

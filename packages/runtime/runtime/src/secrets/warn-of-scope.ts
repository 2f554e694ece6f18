import type { Logger } from '@jobwright/connector-sdk';
import { MODEL_ADVICE, type ProcessModels } from '../models/process-models.ts';
import type { SecretPolicy, SecretScope } from './job-secrets.ts';

export interface ScopeFacts {
  readonly secrets?: SecretPolicy;
  readonly models?: ProcessModels;
  readonly logger: Logger;
}

/** Warns at the start of what is less safe than it could be, or will not work. */
export function warnOfScope(scope: SecretScope, { secrets, models, logger }: ScopeFacts): void {
  if (secrets === undefined) return;
  if (scope === 'any') {
    logger.warn(
      { scope },
      'secrets.scope is any: whoever supplies process data can name a secret and have it sent',
    );
  } else if (models === undefined) {
    logger.error(
      { scope },
      `No deployed model can be read, jobs that name secrets will fail: ${MODEL_ADVICE}`,
    );
  }
}

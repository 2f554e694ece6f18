import type { ComparedInput } from './compare-with-official.ts';

const STORE_RESPONSE = 'accepted; replaced by `documentReturnFormat.choice`';

/** By the beginning of the input's name; the first that fits. */
export const REASONS: readonly (readonly [start: string, reason: string])[] = [
  [
    'data.smtpAction.data_smtpAction_attachments_',
    'a helper that builds `data.smtpAction.attachments`; ours takes one FEEL expression there',
  ],
  [
    'emailAccountConfiguration',
    'accepted, not offered: fields for shared credentials need Camunda 8.10, and ours supports 8.6 and later',
  ],
  [
    'authenticationConfiguration',
    'accepted, not offered: shared credentials need Camunda 8.10 and a form of their own',
  ],
  ['storeResponse', STORE_RESPONSE],
  ['graphql.storeResponse', STORE_RESPONSE],
  ['graphql.authentication.token', 'accepted; replaced by `authentication.token`'],
  ['writeTimeoutInSeconds', 'ignored: a request ends with the deadline of the job'],
];

/** Why our template has no such input. */
export function explainDifference({ name, connector }: ComparedInput): string {
  const reason = REASONS.find(([start]) => name.startsWith(start))?.[1];
  if (reason !== undefined) return reason;
  return connector === 'lacks' ? 'not yet' : 'not yet: the connector refuses it by name';
}

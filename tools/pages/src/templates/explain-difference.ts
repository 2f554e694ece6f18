import type { ComparedInput } from './compare-with-official.ts';

const STORE_RESPONSE = 'understood; now `documentReturnFormat.choice`';

/** By the beginning of the input's name; the first that fits. */
export const REASONS: readonly (readonly [start: string, reason: string])[] = [
  [
    'data.smtpAction.data_smtpAction_attachments_',
    'a helper that puts `data.smtpAction.attachments` together; ours takes one FEEL expression there',
  ],
  [
    'emailAccountConfiguration',
    'accepted; not offered: fields for shared credentials need Camunda 8.10, and ours is offered from 8.6 on',
  ],
  [
    'authenticationConfiguration',
    'understood, not offered: shared credentials need Camunda 8.10, and a form of their own',
  ],
  ['storeResponse', STORE_RESPONSE],
  ['graphql.storeResponse', STORE_RESPONSE],
  ['graphql.authentication.token', 'understood; now `authentication.token`'],
  ['writeTimeoutInSeconds', 'never: requests end with the deadline of the job; ignored'],
];

/** Why our template has no such input. */
export function explainDifference({ name, connector }: ComparedInput): string {
  const reason = REASONS.find(([start]) => name.startsWith(start))?.[1];
  if (reason !== undefined) return reason;
  return connector === 'lacks' ? 'not yet' : 'not yet: the connector refuses it by name';
}

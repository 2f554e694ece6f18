import type { ComparedInput } from './compare-with-official.ts';

/** By the beginning of the input's name; the first that fits. */
export const REASONS: readonly (readonly [start: string, reason: string])[] = [
  [
    'data.smtpAction.data_smtpAction_attachments_',
    'a helper that puts `data.smtpAction.attachments` together; ours takes one FEEL expression there',
  ],
  ...['oauth', 'client', 'audience', 'scopes', 'refreshToken'].map(
    (start) => [`authentication.${start}`, 'not yet: OAuth'] as const,
  ),
  ['documentReturnFormat', 'not yet: texts and documents; what is left out is read as JSON where it is JSON'],
  [
    'emailAccountConfiguration',
    'accepted; not offered: fields for shared credentials need Camunda 8.10, and ours is offered from 8.6 on',
  ],
  ['authenticationConfiguration', 'not yet: shared credentials, which need Camunda 8.10; refused by name'],
  ['writeTimeoutInSeconds', 'never: requests end with the deadline of the job; ignored'],
];

/** Why our template has no such input. */
export function explainDifference({ name, connector }: ComparedInput): string {
  const reason = REASONS.find(([start]) => name.startsWith(start))?.[1];
  if (reason !== undefined) return reason;
  return connector === 'lacks' ? 'not yet' : 'not yet: the connector refuses it by name';
}

import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';

/** Fields of the official templates from version 5 on, which a hidden one puts together to `attachments`. */
const FIELDS = 'data_smtpAction_attachments_';

/**
 * Puts attachments together from the fields of the official templates, where their own expression came to nothing: that of the
 * versions from 7 on knows the other fields from Camunda 8.10 on only.
 */
export function takeOfficialAttachments(action: unknown): unknown {
  if (!isJsonObject(action) || (action['attachments'] ?? null) !== null) return action;
  const attachments = toAttachments(action);
  return attachments === undefined ? action : { ...action, attachments };
}

function toAttachments(action: JsonObject): JsonValue | undefined {
  const get = (name: string): JsonValue => action[`${FIELDS}${name}`] ?? null;
  if (get('documentMode') === 'multiple') return get('multiple_expression');
  if (get('documentMode') !== 'single') return undefined;
  switch (get('single_documentSource')) {
    case 'camunda':
      return [get('single_camundaReference')];
    case 'inline':
      return [
        {
          'camunda.document.type': 'inline',
          content: get('single_inline_content'),
          ...toGiven({ name: get('single_inline_fileName'), contentType: get('single_inline_contentType') }),
        },
      ];
    case 'external':
      return [
        {
          'camunda.document.type': 'external',
          url: get('single_external_url'),
          ...toGiven({ name: get('single_external_fileName') }),
        },
      ];
    default:
      return undefined;
  }
}

const toGiven = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));

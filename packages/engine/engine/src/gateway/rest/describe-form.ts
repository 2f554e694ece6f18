import type { ResourceView } from '../../core/commands.ts';

/** A deployed form as the REST API gives it; its schema is JSON text. */
export const describeForm = ({ key, id, version, tenantId, content }: ResourceView): object => ({
  tenantId,
  formId: id,
  schema: content,
  version,
  formKey: key,
});

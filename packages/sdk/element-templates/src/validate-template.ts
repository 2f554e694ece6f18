// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the validator has no typings; packages that check these sources need ours too
/// <reference path="./element-templates-validator.d.ts" />

import { validate, validateZeebe } from '@bpmn-io/element-templates-validator';

const CAMUNDA_7 = '/@camunda/element-templates-json-schema';

/**
 * What Camunda's schema for element templates finds wrong, that of Camunda 7 or of Camunda 8 as the template
 * says: a line each, none when it is valid. Deprecations are no errors: the replacement of optional inputs
 * needs Camunda 8.8.
 */
export function validateTemplate(template: object): readonly string[] {
  const isForCamunda7 =
    '$schema' in template && typeof template.$schema === 'string' && template.$schema.includes(CAMUNDA_7);
  const { errors } = isForCamunda7 ? validate(template) : validateZeebe(template);
  return (errors ?? []).map(({ message }) => message);
}

// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the validator has no typings; packages that check these sources need ours too
/// <reference path="./element-templates-validator.d.ts" />

import { validateZeebe } from '@bpmn-io/element-templates-validator';

/**
 * What Camunda's schema for element templates finds wrong: a line each, none when it is valid. Deprecations
 * are no errors: the replacement of optional inputs needs Camunda 8.8.
 */
export function validateTemplate(template: object): readonly string[] {
  return (validateZeebe(template).errors ?? []).map(({ message }) => message);
}

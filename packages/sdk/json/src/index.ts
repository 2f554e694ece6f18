export {
  type ExactDocument,
  type ExactJson,
  exactMember,
  parseExactJson,
  stringifyExactJson,
} from './exact-json.ts';
export { jsonItems, jsonMembers } from './json-texts.ts';
export { toProcessNumber } from './exact-number.ts';
export {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  type ParseJsonOptions,
  stringifyJson,
  type StringifyJsonOptions,
} from './json.ts';

export {
  type ExactDocument,
  type ExactJson,
  exactMember,
  parseExactJson,
  stringifyExactJson,
} from './exact-json.ts';
export { toProcessNumber } from './exact-number.ts';
export { isJsonObject, type JsonObject, type JsonValue, parseJson, stringifyJson } from './json.ts';

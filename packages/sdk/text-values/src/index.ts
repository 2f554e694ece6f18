export { isLocale, isTimeZone } from './check-locale.ts';
export {
  type FilledText,
  type FillOptions,
  fillText,
  type PlaceholderProblem,
  splitPlaceholders,
  type TextPart,
} from './fill-text.ts';
export { findByPath } from './find-by-path.ts';
export { findNearestName, type NearestNameOptions } from './find-nearest-name.ts';
export { type FormattedValue, FORMATS, formatValue, type Locale } from './format-value.ts';
export { isPlainObject } from './is-plain-object.ts';
export { createScope, holds, type Scope } from './scope.ts';

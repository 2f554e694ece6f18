/** The versions of Camunda 8 whose FEEL is known. */
export type FeelVersion = '8.6' | '8.7' | '8.8' | '8.9';

/** 8.8 brought a newer engine: other escapes, more functions, refused positions. */
export function isModern(version: FeelVersion): boolean {
  return version === '8.8' || version === '8.9';
}

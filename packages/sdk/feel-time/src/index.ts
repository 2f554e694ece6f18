export type { FeelDate, FeelDateTime, FeelTime, FeelTimeOfDay } from './feel-time.ts';
export { readFeelTime } from './read-feel-time.ts';
export { toIsoTimeText, toUtcTime, writeFeelTime } from './write-feel-time.ts';

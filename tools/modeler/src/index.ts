export type { ModelerEngine } from './bundle-page.ts';
export { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';
export type { FieldName, FieldValue, FilledField, Panel } from './panel.ts';
export { type Modeler, type ModelerOptions, openModeler } from './modeler.ts';

export { CHROMIUM_FLAGS, findChromium } from './find-chromium.ts';
export type { FieldName, FieldValue, Panel } from './panel.ts';
export { type Modeler, type ModelerOptions, openModeler } from './modeler.ts';

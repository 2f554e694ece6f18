import { escapeXml } from './dialect.ts';

/** An element of BPMN. */
export const renderTag = (name: string, id: string, body = '', attributes = ''): string =>
  `<bpmn:${name} id="${id}"${attributes === '' ? '' : ` ${attributes}`}>${body}</bpmn:${name}>`;

export const renderExpression = (name: string, text: string): string =>
  `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${escapeXml(text)}</bpmn:${name}>`;

import { styleText } from 'node:util';

/** How words of a result look on a terminal. */
export interface Style {
  heading(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const PLAIN: Style = { heading: String, bad: String, faint: String };

/** Colours, or none for a pipe and with `NO_COLOR`. */
export const createStyle = (hasColours: boolean): Style =>
  hasColours
    ? {
        heading: (text) => styleText('bold', text),
        bad: (text) => styleText('red', text),
        faint: (text) => styleText('dim', text),
      }
    : PLAIN;

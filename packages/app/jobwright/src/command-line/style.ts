import { styleText } from 'node:util';

/** How words of a result look on a terminal. */
export interface Style {
  heading(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const PLAIN: Style = { heading: String, bad: String, faint: String };

/** Who asks for colours has looked at the stream. */
const ANYWHERE = { validateStream: false } as const;

/** Colours, or none for a pipe and with `NO_COLOR`. */
export const createStyle = (hasColours: boolean): Style =>
  hasColours
    ? {
        heading: (text) => styleText('bold', text, ANYWHERE),
        bad: (text) => styleText('red', text, ANYWHERE),
        faint: (text) => styleText('dim', text, ANYWHERE),
      }
    : PLAIN;

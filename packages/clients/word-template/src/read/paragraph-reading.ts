import type { Inline } from '../model.ts';
import type { TableText } from './cascade.ts';
import type { Story } from './story.ts';

/** A paragraph that is being read. */
export interface ParagraphReading {
  readonly story: Story;
  readonly table: TableText;
  readonly style: string | undefined;
  readonly content: Inline[];
  /** Address of the hyperlink around. */
  readonly link: string | undefined;
  /** Text of the paragraph, for messages. */
  readonly around: string;
}

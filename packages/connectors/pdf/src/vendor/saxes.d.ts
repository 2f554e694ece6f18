export interface SaxesTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}
export class SaxesParser {
  constructor(options: { readonly xmlns: false; readonly position: false });
  on(event: 'opentag', handler: (tag: SaxesTag) => void): void;
  on(event: 'closetag', handler: (tag: SaxesTag) => void): void;
  on(event: 'text' | 'cdata' | 'doctype', handler: (text: string) => void): void;
  on(event: 'processinginstruction', handler: (instruction: { readonly target: string }) => void): void;
  on(event: 'error', handler: (error: Error) => void): void;
  write(text: string): this;
  close(): this;
}

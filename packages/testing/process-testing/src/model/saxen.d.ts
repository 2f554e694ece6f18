declare module 'saxen' {
  export interface SaxElement {
    readonly name: string;
    readonly attrs: Readonly<Record<string, string>>;
  }
  export class Parser {
    constructor(options: { readonly proxy: true });
    ns(prefixes: Readonly<Record<string, string>>): Parser;
    on(event: 'openTag', listener: (element: SaxElement, decode: (text: string) => string) => void): Parser;
    on(event: 'closeTag', listener: (element: SaxElement) => void): Parser;
    on(event: 'error', listener: (error: Error) => void): Parser;
    on(event: 'warn', listener: (error: Error) => void): Parser;
    parse(xml: string): void;
  }
}

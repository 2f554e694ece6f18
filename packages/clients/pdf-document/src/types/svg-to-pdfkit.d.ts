declare module 'svg-to-pdfkit' {
  export interface SvgOptions {
    readonly width: number;
    readonly height: number;
    readonly assumePt: boolean;
    readonly preserveAspectRatio: string;
    readonly fontCallback: (
      family: string,
      bold: boolean,
      italic: boolean,
      options: { fauxItalic: boolean; fauxBold: boolean },
    ) => string;
    readonly imageCallback: (link: string) => Uint8Array;
    readonly warningCallback: (message: string) => void;
  }
  export default function SVGtoPDF(
    document: object,
    svg: string,
    x: number,
    y: number,
    options: SvgOptions,
  ): void;
}

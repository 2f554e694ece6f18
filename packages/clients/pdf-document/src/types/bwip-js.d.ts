declare module 'bwip-js/generic' {
  export interface Drawing {
    setopts?(options: object): void;
    scale(x: number, y: number): readonly [number, number];
    measure(
      text: string,
      font: string,
      width: number,
      height: number,
    ): {
      readonly width: number;
      readonly ascent: number;
      readonly descent: number;
    };
    init(width: number, height: number): void;
    line(x0: number, y0: number, x1: number, y1: number, width: number, color: string): void;
    polygon(points: readonly (readonly [number, number])[]): void;
    hexagon(points: readonly (readonly [number, number])[], color: string): void;
    ellipse(x: number, y: number, rx: number, ry: number, clockwise: boolean): void;
    fill(color: string): void;
    /** What lies between the first and the second. */
    clip(polygons: readonly (readonly (readonly [number, number])[])[]): void;
    unclip(): void;
    text(
      x: number,
      y: number,
      text: string,
      color: string,
      font: { readonly name: string; readonly width: number; readonly height: number },
    ): void;
    end(): unknown;
  }
  export interface EncodeOptions {
    readonly text: string;
    readonly includetext?: boolean;
    readonly [option: string]: unknown;
  }
  export type Encoder = (options: EncodeOptions, drawing: Drawing) => unknown;
  export const qrcode: Encoder;
  export const swissqrcode: Encoder;
  export const code128: Encoder;
  export const gs1_128: Encoder;
  export const code39: Encoder;
  export const ean13: Encoder;
  export const ean8: Encoder;
  export const upca: Encoder;
  export const interleaved2of5: Encoder;
  export const itf14: Encoder;
  export const datamatrix: Encoder;
  export const pdf417: Encoder;
  export const azteccode: Encoder;
}

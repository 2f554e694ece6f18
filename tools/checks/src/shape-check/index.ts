export { checkShape, type ShapeReport } from './check-shape.ts';
export type { Deviation } from './deviation.ts';
export { type ShapeException, shapeExceptions } from './exceptions.ts';

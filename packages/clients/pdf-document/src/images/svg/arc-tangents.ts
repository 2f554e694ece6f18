type Point = readonly [x: number, y: number];

interface Arc {
  readonly from: Point;
  readonly to: Point;
  /** As path data has them: two radii, the rotation in degrees, and the two flags. */
  readonly numbers: readonly number[];
}

/**
 * Two points within an elliptical arc: one in the direction in which it begins, one from which it ends. None
 * for an arc that is a line.
 * @see https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter
 */
export function readArcTangents({ from, to, numbers }: Arc): readonly Point[] {
  const [givenX = 0, givenY = 0, degrees = 0, isLarge, isClockwise] = numbers;
  const [rx, ry] = [Math.abs(givenX), Math.abs(givenY)];
  if (rx === 0 || ry === 0 || (from[0] === to[0] && from[1] === to[1])) return [];
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [halfX, halfY] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  // Start and centre in the system of the ellipse, where it is a circle of radius 1 around the middle of the
  // chord.
  const [ux, uy] = [(cos * halfX + sin * halfY) / rx, (cos * halfY - sin * halfX) / ry];
  const length = Math.hypot(ux, uy);
  const scale = Math.max(1, length);
  const [x, y] = [ux / scale, uy / scale];
  const distance = Math.sqrt(Math.max(0, 1 / (x * x + y * y) - 1));
  const side = isLarge === isClockwise ? -1 : 1;
  const [centerX, centerY] = [side * distance * y, -side * distance * x];
  const direction = isClockwise === 1 ? 1 : -1;
  const tangentAt = (px: number, py: number): Point => {
    const [tx, ty] = [-direction * (py - centerY) * rx, direction * (px - centerX) * ry];
    return [cos * tx - sin * ty, sin * tx + cos * ty];
  };
  const [startX, startY] = tangentAt(x, y);
  const [endX, endY] = tangentAt(-x, -y);
  return [
    [from[0] + startX, from[1] + startY],
    [to[0] - endX, to[1] - endY],
  ];
}

import { describe, expect, it } from 'vitest';
import { listPathVertices, listPointVertices, type Vertex } from './path-vertices.ts';

const write = (vertices: readonly Vertex[]): string =>
  vertices
    .map(({ x, y, angle }) => `${Number(x.toFixed(2))},${Number(y.toFixed(2))} ${Math.round(angle)}°`)
    .join('; ');

describe('vertices of a path', () => {
  it.each([
    ['M0 0L10 0L10 10', '0,0 0°; 10,0 45°; 10,10 90°'],
    ['m10 10h10v10', '10,10 0°; 20,10 45°; 20,20 90°'],
    ['M0 0 10 0 10 10', '0,0 0°; 10,0 45°; 10,10 90°'],
    ['M0 0C0 10 10 10 10 0', '0,0 90°; 10,0 -90°'],
    ['M0 0C0 0 10 0 10 10', '0,0 0°; 10,10 90°'],
    ['M0 0C0 10 10 10 10 10S20 0 20 0', '0,0 90°; 10,10 -22°; 20,0 -45°'],
    ['M0 0Q5 10 10 0T20 0', '0,0 63°; 10,0 -63°; 20,0 63°'],
    ['M0 0A10 10 0 0 1 20 0', '0,0 -90°; 20,0 90°'],
    ['M0 0A10 10 0 0 0 20 0', '0,0 90°; 20,0 -90°'],
    ['M0 0a5,5 0 0120 0', '0,0 -90°; 20,0 90°'],
    ['M0 0A0 5 0 0 1 20 0', '0,0 0°; 20,0 0°'],
    ['M0 0H10V10H0Z', '0,0 -45°; 10,0 45°; 10,10 135°; 0,10 225°; 0,0 -45°'],
    ['M0 0H10M20 20V30', '0,0 0°; 10,0 0°; 20,20 90°; 20,30 90°'],
    ['M0 0L0 0L10 0', '0,0 0°; 0,0 0°; 10,0 0°'],
    ['M5 5', '5,5 0°'],
    ['M0 0L10 0 X 90 90', '0,0 0°; 10,0 0°'],
    ['M.5.5.5 1e1', '0.5,0.5 90°; 0.5,10 90°'],
    ['M0 0L10 0L0 0', '0,0 0°; 10,0 90°; 0,0 180°'],
  ])('%s', (data, vertices) => {
    expect(write(listPathVertices(data))).toBe(vertices);
  });
});

it('of points are joined by lines, and closed for a polygon', () => {
  expect(write(listPointVertices([0, 0, 10, 0, 10], false))).toBe('0,0 0°; 10,0 0°');
  expect(write(listPointVertices([0, 0, 10, 0, 10, 10], true))).toBe(
    '0,0 -67°; 10,0 45°; 10,10 158°; 0,0 -67°',
  );
  expect(listPointVertices([], true)).toEqual([]);
});

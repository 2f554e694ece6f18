import { Big } from 'bigdecimal.js';
import { addNumbers, type FeelNumber } from './numbers.ts';

const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];
const maxUnits = Number.MAX_SAFE_INTEGER;
/** Digits up to which a JavaScript number and its text convert without loss. */
const maxExact = 1e15;
const minFraction = 1e-3;

/** The sum, with the digits after the point that the numbers have. */
export function sumNumbers(numbers: readonly FeelNumber[]): FeelNumber {
  return sumUnits(numbers) ?? numbers.reduce((total, number) => addNumbers(total, number), 0);
}

/** Numbers with few digits are counted in units of the smallest: exact, and much faster than decimals. */
function sumUnits(numbers: readonly FeelNumber[]): FeelNumber | undefined {
  let units = 0;
  let scale = 0;
  for (const number of numbers) {
    const own = typeof number === 'number' ? findScale(number) : undefined;
    if (own === undefined || typeof number !== 'number') return undefined;
    if (own > scale) {
      units *= powerOfTen(own - scale);
      scale = own;
    }
    const added = Math.round(number * powerOfTen(own)) * powerOfTen(scale - own);
    if (Math.abs(units) > maxUnits || Math.abs(added) > maxUnits) return undefined;
    units += added;
  }
  if (Math.abs(units) > maxUnits) return undefined;
  return scale === 0 ? units + 0 : Big(BigInt(units), scale);
}

function powerOfTen(scale: number): number {
  return powers[scale] ?? Number.NaN;
}

/** How many digits the text of a number has after its point; undefined for many. */
function findScale(number: number): number | undefined {
  if (Number.isSafeInteger(number)) return 0;
  if (Math.abs(number) < minFraction) return undefined;
  for (let scale = 1; scale < powers.length; scale += 1) {
    const power = powerOfTen(scale);
    const whole = Math.round(number * power);
    if (Math.abs(whole) >= maxExact) return undefined;
    if (whole / power === number) return scale;
  }
  return undefined;
}

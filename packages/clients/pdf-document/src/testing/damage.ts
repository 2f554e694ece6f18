/** Gives whole numbers below a bound, by chance but the same ones for the same seed. */
export type Dice = (below: number) => number;

/** Mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A copy that is cut off, or has some bytes exchanged, removed or doubled; more often near its beginning. */
export function damage(bytes: Uint8Array, dice: Dice): Uint8Array {
  if (dice(10) === 0) return bytes.slice(0, dice(bytes.length));
  let damaged = Buffer.from(bytes);
  for (let count = 1 + dice(4); count > 0; count -= 1) {
    const at = dice(dice(2) === 0 ? Math.min(damaged.length, 1_000) : damaged.length);
    const length = 1 + dice(dice(2) === 0 ? 4 : 40);
    const part = damaged.subarray(at, at + length);
    switch (dice(4)) {
      case 0:
        damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(at + length)]);
        break;
      case 1:
        damaged = Buffer.concat([damaged.subarray(0, at), part, damaged.subarray(at)]);
        break;
      case 2:
        part.fill(255);
        break;
      default:
        for (let index = 0; index < part.length; index += 1) part[index] = dice(256);
    }
  }
  return damaged;
}

/** A number from 0 up to 1, the next of a sequence that its seed decides. */
export type Random = () => number;

/** The generator mulberry32: small, and good enough to choose what to break. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed to use: `LEAFWISE_SEED`, which `npm run chaos` chooses, else always the same. */
export function chosenSeed(): number {
  const seed = Number(process.env.LEAFWISE_SEED ?? 1);
  if (!Number.isInteger(seed)) throw new Error('LEAFWISE_SEED is no whole number');
  return seed;
}

/**
 * Shortens the duration that a server tells: `1.234567ms` to `1.2ms`, as the rest changes with every look.
 * The clock of a tab counts milliseconds at best, so that `1ns` and `0s` stand for less than one.
 */
export const roundTripWords = (duration: string): string =>
  /[^µn]s$/.test(duration) && duration !== '0s' ? duration.replace(/(\.\d)\d*/, '$1') : 'under 1ms';

/**
 * How long a browser is left alone before something is timed, in milliseconds: it starts parts of its own window, and
 * makes code that has run faster, beside the page and on the same cores.
 */
const rest = 1500;

/** Waits until the browsers have come to rest. */
export const atRest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, rest));

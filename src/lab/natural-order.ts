const collator = new Intl.Collator('en', { numeric: true });

/** Compares two names or paths as people order them: `site-2` comes before `site-10`. */
export const inNaturalOrder = (a: string, b: string): number => collator.compare(a, b);

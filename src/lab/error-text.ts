/** An error's own words; a rejection that is no Error stands for itself. */
export const errorText = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

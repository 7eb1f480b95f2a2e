/** The oldest release on which the tests of a class pass. */
export const oldest = [2, 12] as const;

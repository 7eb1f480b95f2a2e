/** A name as that of a file on each system. */
export const fileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'bench';

/** How many names a sentence lists. */
const most = 3;

/** The first few of names, and how many there are besides: `a, b, c and 2 more`. */
export function fewNames(names: readonly string[]): string {
  const listed = names.slice(0, most).join(', ');
  return names.length > most ? `${listed} and ${names.length - most} more` : listed;
}

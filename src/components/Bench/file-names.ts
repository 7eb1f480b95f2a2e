import { isFilePath } from '../../bench/read-bench.ts';

/** Why a file cannot have a name; undefined where it can. */
export function nameFault(name: string, others: readonly string[]): string | undefined {
  if (name === '') return 'Give the file a name, such as hub.conf.';
  if (/[\\\p{Cc}]/u.test(name)) return 'Write the folders of a path with “/”.';
  if (name.split('/').some((step) => step === '' || step === '.' || step === '..'))
    return 'Write a path within the bench, such as conf/hub.conf.';
  if (name.includes(':')) return 'Write it without “:”, which not every system takes in a name.';
  if (!isFilePath(name))
    return 'Give it a shorter name, without signs that are not shown, such as hub.conf.';
  if (others.includes(name)) return `There is a file ${name}. Choose another name.`;
  return undefined;
}

/** A name for a new configuration that no file has. */
export function freeName(taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const name = `server-${n}.conf`;
    if (!taken.includes(name)) return name;
  }
}

/**
 * The most servers that were tried with the memory of a small device. Measured: the processes of a whole Chromium
 * were given 352 MB of memory together (a cgroup), and a hub with 39 leaves started in it; with 320 MB not even two did.
 * The start itself takes most, whatever their number; each server takes one to two megabytes. On a phone with 6 GB, Chrome
 * lets the memory of a module grow to 512 MB: https://github.com/WebAssembly/design/issues/1397.
 */
const tried = 40;
/** The memory of a small device, in GiB. */
const small = 4;

/**
 * Says that so many servers may be too many for this device, if they may.
 * @param deviceMemory as a browser tells it, roughly; not all do
 */
export function tooManyWords(
  servers: number,
  { deviceMemory }: { deviceMemory?: number },
): string | undefined {
  if (servers <= tried || deviceMemory === undefined || deviceMemory > small) return undefined;
  return `${servers} servers may be too many for the memory of this device: up to ${tried} were tried. The command \`leafwise up\` runs them outside the browser.`;
}

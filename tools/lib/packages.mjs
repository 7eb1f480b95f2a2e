// @ts-check

/**
 * One package in npm's lock file, and in `node_modules/.package-lock.json`, its record of what it installed.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages By folder, `''` being the project itself.
 */

/**
 * Whether what npm installed is what the lock file asks for, on this kind of machine. npm writes its record last, so
 * an installation that was cut short has none; and one made by hand with `npm install` counts.
 * @param {LockedPackages} locked
 * @param {LockedPackages | null} installed
 * @param {{ platform: string, arch: string }} [machine]
 */
export function packagesMatch(locked, installed, machine = process) {
  if (!installed) return false;
  const allThere = Object.entries(locked).every(([folder, wanted]) => {
    const found = installed[folder];
    return found ? isSame(wanted, found) : folder === '' || wanted.optional === true;
  });
  const allWanted = Object.entries(installed).every(([folder, { os, cpu }]) => {
    return folder in locked && allows(os, machine.platform) && allows(cpu, machine.arch);
  });
  return allThere && allWanted;
}

/**
 * @param {LockedPackage} a
 * @param {LockedPackage} b
 */
function isSame(a, b) {
  return a.version === b.version && a.integrity === b.integrity;
}

/**
 * As npm reads `os` and `cpu`: names that fit, or names with `!` that do not.
 * @param {string[] | undefined} names
 * @param {string} name
 */
function allows(names, name) {
  if (!names || names.includes(name)) return true;
  return names.every((each) => each.startsWith('!')) && !names.includes(`!${name}`);
}

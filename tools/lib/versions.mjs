// @ts-check

/** @typedef {{ major: number, minor: number }} Version */

/**
 * The first `major.minor` in what a tool prints: `v20.19.1`, `go version go1.26.8 linux/amd64`.
 * @param {string} text
 * @returns {Version | null}
 */
function parseVersion(text) {
  const match = /(\d+)\.(\d+)/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : null;
}

/**
 * @param {Version} version
 * @param {Version} least
 */
function isAtLeast(version, least) {
  return (
    version.major > least.major || (version.major === least.major && version.minor >= least.minor)
  );
}

const leastNode = { major: 20, minor: 19 };
// Go 1.21 is the first that fetches by itself the newer toolchain that engine/go.mod asks for.
const leastGo = { major: 1, minor: 21 };

/**
 * Lists the tools that are missing or too old, one sentence each with its remedy.
 * @param {{ node: string, go: string | null }} found The output of the tools; null: no such tool.
 * @returns {string[]}
 */
export function toolProblems({ node, go }) {
  const problems = [];
  const nodeVersion = parseVersion(node);
  if (!nodeVersion || !isAtLeast(nodeVersion, leastNode)) {
    problems.push(
      `Leafwise needs Node.js 20.19 or newer and this is ${node}: install it from https://nodejs.org and run this again.`,
    );
  }
  const goVersion = go === null ? null : parseVersion(go);
  if (!goVersion || !isAtLeast(goVersion, leastGo)) {
    const found = goVersion ? `this is ${goVersion.major}.${goVersion.minor}` : 'none was found';
    problems.push(
      `Leafwise needs Go 1.21 or newer to build nats-server, and ${found}: install it from https://go.dev/dl and run this again.`,
    );
  }
  return problems;
}

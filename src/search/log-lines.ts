/**
 * The beginning of a log line of nats-server: process, time, level, and the connection that it is
 * about.
 */
const prefix =
  /^\s*(?:\[\d+\]\s+)?(?:\d{4}[/-]\d\d[/-]\d\d[\sT]+[\d:.]+Z?\s+)?(?:\[[A-Z]{3}\]\s*)?(?:\S+:\d+\s+-\s+\w+:\d+\s+-\s+)?/;

/** What only a program writes: a level, a time, an address with its port, a number of an error. */
const mechanical =
  /\[(?:ERR|WRN|INF|DBG|TRC|FTL)\]|\d\d:\d\d:\d\d|\d+\.\d+\.\d+\.\d+|err_code|\w+: error:|\blid:\d+|"\S+:\d+"/;

/** A query without what a log puts before its message, and whether a program wrote it. */
export function readLine(query: string): { text: string; isLog: boolean } {
  return { text: query.replace(prefix, ''), isLog: mechanical.test(query) };
}

/** Finds a format string of the server in a line: its own words in their order, in any case. */
export function finderOf(format: string): (line: string) => number {
  const parts = format
    .toLowerCase()
    .split(/%[+#]?[a-z]|\{\w+\}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const length = parts.join('').length;
  return (line) => {
    if (length <= 8) return 0;
    let at = 0;
    for (const part of parts) {
      const found = line.indexOf(part, at);
      if (found < 0) return 0;
      at = found + part.length;
    }
    return length;
  };
}

// @ts-check

/** @typedef {(text: string) => void} Say Says what a task is doing now, in a few words. */
/** @typedef {ReturnType<typeof startTask>} Task */

const quietMs = 30_000;

/**
 * Shows one task that takes a while. On a terminal: one line that counts the seconds. Elsewhere (a CI log): a line
 * for each thing it does, one every half minute, and one at the end.
 * @param {string} name
 * @param {{ write(text: string): unknown, isTTY?: boolean }} [out]
 */
export function startTask(name, out = process.stdout) {
  const started = performance.now();
  const onTerminal = out.isTTY === true;
  let doing = '';

  const seconds = () => formatSeconds(performance.now() - started);
  const show = () => {
    const text = doing ? `${name}: ${doing}` : name;
    if (onTerminal) out.write(`\r\x1b[2K${text} (${seconds()})`);
    else out.write(`${text} (${seconds()})\n`);
  };
  // Of a task that was given up, nobody ends it: what it tells of keeps this process alive, and the telling does not.
  const timer = setInterval(show, onTerminal ? 1000 : quietMs).unref();

  return {
    /** @type {Say} */
    say(text) {
      doing = text;
      if (onTerminal) show();
      else out.write(`${name}: ${text} …\n`);
    },
    /** Ends the task with a last line. @param {string} outcome */
    end(outcome) {
      clearInterval(timer);
      out.write(`${onTerminal ? '\r\x1b[2K' : ''}${name}: ${outcome} (${seconds()})\n`);
    },
  };
}

/** @param {number} ms */
export function formatSeconds(ms) {
  const seconds = ms / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

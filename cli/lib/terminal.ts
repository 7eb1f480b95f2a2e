import { onOneLine } from '../../src/lab/text-lines.ts';

/** How a terminal shows a text. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  green(text: string): string;
}

/** What a stream of this process is, as far as texts for it depend on that. */
export interface Screen {
  isTTY?: boolean;
  columns?: number;
}

/** Colours on a terminal alone, unless the environment says otherwise: see no-color.org and force-color.org. */
export function paintFor({ isTTY }: Screen, env = process.env): Paint {
  const forced = env.FORCE_COLOR;
  const on = env.NO_COLOR
    ? false
    : forced !== undefined && forced !== ''
      ? forced !== '0'
      : isTTY === true && env.TERM !== 'dumb';
  const shownBy =
    (code: number, end = 39) =>
    (text: string) =>
      on && text ? `\x1b[${code}m${text}\x1b[${end}m` : text;
  return {
    bold: shownBy(1, 22),
    dim: shownBy(2, 22),
    red: shownBy(31),
    green: shownBy(32),
    yellow: shownBy(33),
    blue: shownBy(36),
  };
}

/** How wide a picture or a page of help may be: as the terminal, and no narrower than a word needs. */
export const widthOf = ({ isTTY, columns }: Screen): number =>
  isTTY && columns ? Math.max(32, Math.min(columns, 120)) : 100;

/** How long a line of a report may be: for a program it stays one line. */
export const lineWidthOf = (screen: Screen): number => (screen.isTTY ? widthOf(screen) : Infinity);

/** A line that says what is being done, for a terminal; elsewhere it says nothing. */
export interface ProgressLine {
  say(text: string): void;
  clear(): void;
}

/** Writes to the terminal's error output, so that what is printed stays as it is. */
export function progressLine(stream: Screen & { write(text: string): unknown }): ProgressLine {
  if (!stream.isTTY) return { say: () => {}, clear: () => {} };
  const clear = () => void stream.write('\r\x1b[2K');
  return {
    say: (text) => {
      clear();
      stream.write(onOneLine(text).slice(0, widthOf(stream) - 1));
    },
    clear,
  };
}

/** Writes to the standard output and waits until it is taken: what reads it may be slow, or gone. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));

/** A line of a configuration that the server finds fault with. */
export interface Fault {
  /** From 1. */
  line: number;
  /** From 1; absent where the server names the line only. */
  column?: number;
  message: string;
}

const located = /(?:^|\s|[/\\])[^\s:]*\.conf:(\d+):(\d+): (.+)$/;
const unparsed = /Parse error on line (\d+)/;

/** The lines that a server's refusal names. */
export function faultsIn(refusal: string): Fault[] {
  return refusal.split('\n').flatMap((message): Fault[] => {
    const [, line, column, words] = located.exec(message) ?? [];
    if (line && words) return [{ line: Number(line), column: Number(column), message: words }];
    const parse = unparsed.exec(message);
    return parse ? [{ line: Number(parse[1]), message: message.slice(parse.index) }] : [];
  });
}

/** Whether the server takes what it refused if it is restarted with it: it read it, and only cannot change to it. */
export const takesRestart = (refusal: string): boolean =>
  /reload (not supported|does not support)/.test(refusal);

/** The values before and after a change, where they are printed as Go has them in memory. */
const dump = /: (?:old|new)=(?:&?[{[]|map\[|0x)[^]*$/;

/** A refusal without values that only the server's own code can name: what it cannot change stays. */
export const withoutDump = (refusal: string): string => refusal.replace(dump, '');

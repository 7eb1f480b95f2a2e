/** Cuts a text to `length` characters, with an ellipsis for the rest. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

export function bytes(n: number): string {
  return n === 1 ? '1 byte' : `${n} bytes`;
}

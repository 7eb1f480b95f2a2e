/** Whether each word that was typed is in a text, whatever their order and case. */
export function hasWords(text: string, typed: string): boolean {
  const inside = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inside.includes(word));
}

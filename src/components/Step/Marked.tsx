/** A subject with a wildcard, whose end one takes for that of the sentence. */
const subject = /([\w$.*-]+\.(?:>|\*[\w.*>]*))/;

/** The words of a check, with subjects set apart. */
export default function Marked({ children }: { children: string }) {
  return children
    .split(subject)
    .map((part, at) => (at % 2 === 0 ? part : <code key={at}>{part}</code>));
}

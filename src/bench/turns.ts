/** How long a page may be busy before it hears keys and draws again, in milliseconds. */
const longest = 16;

/** Answers what gives way to keys and drawing, if long work has gone on for a while. */
export function turns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longest) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}

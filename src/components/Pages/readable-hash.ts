/**
 * Answers a hash that can be decoded: a `%` that is no escape stands for itself. Docusaurus decodes the hash of each
 * address, and a page with one that cannot be decoded crashes, with the lab that runs on it.
 */
export function readableHash(hash: string): string {
  try {
    decodeURIComponent(hash);
    return hash;
  } catch {
    return hash.replace(/%/g, '%25');
  }
}

if (typeof window !== 'undefined') {
  // In capture: before the router reads the address.
  const mend = () => {
    const { hash } = window.location;
    const readable = readableHash(hash);
    if (readable !== hash) window.history.replaceState(window.history.state, '', readable);
  };
  window.addEventListener('popstate', mend, { capture: true });
  window.addEventListener('hashchange', mend, { capture: true });
}

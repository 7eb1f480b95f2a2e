/**
 * Answers the address at which a hub takes leaf nodes over WebSocket: the one that nats-server itself
 * makes of a `ws://` remote. A path in front stays, for a proxy.
 * @throws Error that says what is wrong with the URL
 */
export function leafnodeUrl(hub: string): string {
  let url: URL;
  try {
    url = new URL(hub);
  } catch {
    throw new Error(`${hub} is no URL. Give one such as wss://hub.example.org:443.`);
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new Error(`A browser reaches a hub by ws:// or wss://, not by ${url.protocol}//.`);
  }
  url.pathname = `${url.pathname.replace(/\/(leafnode)?$/, '')}/leafnode`;
  return url.href;
}

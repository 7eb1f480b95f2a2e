/** The text of a `.creds` file. */
export const credsOf = (jwt: string, seed: string): string => `-----BEGIN NATS USER JWT-----
${jwt}
------END NATS USER JWT------

-----BEGIN USER NKEY SEED-----
${seed}
------END USER NKEY SEED------
`;

/** The address of the hub, of the path or URL that the doorway names; `page` is that of the page. */
export function hubAddress(named: string, page: string): string {
  const url = new URL(named, page);
  if (url.protocol === 'http:' || url.protocol === 'https:')
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

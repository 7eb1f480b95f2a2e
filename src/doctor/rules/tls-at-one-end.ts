import { dialledIn, isDirect, linkOf, type Dialled } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, blocksIn, isOn, placeOf, valueAt, valueIn } from '../settings.ts';

/**
 * Tried on 2.15.2: a remote with a `tls` block to a hub without (`TLS Handshake Failure`), a hub that verifies and a
 * remote without a certificate (`client didn't provide a certificate`), `handshake_first` at one end only (`Read Error`).
 * A hub with TLS and a remote without a `tls` block connect, if the system trusts the certificate. A `tls://` URL to a
 * hub without TLS connects in plain text.
 */
export const tlsAtOneEnd: Rule = {
  id: 'tls-at-one-end',
  severity: 'error',
  title: 'The two ends of a link do not agree on TLS',
  page: '/troubleshooting/messages/tls-leafnode-handshake-error',
  *look(network) {
    for (const dialled of dialledIn(network)) {
      const { remote, dial, hub } = dialled;
      const leafPort = hub.listeners.some(
        ({ kind, port }) => kind === 'leaf' && port === dial.port,
      );
      const fault = !dial.webSocket && leafPort && isDirect(dialled) && faultOf(dialled);
      if (!fault) continue;
      const { at, ...rest } = fault;
      yield {
        server: remote.from.name,
        ...linkOf(network, remote.from.name, hub.name),
        place: placeOf(remote.from, at),
        ...rest,
      };
    }
  },
};

function faultOf({ remote: { from, block }, dial, hub }: Dialled) {
  const [here] = blocksIn(from, block, 'tls');
  const [there] = blocksAt(hub, 'leafnodes.tls');
  const never = `This remote of ${from.name} never connects.`;
  if (here && !there)
    return {
      at: here,
      words: `The remote wants TLS, and the leafnodes block of ${hub.name} has none. ${never}`,
      remedy: `Give the leafnodes block of ${hub.name} a tls block with a certificate, or remove this one.`,
    };
  if (!there && /^tls:/i.test(dial.url.text))
    return {
      at: dial.url,
      severity: 'warning' as const,
      words: `The URL says tls, and ${hub.name} has no TLS for leaf nodes: ${from.name} connects in plain text, and no log says so.`,
      remedy: `Give the leafnodes block of ${hub.name} a tls block with a certificate. A tls block in the remote makes ${from.name} insist on TLS.`,
    };
  if (!there) return undefined;
  const verifies = ['verify', 'verify_and_map'].some((key) =>
    isOn(valueAt(hub, `leafnodes.tls.${key}`)),
  );
  if (
    verifies &&
    !(here && (valueIn(from, here, 'cert_file') ?? valueIn(from, here, 'cert_store')))
  )
    return {
      at: dial.url,
      words: `${hub.name} takes only leaf nodes with a certificate (verify), and the remote has none. ${never}`,
      remedy: 'Give the remote a tls block with cert_file, key_file and ca_file.',
    };
  const first = (value: string | undefined) => /^(true|on)$/i.test(value ?? '');
  const firstHere = first(here && valueIn(from, here, 'handshake_first')?.text);
  const firstThere = valueAt(hub, 'leafnodes.tls.handshake_first')?.text;
  const [one, other] = first(firstThere) ? [hub.name, from.name] : [from.name, hub.name];
  return firstHere === first(firstThere) ||
    (firstHere && firstThere && !/^(false|off)$/i.test(firstThere))
    ? undefined
    : {
        at: here ?? dial.url,
        words: `handshake_first is set at ${one} and not at ${other}, so the two wait for each other. ${never}`,
        remedy: `Set handshake_first: true in the tls block of both, or of neither.`,
      };
}

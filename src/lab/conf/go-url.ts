/** A URL as nats-server reads it. */
export interface GoUrl {
  /** In lower case; empty where there is none. */
  scheme: string;
  /** As it is written, with its escapes. */
  userinfo?: string;
  user?: string;
  password?: string;
  /** An IPv6 address stands in brackets. Empty where the text names no host: `hub:7422` has a scheme and no host. */
  host: string;
  /** Its digits, of which there may be none behind the colon. */
  port?: string;
  /** All behind the port, as it is written: begins with `/`, `?` or `#`, unless the text names no host. */
  rest: string;
}

const around = /^\p{White_Space}+|\p{White_Space}+$/gu;
// eslint-disable-next-line no-control-regex -- These are what Go refuses.
const control = /[\0-\x1f\x7f]/;
const brokenEscape = /%(?![\da-f]{2})/i;
const ofUserinfo = /^[\w\-.:~!$&'()*+,;=%@]*$/;
const ofHost = /^(?:[\w\-.~!$&'()*+,;=:[\]<>"]|[^\0-\x7f]|%25|%[89a-f][\da-f])*$/i;
const zone = /%25[\w.~-]+$/;

/**
 * Reads a URL as Go's `net/url` does once the server has trimmed it. Other parsers take other parts for the host: of
 * `nats://a@b:c@d` a server dials d. Stricter than Go only with the zone of an address.
 * @returns nothing where Go refuses the text: then the server refuses the configuration
 */
export function goUrl(given: string): GoUrl | undefined {
  const text = given.replace(around, '');
  const whole = before(text, '#');
  const fragment = text.slice(whole.length);
  if (control.test(whole) || brokenEscape.test(fragment) || whole.startsWith(':')) return undefined;
  const scheme = /^[a-z][a-z\d+.-]*(?=:)/i.exec(whole)?.[0] ?? '';
  const hierarchy = scheme === '' ? whole : whole.slice(scheme.length + 1);
  const named = before(hierarchy, '?');
  const hasHost = named.startsWith('//') && !(scheme === '' && named.startsWith('///'));
  const authority = hasHost ? before(named.slice(2), '/') : '';
  const path = hasHost ? named.slice(2 + authority.length) : named;
  const isOpaque = scheme !== '' && !named.startsWith('/');
  if (!isOpaque && brokenEscape.test(path)) return undefined;
  const isRelative = scheme === '' && !named.startsWith('/');
  if (isRelative && before(path, '/').includes(':')) return undefined;
  const url = {
    scheme: scheme.toLowerCase(),
    host: '',
    rest: path + hierarchy.slice(named.length) + fragment,
  };
  if (!hasHost) return url;
  const at = authority.lastIndexOf('@');
  const address = addressIn(authority.slice(at + 1), /^https?$/.test(url.scheme));
  if (!address) return undefined;
  if (at < 0) return { ...url, ...address };
  const userinfo = authority.slice(0, at);
  if (!ofUserinfo.test(userinfo) || brokenEscape.test(userinfo)) return undefined;
  const user = before(userinfo, ':');
  const hasPassword = user.length < userinfo.length;
  return {
    ...url,
    ...address,
    userinfo,
    user: unescaped(user),
    ...(hasPassword && { password: unescaped(userinfo.slice(user.length + 1)) }),
  };
}

/** The host and the port in a URL. Go takes the last colon, but in `http:` the first. */
function addressIn(text: string, isHttp: boolean): Pick<GoUrl, 'host' | 'port'> | undefined {
  const bracket = text.lastIndexOf('[');
  if (bracket > 0) return undefined;
  const colon = isHttp ? text.indexOf(':') : text.lastIndexOf(':');
  const end = bracket === 0 ? text.lastIndexOf(']') + 1 : colon < 0 ? text.length : colon;
  const host = text.slice(0, end);
  const behind = text.slice(end);
  if (!/^(:\d*)?$/.test(behind)) return undefined;
  if (bracket === 0 ? !isAddress(host) : !ofHost.test(host)) return undefined;
  return { host: unescaped(host), ...(behind !== '' && { port: behind.slice(1) }) };
}

/** Whether it is an IPv6 address in brackets. */
const isAddress = (text: string): boolean =>
  URL.canParse(`http://${text.slice(0, -1).replace(zone, '')}]`);

const before = (text: string, mark: string): string => text.split(mark, 1)[0]!;

/** Without its escapes, but for those that are broken. Bytes that are no UTF-8 become marks. */
export function unescaped(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const plain: number[] = [];
  for (let i = 0; i < bytes.length; i += 1) {
    const isEscape = /^%[\da-f]{2}$/i.test(String.fromCharCode(...bytes.subarray(i, i + 3)));
    plain.push(
      isEscape ? parseInt(String.fromCharCode(bytes[i + 1]!, bytes[i + 2]!), 16) : bytes[i]!,
    );
    if (isEscape) i += 2;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(plain));
}

/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** The secret of a URL in a text, and where the login begins that it is of. */
export interface UrlSecret extends Span {
  from: number;
}

/** The keys of URLs, and whatever may be one of them mistyped. */
const urlKey = /url|routes?$|resolver/i;
/** Where a URL begins, and the quote before it. In JSON, slashes may be escaped. */
const urlStart = /(\\?["'`])?(?:[a-z][a-z\d+.-]{0,30}:)?\\?\/\\?\//gi;
/** Where the next URL of a list begins. */
const nextUrl = /(?=,\s*[a-z+-]+:\\?\/\\?\/)/i;

/**
 * Whether a value is a URL whose login, before its last @, a server may use; whatever else it looks like. Where a URL
 * belongs, any text with an @ is one: its scheme may be missing, or mistyped.
 */
export const isUrlWithLogin = (value: string, key = ''): boolean =>
  value.includes('@') && (urlKey.test(key) || /^\s*([^\s/`]*:)?\/\/[\s\S]*@/.test(value));

/** Where a text that is a URL has a password, or a token in the place of the user. */
export function loginIn(url: string): Span {
  const end = url.lastIndexOf('@');
  const [before] = /^["']?\s*(?:url\()?\s*(?:[a-z][a-z\d+.-]*:)?(?:\\?\/\\?\/)?/i.exec(url)!;
  const from = before.endsWith('/') ? before.length : /^["']?\s*(?:url\()?/i.exec(url)![0].length;
  const colon = url.indexOf(':', from);
  return { start: colon < 0 || colon >= end ? Math.min(from, end) : colon + 1, end };
}

/** Where a text that stands where a URL does, or several in a list, has logins, whatever it looks like. */
export function loginsOfList(text: string): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const part of text.split(nextUrl)) {
    const from = at + /^,?\s*/.exec(part)![0].length;
    at += part.length;
    if (!part.includes('@')) continue;
    const { start, end } = loginIn(text.slice(from, at));
    found.push({ start: from + start, end: from + end });
  }
  return found;
}

/**
 * Where a text has secrets of URLs. Parsers differ on where a login ends, so it is all up to the last `@`: of what the
 * quotes around a URL hold, or of the word that it begins.
 */
export function loginsIn(text: string): UrlSecret[] {
  const found: UrlSecret[] = [];
  if (!text.includes('@')) return found;
  urlStart.lastIndex = 0;
  for (let match = urlStart.exec(text); match; match = urlStart.exec(text)) {
    const [start, quote = ''] = match;
    const from = match.index + quote.length;
    const end = endOf(text, match.index + start.length, quote);
    let at = from;
    for (const part of text.slice(from, end).split(nextUrl)) {
      const slashes = /\\?\/\\?\//.exec(part);
      if (slashes && part.lastIndexOf('@') > slashes.index + slashes[0].length) {
        const login = loginIn(part.slice(slashes.index));
        const first = at + slashes.index;
        found.push({
          from: first + slashes[0].length,
          start: first + login.start,
          end: first + login.end,
        });
      }
      at += part.length;
    }
    urlStart.lastIndex = end;
  }
  return found;
}

/** The end of a URL: that of its quotes, or of its word. A quote in a word ends it where nothing may follow. */
function endOf(text: string, from: number, quote: string): number {
  if (quote !== '') {
    const close = quote.startsWith('\\')
      ? /[^\\\n]*(?=\\["'`])/y
      : new RegExp(String.raw`(?:\\.|[^${quote}\\\n])*(?=${quote})`, 'y');
    close.lastIndex = from;
    const inside = close.exec(text);
    if (inside) return from + inside[0].length;
  }
  const word = /(?:[^\s"'`\\]|\\(?!["'`])|\\?["'`](?![\s,;:}\])>]|$))*/y;
  word.lastIndex = from;
  return from + word.exec(text)![0].length;
}

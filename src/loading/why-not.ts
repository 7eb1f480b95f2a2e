/**
 * Why something of the site did not arrive. `unreachable`: the site gives no answer. `portal`: another page answers
 * in its place. `release`: the site has moved on to a release that no longer has it. `missing`: the site answers as
 * before, without it.
 */
export type WhyNot = 'unreachable' | 'portal' | 'release' | 'missing';

/** Says why, as a sentence of its own. */
export const whyWords: Record<WhyNot, string> = {
  unreachable: 'The site cannot be reached. Look at your connection.',
  portal:
    'Another page answers in place of this site. The network may want you to sign in first, on a page of its own.',
  release: 'A new release of this site is out, and no longer has this part of the old one.',
  missing: 'The site answers, but did not give it.',
};

/** Something of the site that did not arrive, and why. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
  readonly why: WhyNot;

  constructor(why: WhyNot, cause?: unknown) {
    super(whyWords[why], { cause });
    this.why = why;
  }
}

/** How long the site may take to answer, in milliseconds: one that says nothing at all is not reached. */
const patience = 10_000;

/** Asks the site why something of it did not arrive. */
export async function whyNotLoaded(): Promise<WhyNot> {
  const runtime = runtimeScript();
  if (runtime === undefined) return 'missing';
  try {
    // The home page of each release names the script that each page of it begins with.
    const response = await fetch(new URL('../../', runtime), {
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    const page = await response.text();
    if (page.includes(runtime.pathname)) return 'missing';
    return response.ok && /<meta[^>]+Docusaurus/.test(page) ? 'release' : 'portal';
  } catch {
    return 'unreachable';
  }
}

/** The address of the script that knows the names of all others, which changes whenever one of them does. */
function runtimeScript(): URL | undefined {
  if (typeof document === 'undefined') return undefined;
  const script = document.querySelector<HTMLScriptElement>('script[src*="/assets/js/runtime"]');
  return script ? new URL(script.src) : undefined;
}

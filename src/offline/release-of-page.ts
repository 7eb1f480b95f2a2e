import { releaseMeta } from './release.ts';

/** Answers the release of this page; undefined for one of the dev server. */
export const releaseOfPage = (): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="${releaseMeta}"]`)?.content;

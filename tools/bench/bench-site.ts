import { servePage } from '../lib/page-site.ts';
import { serve } from '../lib/serve.mjs';
import { temporaryFolder } from './cleanup.ts';
import { pageOfCommit } from './page-of-commit.ts';

/** Builds tools/bench/page for production and serves it on 127.0.0.1, for as long as it is used. */
export async function withBenchSite<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    const site = await servePage('tools/bench/page', folder.path);
    try {
      return await use(site.url);
    } finally {
      await site.close();
    }
  } finally {
    folder.remove();
  }
}

let beside: string | undefined;
let built: Promise<string> | undefined;

/** Has the page of another commit measured beside this one. It is built when it is first needed. */
export function measureBeside(commit: string): void {
  beside = commit;
}

/** As `withBenchSite`: also `beside`, the page of the other commit, where there is one. */
export function withBenchSites<T>(
  use: (urls: { tab: string; beside?: string }) => Promise<T>,
): Promise<T> {
  return withBenchSite(async (tab) => {
    if (beside === undefined) return use({ tab });
    const site = await serve({ folder: await (built ??= pageOfCommit(beside)) });
    try {
      return await use({ tab, beside: site.url });
    } finally {
      await site.close();
    }
  });
}

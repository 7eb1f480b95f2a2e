import { servePage } from '../lib/page-site.ts';
import { temporaryFolder } from './cleanup.ts';

/** Builds tools/bench/page for production and serves it on 127.0.0.1. */
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
